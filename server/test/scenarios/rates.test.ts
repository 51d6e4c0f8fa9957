import { expect, test } from 'vitest'
import { DomainError } from '../../src/platform/errors.ts'
import { amountOf, parseDecimal } from '../../src/platform/money.ts'
import { restoreVersion } from '../../src/spine/rating/drafts.ts'
import { commitRatePlan, createRatePlan, editRate, type RatePlanId, rateCall } from '../../src/spine/rating/index.ts'
import { brokenLaws } from '../support/buyers.ts'
import { type World, worldForTest } from '../support/world.ts'

const TERMS = {
  currency: 'USD',
  incrementRule: 'after_initial',
  durationRounding: 'up',
  rounding: { mode: 'half_up', decimals: 6 },
  freeSeconds: 0,
  graceSeconds: 0,
  minCostMicros: 0n,
  closedBehaviour: 'block',
  defaultRates: 'block',
} as const

const plan = (world: World, name: string, direction: 'customer' | 'supplier', minMarginBp = 0) =>
  createRatePlan(world.context(), direction, {
    name,
    timeZone: 'UTC',
    initialSeconds: 60,
    recurringSeconds: 6,
    noticeDays: 7,
    minMarginBp,
    marginEnforcement: minMarginBp > 0 ? 'block' : 'off',
    terms: TERMS,
  })

const price = (world: World, id: RatePlanId, code: string, rate: string, steps: readonly [number, number] = [60, 6]) => {
  const rateE8 = parseDecimal(rate, 8)
  const row = { code, name: '', status: 'open', rateE8, initialRateE8: rateE8, feeMicros: 0n, validFrom: null } as const
  return editRate(world.context(), id, { ...row, initialSeconds: steps[0], recurringSeconds: steps[1] })
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof DomainError ? error : Promise.reject(error)),
  )

const rateNow = async (world: World, id: RatePlanId, digits: string) => {
  const answer = await world.services.ratePlans.lookup(world.context(), id, digits, world.clock.now())
  return answer.kind === 'rate' ? answer.tariff.recurringRate.e8 : answer.kind
}

test('story 21: calls are counted in their steps and priced to the last digit, through a committed plan', async () => {
  const world = await worldForTest({ now: '2026-06-01T00:00:00Z' })
  const { id } = await plan(world, 'Story 21', 'customer')
  await price(world, id, '44', '0.015')
  await price(world, id, '33', '0.0012', [6, 6])
  await commitRatePlan(world.context(), id)
  const call = async (digits: string, seconds: number) => {
    const answer = await world.services.ratePlans.lookup(world.context(), id, digits, world.clock.now())
    if (answer.kind !== 'rate') throw new Error(answer.kind)
    const { billed, amount } = rateCall(answer.tariff, seconds * 1_000)
    return [billed, amountOf(amount)]
  }
  expect([
    await call('442071838750', 10),
    await call('442071838750', 61),
    await call('442071838750', 67),
    await call('33140205050', 9),
  ]).toEqual([
    [60, '0.015'],
    [66, '0.0165'],
    [72, '0.018'],
    [12, '0.00024'],
  ])
  expect(await brokenLaws(world)).toEqual([])
})

test('story 46: thin margins are blocked, drafts do not bill, increases need their notice, an older version comes back exactly', async () => {
  const world = await worldForTest({ now: '2026-06-01T00:00:00Z' })
  const context = world.context()
  const { id: supplier } = await plan(world, 'Supplier', 'supplier')
  await price(world, supplier, '44', '0.0090')
  await commitRatePlan(context, supplier)

  const { id } = await plan(world, 'Sell', 'customer', 1_000)
  expect(await refusal(price(world, id, '44', '0.0099'))).toMatchObject({
    code: 'rating.marginTooLow',
    facts: { examples: [{ code: '44', sell: '0.0099', cost: '0.009', marginPercent: '9.09' }] },
  })
  const events = await world.eventsOf(async () => {
    await price(world, id, '44', '0.0100')
    await price(world, id, '442', '0.0105')
    await commitRatePlan(context, id)
  })
  expect(events).toEqual(['rate_plan.edited.v1', 'rate_plan.edited.v1', 'rate_plan.committed.v1'])

  await price(world, id, '44', '0.0120')
  expect(await rateNow(world, id, '4420')).toBe(1_050_000n)
  expect(await rateNow(world, id, '447911')).toBe(1_000_000n)
  const [listed] = await world.query<{ uncommitted: boolean }>(
    `select exists (select from rate_sheet where plan_id = $1 and state = 'draft') as uncommitted`,
    [id],
  )
  expect(listed?.uncommitted).toBe(true)

  const soon = new Date('2026-06-04T00:00:00Z')
  expect(await refusal(commitRatePlan(context, id, soon))).toMatchObject({
    status: 422,
    code: 'rating.noticeTooShort',
    facts: { reason: 'notice_too_short' },
  })
  // The clock of a test runs on, so exactly seven days from the first line are a moment too few by now.
  const second = await commitRatePlan(context, id, new Date('2026-06-08T00:01:00Z'))
  expect(second.plan.version).toBe(2)
  expect(await rateNow(world, id, '447911')).toBe(1_000_000n)
  await world.moveTo('2026-06-09T00:00:00Z')
  expect(await rateNow(world, id, '447911')).toBe(1_200_000n)

  await restoreVersion(context, id, 1)
  expect(await rateNow(world, id, '447911')).toBe(1_200_000n)
  const third = await commitRatePlan(context, id)
  expect([third.plan.version, third.sheet.counts]).toMatchObject([3, { decrease: 1, unchanged: 1, new: 0, closed: 0 }])
  expect([await rateNow(world, id, '447911'), await rateNow(world, id, '4420')]).toEqual([1_000_000n, 1_050_000n])
  // What was charged before stays what it was.
  const then = await world.services.ratePlans.lookup(context, id, '447911', new Date('2026-06-08T12:00:00Z'))
  expect(then.kind === 'rate' && then.tariff.recurringRate.e8).toBe(1_200_000n)
  expect(await brokenLaws(world)).toEqual([])
})

test.todo('story 46: customers of a plan are told of its increases by mail and in the portal (carriers)')
