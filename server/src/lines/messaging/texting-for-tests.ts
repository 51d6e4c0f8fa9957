import { randomUUID } from 'node:crypto'
import type { World } from '../../../test/support/world.ts'
import { later } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { type AccountId, newId, type ProviderId, type TenantId } from '../../platform/ids.ts'
import { amountOf, micros, money } from '../../platform/money.ts'
import { createAccount } from '../../spine/accounts/index.ts'
import { findWallet, openWallet, post } from '../../spine/ledger/index.ts'
import { activeProviders } from '../../spine/providers/index.ts'
import type { NumberId } from '../numbers/index.ts'
import type { Message } from './message.ts'
import { sendMessage } from './send.ts'
import { list } from './store.ts'

export type Texting = {
  readonly context: Context
  readonly accountId: AccountId
  readonly providerId: ProviderId
  readonly numberId: NumberId
  readonly e164: string
  send(to: string, body?: string, key?: string): Promise<Message>
  /** The account's newest message. */
  newest(): Promise<Message>
  /** Balance and held money of the wallet. */
  purse(): Promise<readonly [balance: string, held: string]>
  /** The wallet's entries, oldest first. */
  entries(): Promise<readonly string[]>
}

/** Buys the number at the simulated vendor and gives it to the account. */
export async function giveNumber(world: World, accountId: AccountId, e164: string, tenantId: TenantId = world.operator.id) {
  const [provider] = await activeProviders(world.context(), 'numbers')
  if (!provider) throw new Error('No provider has numbers.')
  const hook = `${world.services.publicUrl}/api/v1/webhooks/twilio/${provider.id}`
  const { url, accountSid, authToken } = world.vendors.twilio
  const reply = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    body: new URLSearchParams({ PhoneNumber: e164, SmsUrl: `${hook}/sms` }),
  })
  if (reply.status !== 201) throw new Error(`${e164} could not be bought.`)
  const { sid } = (await reply.json()) as { sid: string }
  const numberId = newId<NumberId>()
  await world.query(
    `insert into number (id, tenant_id, account_id, e164, country, type, status, capabilities, provider_id, supplier_reference, monthly_micros, currency, created_at)
      values ($1, $2, $3, $4, 'US', 'local', 'active', '{sms,voice}', $5, $6, 0, 'USD', now())`,
    [numberId, tenantId, accountId, e164, provider.id, sid],
  )
  return { numberId, providerId: provider.id }
}

/** Puts money on the account's wallet. */
export const giveMoney = (context: Context, accountId: AccountId, amount: string) =>
  inTx(context, async (tx) => {
    const wallet = await openWallet(tx, { accountId, currency: 'USD' })
    const facts = { kind: 'recharge', description: 'For the test', amount: money('USD', amount) }
    await post(tx, [{ op: 'credit', id: newId(), walletId: wallet.id, from: 'gateway:test', ...facts }])
  })

/** An account with 10.00 and a number, in a world with vendors. */
export async function openTexting(world: World, e164 = '+14155550100'): Promise<Texting> {
  const operator = world.context()
  const { id: accountId } = await inTx(operator, (tx) => createAccount(tx, { name: 'Ana', kind: 'individual', email: 'ana@example.com' }))
  await giveMoney(operator, accountId, '10.00')
  const { numberId, providerId } = await giveNumber(world, accountId, e164)
  const context = world.context(world.operator.id, accountId)
  return {
    context,
    accountId,
    providerId,
    numberId,
    e164,
    send: (to, body = 'Hello', key = randomUUID()) => sendMessage(context, accountId, { from: e164, to, body, key }),
    async newest() {
      const [message] = (await list(context, { limit: 1 })).items
      if (!message) throw new Error('There is no message.')
      return message
    },
    async purse() {
      const wallet = await findWallet(context, { accountId, currency: 'USD' })
      if (!wallet) throw new Error('There is no wallet.')
      return [amountOf(wallet.balance), amountOf(wallet.held)]
    },
    async entries() {
      const rows = await world.query<{ kind: string; change: string }>(
        'select kind, (balance_after_micros - balance_before_micros)::text as change from entry where account_id = $1 and seq is not null order by seq',
        [accountId],
      )
      return rows.map(({ kind, change }) => `${kind} ${amountOf(micros('USD', BigInt(change)))}`)
    },
  }
}

/** Lets time pass and does what is due by then. */
export const wait = (world: World, milliseconds: number) => world.moveTo(later(world.clock.now(), milliseconds).toISOString())

/** How often the vendor was asked to send. */
export const asked = (world: World): number => world.vendors.twilio.control.requests()['messages.create'] ?? 0
