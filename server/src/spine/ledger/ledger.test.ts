import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { later, minutes } from '../../platform/clock.ts'
import { inTx, type Tx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { amountOf, type Money } from '../../platform/money.ts'
import { charge, credit, givenReseller, givenWallet, usd } from './fixture.ts'
import { checkInvariants, recordCheck } from './invariants.ts'
import { dailyFlows, trialBalance } from './reports.ts'
import { adjustWallet, capture, expireHolds, explainEntry, getWallet, hold, openWallet, post, postEach, release } from './service.ts'
import { statementCsv } from './statement.ts'
import { listEntries, listHolds, listLedger } from './store.ts'
import { available, type EntryId, type HoldId, type Wallet } from './wallet.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ now: '2026-01-10T00:00:00Z' })
})
afterAll(() => world.close())

const inLedger = <Result>(work: (tx: Tx) => Promise<Result>) => inTx(world.context(), work)
const walletNow = (wallet: Wallet) => getWallet(world.context(), { id: wallet.id })
const balanceOf = async (wallet: Wallet) => amountOf((await walletNow(wallet)).balance)
const availableOf = async (wallet: Wallet) => amountOf(available(await walletNow(wallet)))
const capturing = (holdId: HoldId, amount: Money, id = newId<EntryId>()) => ({
  id,
  holdId,
  amount,
  to: 'revenue:numbers',
  kind: 'number_purchase',
  description: 'A number',
})

function holding(wallet: Wallet, amount: string, holdId = newId<HoldId>()) {
  return { holdId, walletId: wallet.id, amount: usd(amount), expiresAt: later(world.clock.now(), minutes(10)), description: 'An order' }
}

async function expectRightBooks(): Promise<void> {
  expect((await checkInvariants(world.context())).filter((result) => !result.ok)).toEqual([])
}

test('a charge moves money from the wallet to revenue, and the entry says before and after', async () => {
  const wallet = await givenWallet(world.context(), '10')
  await inLedger((tx) => post(tx, [{ ...charge(wallet, '0.0085'), subject: { type: 'call', id: 'c1' } }]))

  const [entry] = (await listEntries(world.context(), wallet.id, { limit: 10 })).items
  expect(entry).toMatchObject({ seq: 2n, kind: 'call', subject: { type: 'call', id: 'c1' } })
  expect([entry?.amount, entry?.before, entry?.after].map((value) => value && amountOf(value))).toEqual(['-0.0085', '10.00', '9.9915'])
  expect(await balanceOf(wallet)).toBe('9.9915')
  await expectRightBooks()
})

test('what cannot be spent is refused with the shortfall and the way to top up, and leaves no trace', async () => {
  const wallet = await givenWallet(world.context(), '3')
  await expect(inLedger((tx) => post(tx, [charge(wallet, '7')]))).rejects.toMatchObject({
    status: 402,
    code: 'ledger.insufficientBalance',
    facts: { shortfall: '4.00', available: '3.00', currency: 'USD', topUpUrl: '/wallet?amount=4.00' },
  })
  expect(await balanceOf(wallet)).toBe('3.00')
  expect((await listEntries(world.context(), wallet.id, { limit: 10 })).items).toHaveLength(1)
})

test('a credit limit can be spent to its last digit and not beyond', async () => {
  const wallet = await givenWallet(world.context(), '1', '5')
  await inLedger((tx) => post(tx, [charge(wallet, '6')]))
  expect(await balanceOf(wallet)).toBe('-5.00')
  await expect(inLedger((tx) => post(tx, [charge(wallet, '0.000001')]))).rejects.toMatchObject({ facts: { shortfall: '0.000001' } })
  await expectRightBooks()
})

test('the same key posts once and answers the balance of then; with other content it is refused', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const first = charge(wallet, '4')
  await inLedger((tx) => post(tx, [first]))
  await inLedger((tx) => post(tx, [charge(wallet, '1')]))
  expect(await inLedger((tx) => post(tx, [first]))).toEqual([{ duplicate: true, balance: usd('6') }])
  for (const other of [{ amount: usd('5') }, { kind: 'sms' }, { to: 'revenue:sms' }]) {
    await expect(inLedger((tx) => post(tx, [{ ...first, ...other }]))).rejects.toMatchObject({ code: 'ledger.keyReused' })
  }
  expect(await balanceOf(wallet)).toBe('5.00')
})

