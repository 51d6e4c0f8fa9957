import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addBusinessSeconds, businessSeconds, DEFAULT_HOURS, type Hours, isZone } from './hours.ts'

const BERLIN: Hours = { ...DEFAULT_HOURS, zone: 'Europe/Berlin' }
const at = (text: string) => new Date(text)

describe('working time between two instants', () => {
  test.each([
    ['within a day', '2026-01-16T09:00+01:00', '2026-01-16T10:30+01:00', 5_400],
    ['from the evening to the morning', '2026-01-15T17:30+01:00', '2026-01-16T09:20+01:00', 3_000],
    ['over a weekend', '2026-01-16T17:30+01:00', '2026-01-19T09:20+01:00', 3_000],
    ['of a weekend is nothing', '2026-01-17T00:00+01:00', '2026-01-18T23:59+01:00', 0],
    ['of a night is nothing', '2026-01-15T18:00+01:00', '2026-01-16T09:00+01:00', 0],
    ['of a week is five days', '2026-01-12T00:00+01:00', '2026-01-19T00:00+01:00', 5 * 9 * 3_600],
    ['of a day is nine hours, also where summer time began', '2026-03-27T00:00+01:00', '2026-03-31T00:00+02:00', 2 * 9 * 3_600],
    ['backwards is nothing', '2026-01-16T12:00+01:00', '2026-01-16T11:00+01:00', 0],
  ])('%s', (_, from, to, seconds) => {
    expect(businessSeconds(BERLIN, at(from), at(to))).toBe(seconds)
  })

  test('is that of the zone: at six in the evening in Berlin it is noon in New York', () => {
    const ny: Hours = { ...DEFAULT_HOURS, zone: 'America/New_York' }
    expect(businessSeconds(ny, at('2026-01-16T18:00+01:00'), at('2026-01-16T19:00+01:00'))).toBe(3_600)
  })
})

test('adding working time is the inverse of counting it', () => {
  const instant = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 200_000 }), (date, seconds) => {
      const from = new Date(Math.floor(date.getTime() / 1000) * 1000)
      expect(businessSeconds(BERLIN, from, addBusinessSeconds(BERLIN, from, seconds))).toBe(seconds)
    }),
    { numRuns: 200 },
  )
})

test('working time of two spans is that of both together', () => {
  const instant = fc.integer({ min: at('2026-01-01T00:00Z').getTime() / 1000, max: at('2026-06-01T00:00Z').getTime() / 1000 })
  fc.assert(
    fc.property(instant, instant, instant, (...seconds) => {
      const [a, b, c] = seconds.toSorted((x, y) => x - y).map((second) => new Date(second * 1000)) as [Date, Date, Date]
      expect(businessSeconds(BERLIN, a, b) + businessSeconds(BERLIN, b, c)).toBe(businessSeconds(BERLIN, a, c))
    }),
    { numRuns: 100 },
  )
})

test('a zone is one of the tz database', () => {
  expect([isZone('Europe/Berlin'), isZone('Etc/UTC'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, true, false, false])
})
