import type { InstanceId } from '../../src/lines/cloud/index.ts'
import { commandInstance, deleteInstance, holdInstance, unholdInstance } from '../../src/lines/cloud/service.ts'
import { takeSessions } from '../../src/lines/esim/usage.ts'
import { sendMessage } from '../../src/lines/messaging/send.ts'
import { later, minutes } from '../../src/platform/clock.ts'
import { DomainError } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/ids.ts'
import { money } from '../../src/platform/money.ts'
import { MB } from '../../src/spine/charging/index.ts'
import { adjustWallet } from '../../src/spine/ledger/service.ts'
import { refundItem } from '../../src/spine/orders/index.ts'
import { startPayment } from '../../src/spine/payments/index.ts'
import type { Dice, Tally } from './dice.ts'
import type { LiveCalls } from './live-calls.ts'
import { type Customer, numberWish, order, serverWish, type Town } from './town.ts'

const PEER = '+14155559999'
const MOST_SERVERS = 6

/** One thing somebody does: everything by chance is drawn at once, what is answered runs later, beside what others do. */
type Act = (one: Customer) => () => Promise<void>

/** What people do on all lines. */
export class Traffic {
  readonly #town: Town
  readonly #dice: Dice
  readonly #tally: Tally
  readonly #acts: readonly Act[]
  #texts = 0
  #servers = 0

  constructor(town: Town, calls: LiveCalls, dice: Dice, tally: Tally) {
    this.#town = town
    this.#dice = dice
    this.#tally = tally
    const often = [this.#text, this.#hear, this.#command, this.#surf, (one: Customer) => calls.outbound(one)]
    const seldom = [this.#buyNumber, this.#buyEsim, this.#buyServer, this.#topUp, this.#refund, this.#delete, this.#hold]
    this.#acts = [
      ...often,
      ...often,
      ...seldom,
      this.#buyPackage,
      this.#adjust,
      (one) => calls.inbound(one),
      () => calls.wholesale(),
      () => calls.wholesale(),
    ]
  }

  /** What happens in the coming minute, all at the same time. */
  async minute(): Promise<void> {
    const acts = Array.from({ length: this.#dice.between(6, 9) }, () => this.#dice.pick(this.#acts)(this.#dice.pick(this.#town.customers)))
    await Promise.all([...acts.map((act) => act()), this.payAtGateway()])
  }

  /** Counts what was done, and what was rightly refused: no money, or not in this state. */
  async #try(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      this.#tally.add(what)
      return true
    } catch (error) {
      if (!(error instanceof DomainError) || ![402, 409].includes(error.status)) throw error
      this.#tally.add(`${what} refused: ${error.code}`)
      return false
    }
  }

  readonly #text: Act = (one) => {
    this.#texts += 1
    const request = { from: one.e164, to: PEER, body: `Text ${this.#texts}`, key: newId() }
    const send = () => sendMessage(one.context, one.accountId, request)
    const twice = this.#dice.chance(0.2)
    if (twice) this.#tally.add('fault: a request made twice')
    return async () => void (await this.#try('text sent', () => Promise.all(twice ? [send(), send()] : [send()])))
  }

  readonly #hear: Act = (one) => {
    this.#texts += 1
    const message = { from: PEER, to: one.e164, body: `Answer ${this.#texts}` }
    return async () => {
      this.#town.world.vendors.twilio.control.inbound(message)
      this.#tally.add('text received')
    }
  }

  readonly #buyNumber: Act = (one) => {
    const e164 = this.#town.stock.shift()
    if (!e164) throw new Error('All numbers are sold.')
    const key = newId()
    const buy = () => order(one, 'number', numberWish(e164), key)
    const twice = this.#dice.chance(0.2)
    if (twice) this.#tally.add('fault: a request made twice')
    return async () => void (await this.#try('number ordered', () => Promise.all(twice ? [buy(), buy()] : [buy()])))
  }

