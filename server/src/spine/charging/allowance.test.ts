import fc from 'fast-check'
import { expect, test } from 'vitest'
import { money } from '../../platform/money.ts'
import { tariffOf } from '../rating/index.ts'
import { allocate, type Bucket, type BucketId, isLive, leftOf, newlyReached, sumOf } from './allowance.ts'
import { coverageOf, firstSlice, fitting, nextSlice } from './session.ts'

const at = new Date('2026-01-10T00:00:00Z')
const bucket = (facts: Partial<Bucket>): Bucket => ({
  id: 'b' as BucketId,
  accountId: 'a' as Bucket['accountId'],
  service: 'voice',
  unit: 'seconds',
  name: 'Minutes',
  granted: 600n,
  used: 0n,
  reserved: 0n,
  priority: 0,
  sourceId: 's',
  validFrom: at,
  expiresAt: new Date('2026-02-10T00:00:00Z'),
  notified: [],
  expiredAt: null,
  createdAt: at,
  ...facts,
})

test('a use is split over buckets in order, never beyond what is left, and the rest is told', () => {
  const amounts = fc.bigInt({ min: 0n, max: 1_000n })
  fc.assert(
    fc.property(fc.array(fc.tuple(amounts, amounts, amounts), { maxLength: 6 }), fc.bigInt({ min: 0n, max: 5_000n }), (raw, quantity) => {
      const buckets = raw.map(([a, b, c], index) => bucket({ id: `b${index}` as BucketId, granted: a + b + c + 1n, used: a, reserved: b }))
      const { splits, rest } = allocate(buckets, quantity)
      expect(sumOf(splits) + rest).toBe(quantity)
      for (const split of splits) {
        const from = buckets.find(({ id }) => id === split.bucketId)
        expect(from && split.quantity > 0n && split.quantity <= leftOf(from)).toBe(true)
      }
      if (rest > 0n) expect(sumOf(splits)).toBe(buckets.reduce((sum, one) => sum + leftOf(one), 0n))
    }),
  )
})

test.each([
  ['nothing used', 0n, [], []],
  ['one below 80 %', 479n, [], []],
  ['80 %', 480n, [], [80]],
  ['80 % again', 500n, [80], []],
  ['all at once', 600n, [], [80, 100]],
  ['the rest', 600n, [80], [100]],
  ['told of both', 600n, [80, 100], []],
] as const)('%s tells the levels that are new', (_, used, notified, expected) => {
  expect(newlyReached(bucket({ used, notified }))).toEqual(expected)
})

test('a bucket lives from its start up to, not at, its end', () => {
  const one = bucket({})
  expect([isLive(one, at), isLive(one, one.expiresAt), isLive(one, new Date(at.getTime() - 1))]).toEqual([true, false, false])
  expect(isLive(bucket({ expiredAt: at }), at)).toBe(false)
})

const usd = (amount: string) => money('USD', amount)
const plain = tariffOf({ currency: 'USD', perMinute: '0.06', initialSeconds: 6, recurringSeconds: 6 })

test.each([
  ['a minute', plain, 14_400, 60],
  ['the longest time', plain, 30, 30],
  ['a first step longer than a minute', tariffOf({ currency: 'USD', perMinute: '1', initialSeconds: 300 }), 14_400, 300],
  ['free time and the first step', tariffOf({ currency: 'USD', perMinute: '1', initialSeconds: 30, freeSeconds: 90 }), 14_400, 120],
  ['a second more than grace', tariffOf({ currency: 'USD', perMinute: '1', graceSeconds: 75 }), 14_400, 76],
])('the first slice is %s', (_, tariff, most, seconds) => {
  expect(firstSlice(tariff, most)).toBe(seconds)
})

test.each([
  [0, 120],
  [59, 120],
  [60, 180],
  [7_000, 7_080],
  [7_195, 7_200],
])('after %i seconds a session asks for %i', (elapsed, asked) => {
  expect(nextSlice(elapsed, 7_200)).toBe(asked)
})

test('what fits is paid for, and a second more is not', () => {
  const steps = fc.integer({ min: 1, max: 90 })
  fc.assert(
    fc.property(
      steps,
      steps,
      fc.integer({ min: 0, max: 400 }),
      fc.bigInt({ min: 0n, max: 900_000n }),
      (initial, recurring, allowance, units) => {
        const tariff = tariffOf({
          currency: 'USD',
          perMinute: '0.05',
          initialSeconds: initial,
          recurringSeconds: recurring,
          connectFee: '0.01',
        })
        const available = { currency: 'USD', units }
        const seconds = fitting(tariff, 600, allowance, available)
        expect(coverageOf(tariff, seconds, allowance).amount.units).toBeLessThanOrEqual(units)
        if (seconds < 600) expect(coverageOf(tariff, seconds + 1, allowance).amount.units).toBeGreaterThan(units)
      },
    ),
  )
})

test('what allowances pay fits a wallet below zero too', () => {
  expect(fitting(plain, 600, 300, usd('-15.00'))).toBe(fitting(plain, 600, 300, usd('0')))
  expect(fitting(plain, 600, 300, usd('-15.00'))).toBe(300)
  expect(fitting(plain, 600, 0, usd('-0.01'))).toBe(0)
})

test('allowances pay the first seconds and the wallet the rest as a call of its own', () => {
  expect(coverageOf(plain, 95, 30)).toEqual({ billed: 96, free: 30, amount: usd('0.066') })
  expect(coverageOf(plain, 95, 500)).toEqual({ billed: 96, free: 96, amount: usd('0') })
})
