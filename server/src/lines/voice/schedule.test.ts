import { expect, test } from 'vitest'
import { hoursState, openingAt, type Schedule, Schedule as ScheduleSchema, zoneOf } from './schedule.ts'

const weekdays = [1, 2, 3, 4, 5]
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const hours = (from: string, to: string, days = everyDay, holidays: Schedule['holidays'] = 'ignored'): Schedule => ({
  weekly: [{ days, from, to }],
  when: 'open',
  holidays,
})
const isOpen = (schedule: Schedule, zone: string, at: string, holidays: string[] = []) =>
  openingAt(schedule, { zone, holidays }, new Date(at)).open

test.each([
  ['Friday 08:30 CET, before nine', 'Europe/Paris', '2026-03-27T07:30:00Z', false],
  ['Monday 09:30 CEST, the day after clocks went forward', 'Europe/Paris', '2026-03-30T07:30:00Z', true],
  ['nine o’clock itself', 'Europe/Paris', '2026-03-27T08:00:00Z', true],
  ['five o’clock itself', 'Europe/Paris', '2026-03-27T16:00:00Z', false],
  ['Saturday', 'Europe/Paris', '2026-03-28T09:00:00Z', false],
  ['the offset of three quarters of an hour in Kathmandu, 08:59', 'Asia/Kathmandu', '2026-03-27T03:14:59Z', false],
  ['the offset of three quarters of an hour in Kathmandu, 09:00', 'Asia/Kathmandu', '2026-03-27T03:15:00Z', true],
])('office hours: %s', (_, zone, at, open) => {
  expect(isOpen(hours('09:00', '17:00', weekdays), zone, at)).toBe(open)
})

test.each([
  ['01:59 EST, before the gap', '2025-03-09T06:59:59Z', false],
  ['03:00 EDT, for 02:30 does not exist and moves on to 03:30', '2025-03-09T07:29:59Z', false],
  ['03:30 EDT', '2025-03-09T07:30:00Z', true],
  ['03:59 EDT', '2025-03-09T07:59:59Z', true],
  ['04:00 EDT', '2025-03-09T08:00:00Z', false],
])('a beginning that the clock skips moves on by the gap: %s', (_, at, open) => {
  expect(isOpen(hours('02:30', '04:00'), 'America/New_York', at)).toBe(open)
})

test.each([
  ['the first 01:30', '2025-11-02T05:30:00Z', true],
  ['the second 01:15', '2025-11-02T06:15:00Z', true],
  ['the second 01:59', '2025-11-02T06:59:59Z', true],
  ['02:00', '2025-11-02T07:00:00Z', false],
])('an hour that comes twice is open both times: %s', (_, at, open) => {
  expect(isOpen(hours('01:30', '02:00'), 'America/New_York', at)).toBe(open)
})

test('a night shift belongs to the day on which it starts', () => {
  const friday = hours('22:00', '06:00', [5])
  expect(isOpen(friday, 'Europe/Paris', '2026-03-27T22:00:00Z')).toBe(true)
  expect(isOpen(friday, 'Europe/Paris', '2026-03-28T04:59:00Z')).toBe(true)
  expect(isOpen(friday, 'Europe/Paris', '2026-03-28T05:00:00Z')).toBe(false)
  expect(isOpen(friday, 'Europe/Paris', '2026-03-27T04:00:00Z')).toBe(false)
})

test('the whole day ends at 24:00, also where midnight does not exist', () => {
  // Cairo put its clocks forward at midnight of Friday, 26 April 2024.
  const friday = hours('00:00', '24:00', [5])
  expect(isOpen(friday, 'Africa/Cairo', '2024-04-25T21:59:59Z')).toBe(false)
  expect(isOpen(friday, 'Africa/Cairo', '2024-04-25T22:00:00Z')).toBe(true)
  expect(isOpen(friday, 'Africa/Cairo', '2024-04-26T20:59:59Z')).toBe(true)
  expect(isOpen(friday, 'Africa/Cairo', '2024-04-26T21:00:00Z')).toBe(false)
})

test('a day that a zone left out has no hours: Apia had no Friday, 30 December 2011', () => {
  const friday = hours('09:00', '17:00', [5])
  const saturday = hours('09:00', '17:00', [6])
  expect(isOpen(friday, 'Pacific/Apia', '2011-12-30T20:00:00Z')).toBe(false)
  expect(isOpen(saturday, 'Pacific/Apia', '2011-12-30T20:00:00Z')).toBe(true)
  expect(isOpen(hours('09:00', '17:00', [4]), 'Pacific/Apia', '2011-12-29T20:00:00Z')).toBe(true)
})

test('holidays are closed, open or days like others, as the rule says', () => {
  const monday = '2026-12-28T10:00:00Z'
  const sunday = '2026-12-27T10:00:00Z'
  const at = (holidays: Schedule['holidays'], instant: string) =>
    isOpen(hours('09:00', '17:00', weekdays, holidays), 'Europe/Paris', instant, ['2026-12-27', '2026-12-28'])
  expect(at('closed', monday)).toBe(false)
  expect(at('ignored', monday)).toBe(true)
  expect(at('open', monday)).toBe(true)
  expect(at('open', sunday)).toBe(true)
  expect(at('ignored', sunday)).toBe(false)
})

test('the reason names the wall-clock time and the hours', () => {
  expect(openingAt(hours('09:00', '17:00', weekdays), { zone: 'Europe/Paris', holidays: [] }, new Date('2026-03-30T07:30:00Z'))).toEqual({
    open: true,
    local: expect.stringContaining('Mon 2026-03-30 09:30'),
    reason: expect.stringContaining('is within 09:00 to 17:00'),
  })
})

test('an interval that is no interval is refused', () => {
  expect(ScheduleSchema.safeParse(hours('09:00', '09:00')).success).toBe(false)
  expect(ScheduleSchema.safeParse(hours('25:00', '09:00')).success).toBe(false)
  expect(ScheduleSchema.safeParse(hours('09:00', '24:00')).success).toBe(true)
})

test('a country with one zone gives it, any other asks', () => {
  expect(zoneOf('FR')).toBe('Europe/Paris')
  expect(zoneOf('US')).toBe('UTC')
})

test.each([
  ['in the middle of a Monday', '2026-03-30T10:00:00Z', true, '2026-03-30T07:00:00.000Z', '2026-03-30T15:00:00.000Z'],
  ['over the weekend on which clocks went forward', '2026-03-28T10:00:00Z', false, '2026-03-27T16:00:00.000Z', '2026-03-30T07:00:00.000Z'],
  ['on a holiday', '2026-04-06T10:00:00Z', false, '2026-04-03T15:00:00.000Z', '2026-04-07T07:00:00.000Z'],
])('the state of the hours %s', (_, at, open, since, nextChangeAt) => {
  const state = hoursState(hours('09:00', '17:00', weekdays, 'closed'), { zone: 'Europe/Paris', holidays: ['2026-04-06'] }, new Date(at))
  expect([state.open, state.since?.toISOString(), state.nextChangeAt?.toISOString()]).toEqual([open, since, nextChangeAt])
})

test('hours that never change have no change', () => {
  const always = hoursState(hours('00:00', '24:00'), { zone: 'Europe/Paris', holidays: [] }, new Date('2026-03-28T10:00:00Z'))
  expect(always).toEqual({ open: true, since: null, nextChangeAt: null })
})
