import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assertTransition, type Transitions } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { money } from '../../platform/money.ts'
import { GB, MB } from '../../spine/charging/index.ts'
import { type Bundle, begun, bundleAt, bundleTransitions, crossed, LEVELS, mergedWith, nextOf, noticeDue, withUsage } from './bundle.ts'
import { esimTransitions, profileAfter, profileTransitions } from './esim.ts'
import { inOrder, pricePerGb, whyUnfit } from './plan.ts'

const NOW = new Date('2026-05-10T12:00:00Z')
const bundle = (change: Partial<Bundle> = {}): Bundle => ({
  id: newId(),
  accountId: newId(),
  esimId: newId(),
  planId: newId(),
  orderItemId: newId(),
  name: '5 GB',
  status: 'pending',
  totalBytes: 5n * GB,
  usedBytes: 0n,
  validity: 'first_use',
  validityDays: 30,
  price: money('USD', '20.00'),
  supplierReference: 'P1',
  firedLevels: [],
  firedNotices: [],
  disputed: false,
  usageAsOf: null,
  createdAt: NOW,
  activatedAt: null,
  expiresAt: null,
  endedAt: null,
  ...change,
})

const tables: readonly (readonly [string, Transitions<string>, readonly string[]])[] = [
  [
    'esim',
    esimTransitions,
    [
      'available>assigned',
      'available>cancelled',
      'assigned>active',
      'assigned>expired',
      'assigned>cancelled',
      'active>suspended',
      'active>expired',
      'active>cancelled',
      'suspended>active',
      'suspended>expired',
      'suspended>cancelled',
    ],
  ],
  [
    'bundle',
    bundleTransitions,
    [
      'pending>active',
      'pending>cancelled',
      'pending>refunded',
      'queued>active',
      'queued>cancelled',
      'active>depleted',
      'active>expired',
      'active>suspended',
      'suspended>active',
    ],
  ],
]

test.each(tables)('every state of %s goes where the table says and nowhere else', (noun, table, allowed) => {
  for (const from of Object.keys(table))
    for (const to of Object.keys(table)) {
      const go = () => assertTransition(noun, table, from, to)
      if (allowed.includes(`${from}>${to}`)) expect(go).not.toThrow()
      else expect(go).toThrow(expect.objectContaining({ status: 409 }))
    }
})

test('a profile follows reports that are newer, and no report that is older, repeated or impossible', () => {
  const known = { state: 'released', at: NOW } as const
  const after = (state: 'downloaded' | 'installed' | 'released' | 'available', ms: number) =>
    profileAfter(known, { state, at: new Date(NOW.getTime() + ms) })
  expect(after('downloaded', 1)).toBe('downloaded')
  expect(after('installed', 1)).toBe('installed')
  expect(after('downloaded', -1)).toBeUndefined()
  expect(after('released', 1)).toBeUndefined()
  expect(after('available', 1)).toBeUndefined()
})

test('no state of a profile leads to itself', () => {
  for (const [state, next] of Object.entries(profileTransitions)) expect(next).not.toContain(state)
})

test.each<[string, bigint, readonly number[], number | null]>([
  ['3839.99 MB', (383_999n * MB) / 100n, [], null],
  ['3840.00 MB', 3840n * MB, [], 75],
  ['3840.00 MB again', 3840n * MB, [75], null],
  ['4608 MB', 4608n * MB, [75], 90],
  ['5120 MB', 5120n * MB, [75, 90], 100],
  ['a jump to 95 %', 4864n * MB, [], 90],
  ['a jump to 100 %', 5120n * MB, [], 100],
  ['more than 100 %', 6000n * MB, [75, 90, 100], null],
])('5 GB at %s', (_, used, fired, tell) => {
  expect(crossed(5n * GB, used, fired).tell).toBe(tell)
})

test('whatever the order of usage, each level is told at most once, and 100 % is always told', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n * GB }), fc.array(fc.bigInt({ min: 1n, max: GB }), { maxLength: 30 }), (total, sessions) => {
      let used = 0n
      let fired: readonly number[] = []
      const told: number[] = []
      for (const bytes of [...sessions, total]) {
        used += bytes
        const crossing = crossed(total, used, fired)
        fired = crossing.fired
        if (crossing.tell !== null) told.push(crossing.tell)
      }
      expect(new Set(told).size).toBe(told.length)
      expect(told).toEqual(told.toSorted((a, b) => a - b))
      expect(told.at(-1)).toBe(100)
      expect([...fired].toSorted((a, b) => a - b)).toEqual([...LEVELS])
    }),
  )
})

