import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorOf, type Person } from './support/api.ts'
import { type Peer, peer, ratePlan, routingPlan, sell, supply } from './support/peering.ts'
import { type Product, startProduct } from './support/product.ts'
import { requirePrograms } from './support/programs.ts'
import { type Callee, callees, callers, endSipp, place, waitForCalls } from './support/sipp.ts'

type Money = { readonly amount: string; readonly currency: string }
type Cdr = { readonly id: string; readonly carrierId: string; readonly durationMs: number; readonly pddMs: number | null }
type Entry = { readonly id: string; readonly kind: string; readonly amount: Money; readonly subjectId: string | null }

const LONDON = '442071838751'
const CALLER = '442071838750'
/** What a sipp that plays a supplier sends from while its own port is taken by one that waits. */
const SECOND_PORT = 5_070

let product: Product
let operator: Person
let buyer: Peer
let poor: Peer
let cheap: Peer
let dear: Peer
let failing: Callee
let answering: Callee

const address = (n: number) => product.sip.replace(/\.\d+:\d+$/, `.${n}`)
const BUYER = 20
const POOR = 21
const CHEAP = 30
const DEAR = 31

const sheet = (...rows: readonly string[]) => ['Prefix,Destination,Rate,Increments', ...rows, ''].join('\n')

/** One customer with money and one without, a cheap supplier that is down, and a dearer one that sends us calls as well. */
async function openMarket(): Promise<void> {
  buyer = await peer(operator, 'BUYER', 'customer', address(BUYER))
  poor = await peer(operator, 'POOR', 'customer', address(POOR))
  cheap = await peer(operator, 'CHEAP', 'supplier', address(CHEAP))
  dear = await peer(operator, 'DEAR', 'bilateral', address(DEAR))
  const viaCheap = await supply(operator, cheap, await ratePlan(operator, 'supplier', 'Cheap', sheet('44,United Kingdom,0.0080,60/60')))
  const viaDear = await supply(operator, dear, await ratePlan(operator, 'supplier', 'Dear', sheet('4420,London,0.0100,6/6')))
  const sold = await ratePlan(operator, 'customer', 'Sell', sheet('44,United Kingdom,0.0123,30/6', '1,North America,0.0065,6/6'))
  const routing = await routingPlan(operator, [viaDear, viaCheap])
  for (const customer of [buyer, poor, dear]) await sell(operator, customer, sold, routing)
  for (const { accountId } of [buyer, dear]) {
    const { id } = await walletOf(accountId)
    await operator.ask('POST', `/wallets/${id}/adjust`, { amount: '10.00', currency: 'USD', reason: 'Deposit' })
  }
}

type Wallet = { readonly id: string; readonly balance: Money; readonly held: Money }

async function walletOf(accountId: string): Promise<Wallet> {
  const { items } = (await operator.ask('GET', `/wallets?accountId=${accountId}`)) as { items: readonly Wallet[] }
  const [wallet] = items
  if (!wallet) throw new Error('The carrier has no wallet.')
  return wallet
}

async function pursed({ accountId }: Peer): Promise<readonly [balance: string, held: string]> {
  const { balance, held } = await walletOf(accountId)
  return [balance.amount, held.amount]
}

beforeAll(async () => {
  requirePrograms('switch')
  product = await startProduct({ voice: true })
  operator = await operatorOf(product.url, product.setup)
  await openMarket()
  failing = await waitForCalls(callees.refuses('503 Service Unavailable'), address(CHEAP))
  answering = await waitForCalls(callees.answers, address(DEAR))
}, 120_000)

afterAll(async () => {
  await endSipp()
  await product?.stop()
})

const cdrsOf = async ({ id }: Peer) => ((await operator.ask('GET', `/cdrs?carrierId=${id}`)) as { items: readonly Cdr[] }).items
const newestOf = async (carrier: Peer) => (await cdrsOf(carrier))[0]

const dial = (from: number, scenario: string, hold = 300) =>
  place(product.sip, { scenario, number: LONDON, from: CALLER, address: address(from), port: from === DEAR ? SECOND_PORT : 5_060, hold })

const invites = (callee: Callee) => callee.messages().filter(({ first }) => first.startsWith('INVITE'))

async function movementsOf(id: string): Promise<readonly Entry[]> {
  const kinds = ['wholesale', 'cost'].map(async (kind) => {
    const { items } = (await operator.ask('GET', `/ledger/entries?kind=${kind}`)) as { items: readonly Entry[] }
    return items.filter(({ subjectId }) => subjectId === id)
  })
  return (await Promise.all(kinds)).flat()
}