test('the same key twice in one call posts once', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const once = charge(wallet, '4')
  expect((await inLedger((tx) => post(tx, [once, once]))).map((receipt) => receipt.duplicate)).toEqual([false, true])
  expect(await balanceOf(wallet)).toBe('6.00')
})

test('a refusal in the middle does not disturb the operations around it', async () => {
  const rich = await givenWallet(world.context(), '100')
  const poor = await givenWallet(world.context(), '1')
  const answers = await inLedger((tx) =>
    postEach(tx, [
      charge(rich, '1'),
      charge(poor, '2'),
      charge({ ...rich, id: newId() }, '1'),
      { ...charge(rich, '1'), amount: { currency: 'EUR', units: 1n } },
      charge(poor, '1'),
      charge(rich, '1'),
    ]),
  )
  expect(answers.map((answer) => answer.status)).toEqual(['done', 'insufficient', 'not_found', 'currency_mismatch', 'done', 'done'])
  expect([await balanceOf(rich), await balanceOf(poor)]).toEqual(['98.00', '0.00'])
  await expectRightBooks()
})

test('held money cannot be spent twice; a capture spends at most the hold and frees the rest', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const request = holding(wallet, '7')
  await inLedger((tx) => hold(tx, request))
  expect(await availableOf(wallet)).toBe('3.00')
  await expect(inLedger((tx) => hold(tx, holding(wallet, '7')))).rejects.toMatchObject({ facts: { shortfall: '4.00' } })
  await expect(inLedger((tx) => capture(tx, capturing(request.holdId, usd('7.01'))))).rejects.toMatchObject({
    code: 'ledger.exceedsHold',
    facts: { held: '7.00' },
  })

  const taking = capturing(request.holdId, usd('2'))
  expect(await inLedger((tx) => capture(tx, taking))).toEqual({ duplicate: false, balance: usd('8') })
  expect(await inLedger((tx) => capture(tx, taking))).toMatchObject({ duplicate: true })
  expect([await balanceOf(wallet), await availableOf(wallet)]).toEqual(['8.00', '8.00'])
  await expect(inLedger((tx) => capture(tx, capturing(request.holdId, usd('1'))))).rejects.toMatchObject({ code: 'ledger.holdNotActive' })
  await expect(inLedger((tx) => release(tx, request.holdId))).rejects.toMatchObject({ code: 'ledger.holdNotActive' })
  expect(await listHolds(world.context(), [request.holdId])).toMatchObject([{ status: 'captured', captured: usd('2') }])
  await expectRightBooks()
})

test('a hold and what follows on it may travel in one call', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const request = holding(wallet, '4')
  const expiresAt = later(world.clock.now(), minutes(20))
  await inLedger((tx) =>
    post(tx, [
      { op: 'hold', ...request },
      { op: 'extend', holdId: request.holdId, amount: usd('6'), expiresAt },
      { op: 'extend', holdId: request.holdId, amount: usd('5'), expiresAt },
      { op: 'capture', ...capturing(request.holdId, usd('5.5')) },
    ]),
  )
  expect([await balanceOf(wallet), await availableOf(wallet)]).toEqual(['4.50', '4.50'])
  await expectRightBooks()
})

test('a hold that cannot grow stays as it was', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const request = holding(wallet, '4')
  await inLedger((tx) => hold(tx, request))
  const extend = { op: 'extend', holdId: request.holdId, amount: usd('12'), expiresAt: request.expiresAt } as const
  await expect(inLedger((tx) => post(tx, [extend]))).rejects.toMatchObject({ facts: { shortfall: '2.00' } })
  expect(await availableOf(wallet)).toBe('6.00')
})

test('released money is free again, and releasing twice is harmless', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const request = holding(wallet, '10')
  await inLedger((tx) => hold(tx, request))
  await inLedger((tx) => release(tx, request.holdId))
  expect(await inLedger((tx) => release(tx, request.holdId))).toMatchObject({ duplicate: true })
  expect(await availableOf(wallet)).toBe('10.00')
  await expect(inLedger((tx) => release(tx, newId()))).rejects.toMatchObject({ code: 'ledger.holdNotFound' })
})

