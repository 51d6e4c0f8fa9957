import { DateTime } from 'luxon'

/** When support works: minutes of the local day, and days of the week with Monday as 1. */
export type Hours = { readonly zone: string; readonly opens: number; readonly closes: number; readonly days: readonly number[] }

export const DEFAULT_HOURS: Hours = { zone: 'Etc/UTC', opens: 9 * 60, closes: 18 * 60, days: [1, 2, 3, 4, 5] }

export const isZone = (zone: string): boolean => DateTime.local({ zone }).isValid

type Window = { readonly start: number; readonly end: number }

/** The working time of every local day from `from` on; days keep their clock times when summer time begins or ends. */
function* windows(hours: Hours, from: Date): Generator<Window> {
  let day = DateTime.fromJSDate(from, { zone: hours.zone }).startOf('day')
  const at = (minute: number) =>
    (minute === 1440 ? day.plus({ days: 1 }) : day.set({ hour: Math.floor(minute / 60), minute: minute % 60 })).toMillis()
  for (;;) {
    if (hours.days.includes(day.weekday)) yield { start: at(hours.opens), end: at(hours.closes) }
    day = day.plus({ days: 1 })
  }
}

/** How many seconds of working time lie between two instants. */
export function businessSeconds(hours: Hours, from: Date, to: Date): number {
  let milliseconds = 0
  for (const { start, end } of windows(hours, from)) {
    if (start >= to.getTime()) break
    milliseconds += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()))
  }
  return Math.floor(milliseconds / 1000)
}

/** The instant at which `seconds` of working time have passed since `from`; `from` itself when there is nothing to wait for. */
export function addBusinessSeconds(hours: Hours, from: Date, seconds: number): Date {
  let left = seconds * 1000
  if (left <= 0) return from
  for (const { start, end } of windows(hours, from)) {
    const begins = Math.max(start, from.getTime())
    const length = Math.max(0, end - begins)
    if (length >= left) return new Date(begins + left)
    left -= length
  }
  throw new Error('Working time never ends.')
}