test('a call goes to the cheaper supplier first, fails over to the next, and both sides are charged exactly', async () => {
  expect((await dial(BUYER, callers.talks(), 2_500)).asExpected).toBe(true)
  expect(invites(failing)).toHaveLength(1)
  expect(invites(answering).map(({ first }) => first)).toEqual([expect.stringContaining(`sip:${LONDON}@`)])

  await expect.poll(() => cdrsOf(buyer), { timeout: 20_000, interval: 100 }).toHaveLength(1)
  const cdr = await newestOf(buyer)
  if (!cdr) throw new Error('The record is gone.')
  expect(cdr.durationMs).toBeGreaterThan(2_400)
  expect(cdr.durationMs).toBeLessThan(6_000)
  const detail = (await operator.ask('GET', `/cdrs/${cdr.id}`)) as { attemptRecords: readonly object[] }
  // 30/6 sells 30 s at 0.0123 a minute; 6/6 buys 6 s at 0.0100.
  expect(detail).toMatchObject({
    ...{ disposition: 'answered', source: 'switch', sourceIp: address(BUYER), aNumber: CALLER, bNumber: LONDON, attempts: 2, code: '44' },
    ...{ supplierName: dear.name, sipCode: 200, cause: 16, releasedBy: 'caller', flags: [] },
    ...{ billedSeconds: 30, sold: { amount: '0.00615' }, soldExact: '0.006150000000' },
    ...{ buyBilledSeconds: 6, cost: { amount: '0.001' }, costExact: '0.001000000000' },
    margin: { amount: '0.00515' },
  })
  expect(detail.attemptRecords).toHaveLength(2)
  expect(detail.attemptRecords).toMatchObject([
    { attempt: 1, supplierName: cheap.name, sipCode: 503, durationMs: 0, billedSeconds: 0 },
    { attempt: 2, supplierName: dear.name, sipCode: 200, durationMs: cdr.durationMs, billedSeconds: 6, cost: { amount: '0.001' } },
  ])

  const movements = await movementsOf(cdr.id)
  expect(movements.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ['wholesale', '-0.00615'],
    ['cost', '0.001'],
  ])
  expect(await pursed(buyer)).toEqual(['9.99385', '0.00'])
  expect(await operator.ask('GET', `/carriers/${dear.id}/position`)).toMatchObject({ payable: { amount: '0.001' } })
})

test('a carrier without money is refused before any supplier hears of it', async () => {
  const before = [invites(failing).length, invites(answering).length]
  expect((await dial(POOR, callers.refused(402))).asExpected).toBe(true)
  await expect
    .poll(() => newestOf(poor), { timeout: 20_000 })
    .toMatchObject({
      ...{ disposition: 'refused', reason: 'no_credit', sipCode: 402, attempts: 0, sold: null, cost: null },
    })
  expect([invites(failing).length, invites(answering).length]).toEqual(before)
  expect(await pursed(poor)).toEqual(['0.00', '0.00'])
})

test('a call that the supplier sends back while it is up is refused as a loop', async () => {
  const talking = dial(BUYER, callers.talks(), 5_000)
  await expect.poll(() => invites(answering).length, { timeout: 10_000, interval: 50 }).toBe(2)
  const back = await dial(DEAR, callers.refused(482))
  expect(back.asExpected).toBe(true)
  await expect.poll(() => newestOf(dear)).toMatchObject({ disposition: 'refused', reason: 'loop', sipCode: 482, attempts: 0 })
  expect((await talking).asExpected).toBe(true)
  await expect.poll(() => cdrsOf(buyer), { timeout: 20_000 }).toHaveLength(2)
  expect(await pursed(buyer)).toEqual(['9.9877', '0.00'])
  expect(await pursed(dear)).toEqual(['10.00', '0.00'])
})

test('a carrier is never a route for its own calls', async () => {
  expect((await dial(DEAR, callers.refused(503))).asExpected).toBe(true)
  expect(invites(answering)).toHaveLength(2)
  await expect.poll(() => newestOf(dear), { timeout: 20_000 }).toMatchObject({ disposition: 'failed', sipCode: 503, attempts: 1 })
  const cdr = await newestOf(dear)
  expect(await operator.ask('GET', `/cdrs/${cdr?.id}`)).toMatchObject({
    attemptRecords: [{ supplierName: cheap.name, sipCode: 503, cause: 41 }],
    trace: {
      routing: {
        candidates: expect.arrayContaining([
          expect.objectContaining({ carrier: 'DEAR', excluded: 'same_carrier' }),
          expect.objectContaining({ carrier: 'CHEAP', excluded: null }),
        ]),
      },
    },
  })
  expect(await pursed(dear)).toEqual(['10.00', '0.00'])
})

test('an address that is no carrier is refused and leaves no record', async () => {
  expect((await dial(77, callers.refused(403))).asExpected).toBe(true)
  expect((await operator.ask('GET', '/cdrs'))['items']).toHaveLength(5)
})

test('the books are right after all of it', async () => {
  const { ok, results } = await operator.ask('POST', '/ledger/invariants', {})
  expect(ok, JSON.stringify(results)).toBe(true)
})
