import { describe, expect, test } from 'vitest'
import { money, zero } from '../../platform/money.ts'
import { judge } from './alert.ts'
import { bucketOf, type Position, refusalOf, unblocksAt, windowStart } from './credit.ts'

const usd = (amount: string) => money('USD', amount)
const at = (text: string) => new Date(`2026-05-02T${text}Z`)

describe('the rolling window', () => {
  test.each([
    ['12:00:00', '2026-05-01T12:00:00.000Z'],
    ['12:04:59', '2026-05-01T12:00:00.000Z'],
    ['12:05:00', '2026-05-01T12:05:00.000Z'],
    ['00:00:00', '2026-05-01T00:00:00.000Z'],
  ])('at %s it starts with the bucket of %s, whose end is not 24 hours old', (now, start) => {
    expect(windowStart(at(now)).toISOString()).toBe(start)
  })

  test('a bucket is five minutes', () => {
    expect(bucketOf(at('12:04:59.999')).toISOString()).toBe('2026-05-02T12:00:00.000Z')
  })

  test('says when it falls below the limit again', () => {
    const buckets = [
      { at: at('00:00:00'), amount: usd('120.00') },
      { at: at('10:00:00'), amount: usd('380.00') },
    ]
    expect(unblocksAt(buckets, usd('500.00'))?.toISOString()).toBe('2026-05-03T00:05:00.000Z')
    expect(unblocksAt(buckets, usd('500.01'))).toBeUndefined()
    expect(unblocksAt(buckets, usd('380.00'))?.toISOString()).toBe('2026-05-03T10:05:00.000Z')
    expect(unblocksAt([], usd('1.00'))).toBeUndefined()
  })
})

const position = (changes: Partial<Position> = {}): Position => ({
  balance: usd('10.00'),
  held: zero('USD'),
  available: usd('10.00'),
  spend24h: { customer: usd('499.99'), supplier: usd('0.00') },
  payable: zero('USD'),
  overridden: { customer: null, supplier: null },
  ...changes,
})

describe('a refusal', () => {
  const carrier = { customer24hLimit: usd('500.00'), supplier24hLimit: usd('50.00') }
  const spent = (customer: string, supplier = '0') => ({ spend24h: { customer: usd(customer), supplier: usd(supplier) } })
  test.each([
    ['customer', position(), undefined],
    ['customer', position(spent('500.00')), 'spend_limit'],
    ['customer', position({ ...spent('500.00'), overridden: { customer: at('13:00:00'), supplier: null } }), undefined],
    ['customer', position({ available: usd('0.00') }), 'no_credit'],
    ['customer', position({ available: usd('-1.00') }), 'no_credit'],
    ['supplier', position({ available: usd('-1.00') }), undefined],
    ['supplier', position(spent('0', '50.00')), 'spend_limit'],
    ['supplier', position(spent('0', '49.999999')), undefined],
  ] as const)('case %#', (side, given, expected) => expect(refusalOf(carrier, side, given)).toBe(expected))

  test('none without a limit', () => {
    expect(refusalOf({ customer24hLimit: null, supplier24hLimit: null }, 'customer', position(spent('999999')))).toBeUndefined()
  })
})

describe('an alert', () => {
  const low = { alertType: 'low_balance', threshold: usd('100.00') } as const
  const breach = { alertType: '24hr_spend_breach', threshold: usd('500.00') } as const
  test.each([
    [low, true, '100.01', 'stays'],
    [low, true, '100.00', 'fires'],
    [low, false, '99.00', 'stays'],
    [low, false, '104.999999', 'stays'],
    [low, false, '105.00', 'rearms'],
    [breach, true, '499.999999', 'stays'],
    [breach, true, '500.00', 'fires'],
    [breach, false, '475.00', 'stays'],
    [breach, false, '474.999999', 'rearms'],
    [{ alertType: 'low_balance', threshold: usd('-100.00') }, false, '-96.00', 'stays'],
    [{ alertType: 'low_balance', threshold: usd('-100.00') }, false, '-95.00', 'rearms'],
    [{ alertType: 'low_balance', threshold: usd('0.00') }, false, '0.00', 'stays'],
    [{ alertType: 'low_balance', threshold: usd('0.00') }, false, '0.01', 'rearms'],
    [{ alertType: 'high_balance', threshold: usd('1000.00') }, true, '1000.00', 'fires'],
    [{ alertType: 'high_balance', threshold: usd('1000.00') }, false, '950.00', 'stays'],
    [{ alertType: 'high_balance', threshold: usd('1000.00') }, false, '949.99', 'rearms'],
  ] as const)('case %#', (alert, armed, value, expected) => expect(judge({ ...alert, armed }, usd(value))).toBe(expected))
})
