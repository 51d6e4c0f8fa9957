import { type Id, idSchema } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { CarrierId } from './carrier.ts'
import { netOf, type Position } from './credit.ts'

export type CreditAlertId = Id<'creditAlert'>
export const CreditAlertId = idSchema<CreditAlertId>()

export type AlertType = 'low_balance' | 'high_balance' | '24hr_spend_breach'
export type AlertSide = 'customer' | 'supplier' | 'bilateral'

/** Tells people once when a balance or a day's spend crosses a threshold, and again only after it has gone back (W32). */
export type CreditAlert = {
  readonly id: CreditAlertId
  readonly carrierId: CarrierId
  readonly alertType: AlertType
  readonly direction: AlertSide
  readonly threshold: Money
  readonly recipients: readonly string[]
  readonly isActive: boolean
  /** False from firing until the value has come back by 5 %. */
  readonly armed: boolean
  readonly firedAt: Date | null
  readonly createdAt: Date
}

/** What the alert watches. A supplier's balance is what we owe it. */
export function watchedValue(alert: Pick<CreditAlert, 'alertType' | 'direction'>, position: Position): Money {
  if (alert.alertType === '24hr_spend_breach') return position.spend24h[alert.direction === 'supplier' ? 'supplier' : 'customer']
  if (alert.direction === 'supplier') return position.payable
  return alert.direction === 'bilateral' ? netOf(position) : position.balance
}

export type Judgement = 'fires' | 'rearms' | 'stays'

const magnitude = (units: bigint): bigint => (units < 0n ? -units : units)

/** Fires at the threshold, re-arms when the value is back by 5 % of it. Multiplied by twenty instead of divided, so that it is exact. */
export function judge(alert: Pick<CreditAlert, 'alertType' | 'threshold' | 'armed'>, value: Money): Judgement {
  const threshold = alert.threshold.units
  const below = alert.alertType === 'low_balance'
  const crossed = below ? value.units <= threshold : value.units >= threshold
  if (alert.armed) return crossed ? 'fires' : 'stays'
  const back = below
    ? value.units * 20n >= threshold * 20n + magnitude(threshold) && !crossed
    : value.units * 20n < threshold * 20n - magnitude(threshold)
  return back ? 'rearms' : 'stays'
}