  readonly #buyEsim: Act = (one) => async () =>
    void (await this.#try('eSIM ordered', () => order(one, 'esim', { planId: this.#town.planId })))

  readonly #buyPackage: Act = (one) => async () =>
    void (await this.#try('package ordered', () => order(one, 'package', { packageId: this.#town.packageId })))

  readonly #buyServer: Act = (one) => {
    if (this.#servers >= MOST_SERVERS) return this.#text(one)
    this.#servers += 1
    const wish = serverWish(`web-${this.#servers}`)
    return async () => void (await this.#try('server ordered', () => order(one, 'instance', wish)))
  }

  /** Sessions of an eSIM, told twice at once and not in the order in which they were. */
  readonly #surf: Act = (one) => {
    const parts = [0, 1, 2].map((place) => ({ place, bytes: BigInt(this.#dice.between(1, 300)) * MB, name: newId() }))
    const told = this.#dice.shuffle(parts)
    const nth = this.#dice.between(0, 100)
    return async () => {
      const esims = await this.#town.world.query<{ id: string }>(
        `select id from esim where account_id = $1 and status in ('assigned', 'active') order by created_at, id`,
        [one.accountId],
      )
      const esim = esims[nth % Math.max(1, esims.length)]
      if (!esim) return
      const began = later(this.#town.world.clock.now(), -minutes(1))
      const sessions = told.map(({ place, bytes, name }) => {
        return { sessionId: name, bytes, startedAt: later(began, place * 10_000), endedAt: later(began, place * 10_000 + 5_000) }
      })
      const take = () => takeSessions(one.context, esim.id as never, sessions)
      const fresh = await Promise.all([take(), take()])
      if (fresh[0] + fresh[1] === 0) return
      this.#tally.add('data used')
      this.#tally.add('fault: usage told twice and out of order')
    }
  }

  /** A server of the customer, if there is one, chosen by the number drawn before. */
  async #server(one: Customer, nth: number): Promise<{ id: InstanceId; name: string } | undefined> {
    const rows = await this.#town.world.query<{ id: InstanceId; name: string }>(
      `select id, name from instance where account_id = $1 and lifecycle = 'active' order by created_at, id`,
      [one.accountId],
    )
    return rows[nth % Math.max(1, rows.length)]
  }

  #onServer(what: (drawn: Dice) => [string, (one: Customer, id: InstanceId, name: string) => Promise<unknown>]): Act {
    return (one) => {
      const nth = this.#dice.between(0, 100)
      const [name, work] = what(this.#dice)
      return async () => {
        const server = await this.#server(one, nth)
        if (server) await this.#try(name, () => work(one, server.id, server.name))
      }
    }
  }

  readonly #command = this.#onServer((dice) => {
    const command = dice.pick(['start', 'stop', 'reboot', 'stop', 'start'] as const)
    return [`server ${command}`, ({ context }, id) => commandInstance(context, id, command)]
  })

  readonly #delete = this.#onServer(() => ['server deleted', ({ context }, id, name) => deleteInstance(context, id, name)])

  readonly #hold = this.#onServer((dice) =>
    dice.chance(0.5)
      ? ['server held', (one, id) => holdInstance(one.context, id, 'admin', 'A complaint')]
      : ['server let go', (one, id) => unholdInstance(one.context, id, 'admin')],
  )

  readonly #topUp: Act = (one) => async () => {
    const wish = { amount: money('USD', '10.00'), returnPath: '/wallet', key: newId() }
    await this.#try('payment started', () => startPayment(one.context, one.accountId, wish))
  }

  readonly #adjust: Act = (one) => {
    const amount = money('USD', this.#dice.pick(['1.00', '0.35', '-0.20', '-15.00']))
    const tenant = this.#town.world.context(one.context.tenantId)
    return async () => {
      const change = { walletId: one.walletId, amount, reason: 'Put right', key: newId() }
      await this.#try('wallet adjusted', () => Promise.all([adjustWallet(tenant, change), adjustWallet(tenant, change)]))
    }
  }

  /** What was bought within the hour is given back, asked for twice at once. */
  readonly #refund: Act = (one) => {
    const nth = this.#dice.between(0, 100)
    return async () => {
      const items = await this.#town.world.query<{ id: string }>(
        `select i.id from order_item i join "order" o on o.id = i.order_id where i.account_id = $1 and i.status = 'completed'
          and i.kind in ('number', 'esim', 'package') and i.refunded_at is null and o.created_at > '2026-02-14T00:00:00Z' order by o.created_at, i.id`,
        [one.accountId],
      )
      const item = items[nth % Math.max(1, items.length)]
      if (!item) return
      const ask = () => this.#try('order paid back', () => refundItem(one.context, item.id as never, 'changed my mind'))
      await Promise.all([ask(), ask()])
    }
  }

  /** Everybody who was sent to the gateway’s page pays there. */
  async payAtGateway(): Promise<void> {
    const waiting = await this.#town.world.query<{ id: string; gateway_reference: string }>(
      `select id, gateway_reference from payment where status = 'requires_action' order by id`,
    )
    const { control, state } = this.#town.world.vendors.stripe
    for (const { gateway_reference: session } of waiting) {
      if (state.sessions.get(session)?.status !== 'open') continue
      control.pay(session)
      this.#tally.add('payment made')
    }
  }

  /** The poor one's wallet is filled by card. */
  async rescue(): Promise<void> {
    const { context, accountId } = this.#town.poor
    await startPayment(context, accountId, { amount: money('USD', '5.00'), returnPath: '/wallet', key: newId() })
  }

  /** Deletes every server that is still there. Answers how many there were. */
  async closeServers(): Promise<number> {
    const rows = await this.#town.world.query<{ id: InstanceId; name: string; account_id: string; tenant_id: string }>(
      `select id, name, account_id, tenant_id from instance where lifecycle in ('active', 'error')`,
    )
    const { world } = this.#town
    for (const row of rows) {
      const context = world.context(row.tenant_id as never, row.account_id as never)
      await this.#try('server deleted at the end', () => deleteInstance(context, row.id, row.name))
    }
    return rows.length
  }
}
