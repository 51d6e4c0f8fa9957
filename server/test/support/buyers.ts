import { inTx } from '../../src/platform/context.ts'
import { type AccountId, newId } from '../../src/platform/ids.ts'
import { amountOf, money } from '../../src/platform/money.ts'
import { createAccount } from '../../src/spine/accounts/index.ts'
import { checkUsage } from '../../src/spine/charging/index.ts'
import { checkInvariants, findWallet, openWallet, post, type WalletId } from '../../src/spine/ledger/index.ts'
import { createPriceRule } from '../../src/spine/pricing/index.ts'
import type { World } from './world.ts'

export type Buyer = { readonly accountId: AccountId; readonly walletId: WalletId }

/** A customer with money on the wallet. */
export async function buyer(world: World, balance: string, tenantId = world.operator.id): Promise<Buyer> {
  return inTx(world.context(tenantId), async (tx) => {
    const account = await createAccount(tx, { name: 'Buyer', kind: 'individual', email: `${newId().slice(-12)}@example.com` })
    const wallet = await openWallet(tx, { accountId: account.id, currency: account.currency })
    const opening = { id: newId<never>(), walletId: wallet.id, from: 'gateway:test', kind: 'recharge', description: 'Opening' }
    if (/[1-9]/.test(balance)) await post(tx, [{ op: 'credit', ...opening, amount: money(account.currency, balance) }])
    return { accountId: account.id, walletId: wallet.id }
  })
}

/** What is on the wallet and what of it is held. */
export async function purse(world: World, { walletId }: Buyer): Promise<readonly [balance: string, held: string]> {
  const wallet = await findWallet(world.context(), { id: walletId })
  if (!wallet) throw new Error('The wallet is gone.')
  return [amountOf(wallet.balance), amountOf(wallet.held)]
}

/** A number costs exactly this much a month, and nothing to set up. */
export async function priceNumbersAt(world: World, monthly: string): Promise<void> {
  const rule = { kind: 'fixed_price', currency: 'USD', country: 'US' } as const
  await createPriceRule(world.context(), { ...rule, service: 'number_monthly', value: monthly })
  await createPriceRule(world.context(), { ...rule, service: 'number_purchase', value: '0' })
}

/** The laws of the ledger and of usage that are broken; none is the good answer. */
export async function brokenLaws(world: World): Promise<readonly string[]> {
  const ledger = (await checkInvariants(world.context())).filter((law) => !law.ok)
  return [...ledger, ...(await checkUsage(world.context()))].map((law) => law.name)
}