test('unlimited data reaches no level and is never disputed', () => {
  const { bundle: after, level } = withUsage(bundle({ totalBytes: null }), 900n * GB, NOW)
  expect([level, after.disputed]).toEqual([null, false])
})

test('one percent over what was sold is late usage, more is disputed', () => {
  expect(withUsage(bundle(), (5n * GB * 101n) / 100n, NOW).bundle.disputed).toBe(false)
  expect(withUsage(bundle(), (5n * GB * 101n) / 100n + 1n, NOW).bundle.disputed).toBe(true)
})

test('the time of usage never goes back', () => {
  const newer = new Date('2026-05-11T00:00:00Z')
  expect(withUsage(bundle({ usageAsOf: newer }), 1n, NOW).bundle.usageAsOf).toEqual(newer)
})

test('a merged top-up adds bytes and days, and levels above the new share can be reached again', () => {
  const full = { ...begun(bundle(), NOW), usedBytes: 4608n * MB, firedLevels: [75, 90], firedNotices: [3] }
  const merged = mergedWith(full, { bytes: GB, days: 30 })
  expect(merged).toMatchObject({ totalBytes: 6n * GB, validityDays: 60, firedLevels: [75], firedNotices: [] })
  expect(merged.expiresAt).toEqual(new Date('2026-07-09T12:00:00Z'))
})

test('thirty days are thirty times 24 hours', () => {
  expect(begun(bundle(), NOW)).toMatchObject({ status: 'active', activatedAt: NOW, expiresAt: new Date('2026-06-09T12:00:00Z') })
})

test('the owner is told three days and one day before the end, each once', () => {
  const active = begun(bundle(), NOW)
  const at = (text: string) => new Date(text)
  expect(noticeDue(active, at('2026-06-06T11:59:59Z'))).toBeNull()
  expect(noticeDue(active, at('2026-06-06T12:00:00Z'))).toBe(3)
  expect(noticeDue({ ...active, firedNotices: [3] }, at('2026-06-07T12:00:00Z'))).toBeNull()
  expect(noticeDue({ ...active, firedNotices: [3] }, at('2026-06-08T12:00:00Z'))).toBe(1)
  expect(noticeDue(bundle(), at('2026-06-08T12:00:00Z'))).toBeNull()
})

test('late usage belongs to the bundle that ran then, and what waits starts in the order of purchase', () => {
  const first = bundle({ status: 'depleted', activatedAt: new Date('2026-05-01T00:00:00Z') })
  const second = bundle({ status: 'active', activatedAt: new Date('2026-05-05T00:00:00Z') })
  const third = bundle({ status: 'queued', createdAt: new Date('2026-05-07T00:00:00Z') })
  const fourth = bundle({ status: 'queued', createdAt: new Date('2026-05-06T00:00:00Z') })
  const all = [third, second, first, fourth]
  expect(bundleAt(all, new Date('2026-05-04T00:00:00Z'))).toBe(first)
  expect(bundleAt(all, NOW)).toBe(second)
  expect(bundleAt(all, new Date('2026-04-01T00:00:00Z'))).toBe(first)
  expect(bundleAt([third], NOW)).toBeUndefined()
  expect(nextOf(all)).toBe(fourth)
})

test('an offer stands in for a plan only with no less data and no fewer days', () => {
  const plan = { dataBytes: 5n * GB, validityDays: 30 }
  expect(whyUnfit(plan, { bytes: 5n * GB, days: 30 })).toBeUndefined()
  expect(whyUnfit(plan, { bytes: null, days: 31 })).toBeUndefined()
  expect(whyUnfit(plan, { bytes: 5n * GB - 1n, days: 30 })).toBeDefined()
  expect(whyUnfit(plan, { bytes: 5n * GB, days: 29 })).toBeDefined()
  expect(whyUnfit({ ...plan, dataBytes: null }, { bytes: 99n * GB, days: 30 })).toBeDefined()
})

test('offers are tried by their priority', () => {
  const offer = (priority: number) => ({
    vendor: 'v',
    packageCode: String(priority),
    topUpCode: null,
    bytes: null,
    days: 1,
    cost: money('USD', '1.00'),
    priority,
  })
  expect(inOrder([offer(2), offer(1)]).map(({ packageCode }) => packageCode)).toEqual(['1', '2'])
})

test('the price of a gigabyte is exact to the minor unit, and unlimited data has none', () => {
  expect(pricePerGb(money('USD', '8.00'), 3n * GB)).toEqual(money('USD', '2.67'))
  expect(pricePerGb(money('USD', '20.00'), 5n * GB)).toEqual(money('USD', '4.00'))
  expect(pricePerGb(money('USD', '20.00'), null)).toBeNull()
})
