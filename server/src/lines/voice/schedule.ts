import { DateTime, IANAZone } from 'luxon'
import { z } from 'zod'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Use hours and minutes such as 09:00.')

/** Weekly hours on the wall clock of the number's zone. `to` at or before `from` is the next day's; the interval belongs to the day it starts on. */
export const Schedule = z.strictObject({
  weekly: z
    .array(
      z
        .strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: Clock, to: Clock })
        .refine(({ from, to }) => from !== to && from !== '24:00', 'An interval needs a beginning and another end.'),
    )
    .min(1)
    .max(40),
  /** Whether the rule works inside the hours or outside of them. */
  when: z.enum(['open', 'closed']),
  /** What the number's holidays are: closed all day, open all day, or days like others. */
  holidays: z.enum(['closed', 'open', 'ignored']),
})
export type Schedule = z.output<typeof Schedule>

export type Calendar = {
  /** An IANA zone such as Europe/Paris. */
  readonly zone: string
  /** Local dates such as 2026-12-25. */
  readonly holidays: readonly string[]
}

export type Opening = { readonly open: boolean; readonly local: string; readonly reason: string }

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone)

/** The zone of a country that has one only; UTC where the customer has to choose. */
export function zoneOf(country: string): string {
  const zones = (new Intl.Locale('und', { region: country }) as Intl.Locale & { getTimeZones?: () => string[] }).getTimeZones?.()
  return zones?.length === 1 && zones[0] ? zones[0] : 'UTC'
}

/** Both instants a wall-clock time stands for; one in the usual case, two when clocks are put back. A time that is skipped moves on by the gap. */
function instantsOf(day: DateTime, clock: string): readonly number[] {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const wall = hour === 24 ? day.plus({ days: 1 }) : day
  const at = DateTime.fromObject({ year: wall.year, month: wall.month, day: wall.day, hour: hour % 24, minute }, { zone: day.zone })
  return at.getPossibleOffsets().map((one) => one.toMillis())
}

/** Whether the instant lies in the hours that start on this local day. */
function coveredBy(day: DateTime, interval: Schedule['weekly'][number], at: number): boolean {
  if (!interval.days.includes(day.weekday)) return false
  const start = Math.min(...instantsOf(day, interval.from))
  // A day that a zone leaves out (Apia, 2011-12-30) has no hours at all.
  if (DateTime.fromMillis(start, { zone: day.zone }).toISODate() !== day.toISODate()) return false
  // Where clocks are put back the hour is open both times, so it ends with its second half.
  const end = Math.max(...instantsOf(interval.to <= interval.from ? day.plus({ days: 1 }) : day, interval.to))
  return start <= at && at < end
}

/** Whether a schedule is open at an instant (1.4.3): holidays before weekly hours, each in the zone's wall-clock time. */
export function openingAt(schedule: Schedule, { zone, holidays }: Calendar, at: Date): Opening {
  const local = DateTime.fromJSDate(at, { zone })
  const text = local.toFormat('ccc yyyy-MM-dd HH:mm ZZZZ', { locale: 'en' })
  const today = local.toISODate() ?? ''
  const isHoliday = (date: string | null) => schedule.holidays !== 'ignored' && holidays.includes(date ?? '')
  if (isHoliday(today) && schedule.holidays === 'open') return { open: true, local: text, reason: `${today} is a holiday, which is open` }
  // Counted in UTC, so that the day before a day the zone leaves out is still a date of the calendar.
  const calendar = DateTime.fromISO(today, { zone: 'utc' })
  for (const date of [calendar, calendar.minus({ days: 1 })]) {
    if (isHoliday(date.toISODate()) && schedule.holidays === 'closed') continue
    const day = date.setZone(zone, { keepLocalTime: true })
    if (day.toISODate() !== date.toISODate()) continue
    const interval = schedule.weekly.find((one) => coveredBy(day, one, at.getTime()))
    if (interval) return { open: true, local: text, reason: `${text} is within ${interval.from} to ${interval.to}` }
  }
  const holiday = isHoliday(today) ? `, a holiday` : ''
  return { open: false, local: text, reason: `${text}${holiday} is outside the hours` }
}

export type HoursState = { readonly open: boolean; readonly since: Date | null; readonly nextChangeAt: Date | null }

/** A change further away than this is not looked for: holidays may fill a week, not more. */
const LOOK_DAYS = 10

/** Whether a schedule is open now, since when, and when that changes; null for what does not change within ten days. */
export function hoursState(schedule: Schedule, calendar: Calendar, at: Date): HoursState {
  const stateAt = (instant: number) => openingAt(schedule, calendar, new Date(instant)).open
  const open = stateAt(at.getTime())
  const changes = boundaries(schedule, calendar, at)
  const nextChangeAt = changes.find((instant) => instant > at.getTime() && stateAt(instant) !== open)
  // The state began at the boundary after the last one that was otherwise.
  const passed = changes.filter((instant) => instant <= at.getTime())
  const other = passed.findLastIndex((instant) => stateAt(instant) !== open)
  const since = other === -1 ? undefined : passed[other + 1]
  return {
    open,
    since: since === undefined ? null : new Date(since),
    nextChangeAt: nextChangeAt === undefined ? null : new Date(nextChangeAt),
  }
}

/** Every instant around `at` at which the state may change: beginnings and ends of hours, and midnights for the holidays. */
function boundaries({ weekly }: Schedule, { zone }: Calendar, at: Date): readonly number[] {
  const today = DateTime.fromISO(DateTime.fromJSDate(at, { zone }).toISODate() ?? '', { zone: 'utc' })
  const found = new Set<number>()
  for (let offset = -LOOK_DAYS; offset <= LOOK_DAYS; offset += 1) {
    const day = today.plus({ days: offset }).setZone(zone, { keepLocalTime: true })
    for (const clock of ['00:00', ...weekly.flatMap(({ from, to }) => [from, to])])
      for (const instant of instantsOf(day, clock)) found.add(instant)
  }
  return [...found].sort((a, b) => a - b)
}
