import { hours } from '../../platform/clock.ts'
import { divideRounded, type Money, micros, minorDigits, type Rate } from '../../platform/money.ts'

/** What a server costs: every started hour, at most so much in a calendar month (W28). The prices of the order, whatever they are later. */
export type Plan = { readonly hourly: Rate; readonly cap: Money | null }

/** How far a server has been metered. `units` are the hours closed in `month`. */
export type Meter = { readonly unitStart: Date | null; readonly month: string | null; readonly units: number }

export const IDLE_METER: Meter = { unitStart: null, month: null, units: 0 }

export const UNIT_MS = hours(1)

/** A unit covers one hour of elapsed time from its start, half-open. */
export const unitEnd = (start: Date): Date => new Date(start.getTime() + UNIT_MS)

/** The UTC calendar month in which a unit starts, which is the month it belongs to, such as `2026-01`. */
export const monthOf = (start: Date): string => start.toISOString().slice(0, 7)

/** How many units have started by `end`, which is not part of the time. */
export const startedUnits = (from: Date, end: Date): number => Math.max(0, Math.ceil((end.getTime() - from.getTime()) / UNIT_MS))

/** What `units` hours of one month come to, exact hours first, then rounded half up to the minor unit, then capped. */
export function monthTotal({ hourly, cap }: Plan, units: number): Money {
  const digits = minorDigits(hourly.currency)
  const minor = divideRounded(hourly.e8 * BigInt(units), 10n ** BigInt(8 - digits), 'half_up')
  const total = minor * 10n ** BigInt(6 - digits)
  return micros(hourly.currency, cap && total > cap.units ? cap.units : total)
}

/** The posting of the n-th hour of a month: the difference of two rounded totals, so that a month never drifts from its sum. */
export const unitAmount = (plan: Plan, nth: number): Money =>
  micros(plan.hourly.currency, monthTotal(plan, nth).units - monthTotal(plan, nth - 1).units)

/** Which hour of its month the unit starting at `start` is, counted from 1. */
export const nthOf = (meter: Meter, start: Date): number => (meter.month === monthOf(start) ? meter.units : 0) + 1

/** The meter with one more closed unit; one that was not billable leaves the count as it is. */
export function closed(meter: Meter, billable: boolean): Meter {
  if (!meter.unitStart) return meter
  const month = monthOf(meter.unitStart)
  const units = meter.month === month ? meter.units : 0
  return { unitStart: null, month, units: units + (billable ? 1 : 0) }
}

/** The hour of a month with which the cap is reached, or null for a plan that never reaches it in 31 days. */
export function capReachedWith(plan: Plan): number | null {
  const { cap, hourly } = plan
  if (!cap || hourly.e8 === 0n) return null
  const longest = 31 * 24
  for (let units = 1; units <= longest; units += 1) if (monthTotal(plan, units).units >= cap.units) return units
  return null
}