test('a hold whose time is over is given back by the job, and its holder hears of it', async () => {
  const own = await openWorld({ now: '2026-01-10T00:00:00Z' })
  try {
    const wallet = await givenWallet(own.context(), '10')
    const holdId = newId<HoldId>()
    const expiresAt = new Date('2026-01-10T00:10:00Z')
    const subject = { type: 'order', id: 'o1' }
    await inTx(own.context(), (tx) =>
      hold(tx, { holdId, walletId: wallet.id, amount: usd('7'), expiresAt, description: 'An order', subject }),
    )
    expect(await expireHolds(own.context())).toBe(0)
    own.clock.moveTo('2026-01-10T00:16:00Z')
    expect((await checkInvariants(own.context())).filter((result) => !result.ok)).toMatchObject([
      { name: 'No hold is active five minutes after its end', offending: [{ hold: holdId }] },
    ])
    expect(await own.eventsOf(() => expireHolds(own.context()))).toEqual(['hold.expired.v1'])
    expect(await listHolds(own.context(), [holdId])).toMatchObject([{ status: 'expired', subject }])
    expect((await checkInvariants(own.context())).every((result) => result.ok)).toBe(true)
  } finally {
    await own.close()
  }
})

test('only a chargeback or an adjustment may go below the limit', async () => {
  const wallet = await givenWallet(world.context(), '1')
  await inLedger((tx) => post(tx, [{ ...charge(wallet, '3'), kind: 'chargeback', force: true }]))
  expect(await balanceOf(wallet)).toBe('-2.00')
  await expectRightBooks()
})

test('an adjustment is made once per key, with old and new balance in the audit', async () => {
  const wallet = await givenWallet(world.context(), '1')
  const request = { walletId: wallet.id, amount: usd('-0.4'), reason: '=Goodwill, "reversed"', key: 'adjust-0001' }
  expect(await world.eventsOf(() => adjustWallet(world.context(), request))).toEqual(['wallet.adjusted.v1'])
  expect(await world.eventsOf(() => adjustWallet(world.context(), request))).toEqual([])
  expect(await balanceOf(wallet)).toBe('0.60')
  expect(await statementCsv(world.context(), wallet.id)).toContain(`,"'=Goodwill, ""reversed""",-0.40,0.60,USD,`)
})

test('an account has one wallet per currency', async () => {
  const wallet = await givenWallet(world.context(), '1')
  const again = await inLedger((tx) => openWallet(tx, { accountId: wallet.accountId, currency: 'USD' }))
  expect(again.id).toBe(wallet.id)
})

test('an entry explains itself with both sides of every posting of its journal, and keeps what is internal from customers', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const sale = { ...charge(wallet, '2'), trace: { price: '2.00', internal: { cost: '1.00' } } }
  const cost = {
    op: 'transfer',
    id: newId<EntryId>(),
    journalId: sale.id,
    amount: usd('1'),
    from: 'cost:twilio',
    to: 'payable:twilio',
    kind: 'cost',
    description: 'Cost',
  } as const
  await inLedger((tx) => post(tx, [sale, cost]))
  const explained = await explainEntry(world.context(), cost.id)
  expect(explained.journal.map(({ debit, credit }) => [debit, credit])).toEqual([
    ['wallet', 'revenue:calls'],
    ['cost:twilio', 'payable:twilio'],
  ])
  const staff = world.context()
  const customer = {
    ...world.context(world.operator.id, wallet.accountId),
    actor: { ...staff.actor, kind: 'user' as const, permissions: new Set(['wallet:read']) },
  }
  const shown = await explainEntry(customer, sale.id)
  expect(shown.trace).toEqual({ price: '2.00' })
  expect(shown.journal).toHaveLength(1)
  await expect(explainEntry(customer, cost.id)).rejects.toMatchObject({ code: 'ledger.entryNotFound' })
  await expectRightBooks()
})

