import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { inTx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { givenWallet } from './fixture.ts'
import { checkInvariants } from './invariants.ts'
import type { Operation } from './operation.ts'
import { getWallet, postEach } from './service.ts'
import type { EntryId, HoldId, WalletId } from './wallet.ts'

/** The ledger as one would write it for one thread and no disk. */
class Model {
  readonly wallets = new Map<WalletId, { balance: bigint; held: bigint; limit: bigint }>()
  readonly entries = new Map<EntryId, { content: string; balance: bigint }>()
  readonly holds = new Map<HoldId, { walletId: WalletId; first: bigint; amount: bigint; status: string; expiresAt: number }>()

  apply(operation: Operation, now: Date): string {
    if ('id' in operation) {
      const done = this.entries.get(operation.id)
      if (done) return done.content === contentOf(operation) ? `duplicate ${done.balance}` : 'key_reused'
    }
    const hold = 'holdId' in operation ? this.holds.get(operation.holdId) : undefined
    const walletId = 'walletId' in operation ? operation.walletId : hold?.walletId
    const wallet = walletId && this.wallets.get(walletId)
    if (!wallet) return 'not_found'
    const spendable = wallet.balance - wallet.held + wallet.limit
    const post = (id: EntryId, change: bigint) => {
      wallet.balance += change
      this.entries.set(id, { content: contentOf(operation), balance: wallet.balance })
      return `done ${wallet.balance}`
    }
    if (operation.op === 'charge') {
      if (operation.amount.units > spendable && !operation.force) return 'insufficient'
      return post(operation.id, -operation.amount.units)
    }
    if (operation.op === 'credit') return post(operation.id, operation.amount.units)
    if (operation.op === 'hold') {
      const { units } = operation.amount
      if (hold) return hold.walletId === operation.walletId && hold.first === units ? 'duplicate' : 'key_reused'
      if (units > spendable) return 'insufficient'
      wallet.held += units
      const expiresAt = operation.expiresAt.getTime()
      this.holds.set(operation.holdId, { walletId: operation.walletId, first: units, amount: units, status: 'active', expiresAt })
      return 'done'
    }
    if (!hold || operation.op === 'transfer') return 'not_found'
    if (hold.status !== 'active') {
      return (operation.op === 'release' || operation.op === 'expire') && hold.status !== 'captured' ? 'duplicate' : 'hold_not_active'
    }
    if (operation.op === 'extend') {
      const more = operation.amount.units > hold.amount ? operation.amount.units - hold.amount : 0n
      if (more > 0n && more > spendable) return 'insufficient'
      wallet.held += more
      hold.amount += more
      hold.expiresAt = Math.max(hold.expiresAt, operation.expiresAt.getTime())
      return 'done'
    }
    if (operation.op === 'expire' && hold.expiresAt > now.getTime()) return 'hold_not_due'
    if (operation.op === 'capture' && operation.amount.units > hold.amount) return 'exceeds_hold'
    wallet.held -= hold.amount
    hold.status = operation.op === 'capture' ? 'captured' : operation.op === 'release' ? 'released' : 'expired'
    return operation.op === 'capture' ? post(operation.id, -operation.amount.units) : 'done'
  }
}

const contentOf = (operation: Operation): string =>
  JSON.stringify(operation, (_, value) => (typeof value === 'bigint' ? value.toString() : value))

/** Mulberry32: the same seed gives the same story. */
function randomFrom(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
}

function storyteller(random: (most: number) => number, wallets: readonly WalletId[], now: () => Date) {
  const told: Operation[] = []
  const holds: HoldId[] = []
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item
  const amount = () => micros('USD', BigInt(1 + random(5_000_000)))
  const expiresAt = () => new Date(now().getTime() + random(600_000))
  const aboutHold = (): HoldId => (holds.length > 0 && random(20) > 0 ? pick(holds.slice(-30)) : newId<HoldId>())
  const posting = (kind: string) => ({ id: newId<EntryId>(), amount: amount(), kind, description: `A ${kind}` })
  const makers: readonly (() => Operation)[] = [
    () => ({ op: 'charge', ...posting('call'), walletId: pick(wallets), to: 'revenue:calls' }),
    () => ({ op: 'charge', ...posting('sms'), walletId: pick(wallets), to: 'revenue:sms', force: random(10) === 0 }),
    () => ({ op: 'credit', ...posting('recharge'), walletId: pick(wallets), from: 'gateway:test' }),
    () => {
      const holdId = newId<HoldId>()
      holds.push(holdId)
      return { op: 'hold', holdId, walletId: pick(wallets), amount: amount(), expiresAt: expiresAt(), description: 'A hold' }
    },
    () => ({ op: 'extend', holdId: aboutHold(), amount: amount(), expiresAt: expiresAt() }),
    () => ({ op: 'capture', ...posting('number_purchase'), holdId: aboutHold(), to: 'revenue:numbers' }),
    () => ({ op: 'release', holdId: aboutHold() }),
    () => ({ op: 'expire', holdId: aboutHold() }),
    () => (told.length > 0 ? pick(told.slice(-200)) : pick(makers)()),
    () => {
      const again = told.length > 0 ? pick(told.slice(-200)) : undefined
      return again && 'amount' in again ? ({ ...again, amount: amount() } as Operation) : pick(makers.slice(0, 3))()
    },
  ]
  return (): Operation => {
    const operation = pick(makers)()
    told.push(operation)
    return operation
  }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test.each(process.env['LEDGER_SEED'] ? [Number(process.env['LEDGER_SEED'])] : [1, 2, 1_597_670_927, newSeed()])(
  'a random story answers and ends as the single-threaded model does (seed %i)',
  async (seed) => {
    const random = randomFrom(seed)
    const model = new Model()
    for (let count = 0; count < 6; count += 1) {
      const wallet = await givenWallet(world.context(), '0', count % 2 === 0 ? '0' : '3')
      model.wallets.set(wallet.id, { balance: 0n, held: 0n, limit: wallet.creditLimit.units })
    }
    const wallets = [...model.wallets.keys()]
    const next = storyteller(random, [...wallets, newId<WalletId>()], () => world.clock.now())
    for (let step = 0; step < 120; step += 1) {
      const operations = Array.from({ length: 1 + random(12) }, next)
      // A frozen instant per step, so that the model and the database judge expiry by the same clock.
      const now = world.clock.now()
      const context = { ...world.context(), now: () => now }
      const answers = await inTx(context, (tx) => postEach(tx, operations))
      const heard = answers.map((answer, at) => {
        if (answer.status !== 'done') return answer.status
        const status = answer.duplicate ? 'duplicate' : 'done'
        return 'id' in (operations[at] as Operation) ? `${status} ${answer.balance?.units}` : status
      })
      expect(heard, `step ${step} of seed ${seed}`).toEqual(operations.map((operation) => model.apply(operation, now)))
      if (random(10) === 0) world.clock.moveTo(new Date(now.getTime() + 120_000))
    }
    for (const [id, expected] of model.wallets) {
      const { balance, held } = await getWallet(world.context(), { id })
      expect({ balance: balance.units, held: held.units }).toEqual({ balance: expected.balance, held: expected.held })
    }
    const broken = (await checkInvariants(world.context())).filter((result) => !result.ok && !result.name.startsWith('No hold is active'))
    expect(broken).toEqual([])
  },
)

function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31)
}
