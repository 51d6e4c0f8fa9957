import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTx } from '../../src/platform/context.ts'
import { type AccountId, newId } from '../../src/platform/ids.ts'
import { createApiKey } from '../../src/spine/access/index.ts'
import { grantAllowances } from '../../src/spine/charging/index.ts'
import { type Buyer, brokenLaws, buyer, purse } from '../support/buyers.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let key: string
beforeAll(async () => {
  world = await openWorld({ now: '2026-01-15T00:00:00Z' })
  key = (await createApiKey(world.context(), { name: 'switch', permissions: ['charging:use', 'usage:read'] })).key
})
afterAll(async () => {
  expect(await brokenLaws(world)).toEqual([])
  await world.close()
})

type Answer = { readonly status: number; readonly body: Record<string, unknown> }
type Grant = { readonly sessionId: string; readonly grantedSeconds: number; readonly extendable: boolean }

async function request(method: 'GET' | 'POST', path: string, payload?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}` }
  const answer = await world.request({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.json() }
}

/** A switch as it would behave: asks before the call, goes on asking while it lasts, cuts where it must, and reports the end. */
function simulatedSwitch(facts: { accountId: AccountId; perMinute: string; allowance?: string; chargeable?: 'inbound' | 'outbound' }) {
  const sessionId = newId<never>()
  const ask = (path: string, body: object) => request('POST', `/charging/${path}`, body)
  let granted: Grant | undefined
  return {
    sessionId: sessionId as string,
    async begin(): Promise<Answer> {
      const answer = await ask('authorize', {
        sessionId,
        accountId: facts.accountId,
        tariff: { currency: 'USD', perMinute: facts.perMinute, initialSeconds: 6, recurringSeconds: 6 },
        allowance: facts.allowance ?? null,
        mostSeconds: 14_400,
        entryKind: 'call',
        revenueCode: 'revenue:voice',
        description: `${facts.chargeable ?? 'outbound'} call`,
        subject: { type: 'call', id: sessionId },
      })
      granted = answer.status === 200 ? (answer.body as Grant) : undefined
      return answer
    },
    /** Stays up for `seconds`, or until it is cut; answers after how many seconds that was. */
    async talk(seconds: number): Promise<number> {
      for (let elapsed = 0; granted; ) {
        if (seconds <= granted.grantedSeconds) return seconds
        if (!granted.extendable) return granted.grantedSeconds
        elapsed = granted.grantedSeconds - 10
        granted = (await ask('extend', { sessionId, elapsedSeconds: elapsed })).body as Grant
      }
      return 0
    },
    hangUp: (seconds: number): Promise<Answer> => ask('settle', { sessionId, durationMs: seconds * 1_000 }),
  }
}

const FOR_EVER = 100_000
const reply = (seconds: number, allowance: number, amount: string) => ({
  billedSeconds: seconds,
  allowanceSeconds: allowance,
  amount: { currency: 'USD', amount },
})

test('story 19: a call left open is cut when the wallet is empty, at 498 s for 0.498 of 0.50', async () => {
  const one = await buyer(world, '0.50')
  const call = simulatedSwitch({ accountId: one.accountId, perMinute: '0.06' })
  expect((await call.begin()).body).toMatchObject({ grantedSeconds: 60, extendable: true })
  const cutAt = await call.talk(FOR_EVER)
  expect(cutAt).toBe(498)
  expect((await call.hangUp(cutAt)).body).toMatchObject(reply(498, 0, '0.498'))
  expect(await purse(world, one)).toEqual(['0.002', '0.00'])
})

test('story 19: two parallel calls share 0.50 and never take the wallet below zero', async () => {
  const one = await buyer(world, '0.50')
  const calls = [1, 2].map(() => simulatedSwitch({ accountId: one.accountId, perMinute: '0.06' }))
  await Promise.all(calls.map((call) => call.begin()))
  const cuts = await Promise.all(calls.map((call) => call.talk(FOR_EVER)))
  expect((cuts[0] ?? 0) + (cuts[1] ?? 0)).toBe(498)
  const ends = await Promise.all(calls.map((call, index) => call.hangUp(cuts[index] ?? 0)))
  const total = ends.reduce((sum, end) => sum + Number((end.body['amount'] as { amount: string }).amount) * 1_000, 0)
  expect(Math.round(total)).toBe(498)
  expect(await purse(world, one)).toEqual(['0.002', '0.00'])
})

test('story 19: a chargeable inbound call without money is refused, and nothing is charged', async () => {
  const one = await buyer(world, '0')
  const call = simulatedSwitch({ accountId: one.accountId, perMinute: '0.06', chargeable: 'inbound' })
  expect(await call.begin()).toMatchObject({ status: 402, body: { code: 'ledger.insufficientBalance' } })
  expect(await call.hangUp(0)).toMatchObject({ status: 404 })
  expect(await world.query('select 1 from entry where account_id = $1', [one.accountId])).toEqual([])
})

test.todo('story 19: the refused inbound call is stored with status blocked (voice)')

const grant = (one: Buyer, ...buckets: (readonly [quantity: bigint, until: string])[]) =>
  inTx(world.context(), (tx) =>
    grantAllowances(
      tx,
      buckets.map(([quantity, until]) => ({
        accountId: one.accountId,
        service: 'voice',
        unit: 'seconds' as const,
        quantity,
        name: 'Minutes',
        sourceId: newId(),
        validFrom: world.clock.now(),
        expiresAt: new Date(until),
      })),
    ),
  )

const usedOf = (one: Buyer) =>
  world.query<{ granted: string; used: string; reserved: string }>(
    'select granted::text, used::text, reserved::text from allowance_bucket where account_id = $1 order by expires_at',
    [one.accountId],
  )

test('story 20: 95 seconds are billed as 96, the bucket that ends first pays 30 and the other 66', async () => {
  const one = await buyer(world, '1.00')
  await grant(one, [30n, '2026-01-16T00:00:00Z'], [600n, '2026-02-04T00:00:00Z'])
  const call = simulatedSwitch({ accountId: one.accountId, perMinute: '0.02', allowance: 'voice' })
  await call.begin()
  expect((await call.hangUp(await call.talk(95))).body).toMatchObject(reply(96, 96, '0.00'))
  expect(await usedOf(one)).toEqual([
    { granted: '30', used: '30', reserved: '0' },
    { granted: '600', used: '66', reserved: '0' },
  ])
  expect(await purse(world, one)).toEqual(['1.00', '0.00'])
})

test('story 20: with 30 seconds left the wallet pays 66 at 0.02 a minute, 0.022', async () => {
  const one = await buyer(world, '1.00')
  await grant(one, [30n, '2026-01-16T00:00:00Z'])
  const call = simulatedSwitch({ accountId: one.accountId, perMinute: '0.02', allowance: 'voice' })
  await call.begin()
  expect((await call.hangUp(await call.talk(95))).body).toMatchObject(reply(96, 30, '0.022'))
  expect(await usedOf(one)).toEqual([{ granted: '30', used: '30', reserved: '0' }])
  expect(await purse(world, one)).toEqual(['0.978', '0.00'])
  const shown = await request('GET', `/usage-records/${call.sessionId}`)
  expect(shown.body).toMatchObject({ quantity: '96', allowance: '30', amount: { amount: '0.022' }, trace: { billedSeconds: 96 } })
})