test('text of any kind comes back as it was written, less what PostgreSQL cannot hold', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const description = `a{"b",'c'\\} NULL , \u00e9\u20ac\u{1f4de}\n\u0000 end`
  await inLedger((tx) => post(tx, [{ ...charge(wallet, '1'), description, trace: { text: description } }, charge(wallet, '1')]))
  const entry = (await listEntries(world.context(), wallet.id, { limit: 10 })).items.find((one) => one.seq === 2n)
  expect(entry?.description).toBe(description.replace('\u0000', ''))
  expect((await explainEntry(world.context(), entry?.id as EntryId)).trace).toEqual({ text: description.replace('\u0000', '') })
})

test('the trial balance and the daily flows say where the money went', async () => {
  const tenant = await givenReseller(world, 'balance')
  const context = world.context(tenant.id)
  const wallet = await givenWallet(context, '10')
  await inTx(context, (tx) => post(tx, [charge(wallet, '2.5')]))
  expect(await trialBalance(context)).toEqual([
    { code: 'gateway:test', currency: 'USD', debit: 10_000_000n, credit: 0n },
    { code: 'revenue:calls', currency: 'USD', debit: 0n, credit: 2_500_000n },
    { code: 'wallets', currency: 'USD', debit: 2_500_000n, credit: 10_000_000n },
  ])
  expect(await dailyFlows(context, new Date('2026-01-01'))).toEqual([
    { date: '2026-01-10', family: 'gateway', amount: usd('-10') },
    { date: '2026-01-10', family: 'revenue', amount: usd('2.5') },
  ])
})

test('another tenant and another account see nothing of a wallet, and cannot touch it', async () => {
  const wallet = await givenWallet(world.context(), '10')
  const reseller = await givenReseller(world, 'stranger')
  const neighbour = await givenWallet(world.context(), '10')
  for (const stranger of [world.context(reseller.id), world.context(world.operator.id, neighbour.accountId)]) {
    await expect(getWallet(stranger, { id: wallet.id })).rejects.toMatchObject({ code: 'ledger.walletNotFound' })
    expect((await listEntries(stranger, wallet.id, { limit: 10 })).items).toEqual([])
    expect((await listLedger(stranger, { limit: 100 })).items.filter((entry) => entry.walletId === wallet.id)).toEqual([])
    for (const operation of [charge(wallet, '1'), credit(wallet, '1'), { op: 'hold', ...holding(wallet, '1') } as const]) {
      await expect(inTx(stranger, (tx) => post(tx, [operation]))).rejects.toMatchObject({ code: 'ledger.walletNotFound' })
    }
  }
  expect(await balanceOf(wallet)).toBe('10.00')
})

test('nobody changes or removes an entry, not even the owner of the database', async () => {
  await givenWallet(world.context(), '10')
  for (const statement of [`update entry set description = 'other'`, 'delete from entry', 'truncate entry']) {
    await expect(world.query(statement)).rejects.toThrow('entry is append-only')
  }
})

test('the application itself cannot write balances, holds or entries past the ledger', async () => {
  const wallet = await givenWallet(world.context(), '10')
  for (const statement of [
    `update wallet set balance_micros = 0 where id = '${wallet.id}'`,
    `update hold set status = 'released'`,
    'insert into entry default values',
  ]) {
    await expect(world.query(`set role linecard_app; set app.tenant = 'system'; ${statement}`)).rejects.toThrow('permission denied')
  }
})

test('a balance that was tampered with is found and named', async () => {
  const tenant = await givenReseller(world, 'tampered')
  const wallet = await givenWallet(world.context(tenant.id), '10')
  await world.query(`update wallet set balance_micros = balance_micros + 1 where id = '${wallet.id}'`)
  const check = await recordCheck(world.context(tenant.id))
  expect(check.ok).toBe(false)
  expect(check.results.filter((result) => !result.ok)).toMatchObject([
    { name: 'Every balance is the sum of its entries', offending: [{ wallet: wallet.id, balance: '10000001', entries: '10000000' }] },
    { name: 'The last entry of a wallet ends at its balance' },
  ])
  await world.query(`update wallet set balance_micros = balance_micros - 1 where id = '${wallet.id}'`)
})
