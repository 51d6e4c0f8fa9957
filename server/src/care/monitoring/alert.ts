import { later, minutes } from '../../platform/clock.ts'
import { assertTransition, type Transitions } from '../../platform/errors.ts'
import { type Id, idSchema } from '../../platform/ids.ts'
import type { Source } from './metrics.ts'

export type AlertId = Id<'alert'>
export const AlertId = idSchema<AlertId>()
export type AlertRuleId = Id<'alertRule'>
export const AlertRuleId = idSchema<AlertRuleId>()
export type Severity = 'critical' | 'warning' | 'info'
export type AlertStatus = 'pending' | 'active' | 'acknowledged' | 'snoozed' | 'resolved'

/** What may follow what (§2.7); `pending` is not shown to anybody yet. */
export const alertTransitions: Transitions<AlertStatus> = {
  pending: ['active', 'resolved'],
  active: ['acknowledged', 'snoozed', 'resolved'],
  acknowledged: ['snoozed', 'resolved'],
  snoozed: ['active', 'acknowledged', 'resolved'],
  resolved: [],
}

/** When a measured value is wrong, for how long it may be, and how bad that is. */
export type AlertRule = {
  readonly id: AlertRuleId
  readonly name: string
  readonly source: Source
  readonly metric: string
  readonly comparator: 'above' | 'below'
  readonly threshold: number
  readonly forSeconds: number
  readonly severity: Severity
  readonly enabled: boolean
}

export type Alert = {
  readonly id: AlertId
  readonly ruleId: AlertRuleId | null
  readonly target: string
  readonly title: string
  readonly severity: Severity
  readonly status: AlertStatus
  readonly firstSeenAt: Date
  readonly activeAt: Date | null
  readonly lastSeenAt: Date
  readonly actual: number | null
  readonly threshold: number | null
  readonly breachSeconds: number
  readonly goodEvaluations: number
  readonly acknowledgedBy: string | null
  readonly note: string | null
  readonly snoozedUntil: Date | null
  readonly mailedAt: Date | null
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
}

/** What is wrong now, whoever found it: a rule, a probe, the collector's silence. */
export type Breach = {
  readonly ruleId: AlertRuleId | null
  readonly target: string
  readonly title: string
  readonly severity: Severity
  readonly forSeconds: number
  readonly actual: number | null
  readonly threshold: number | null
}

export const GOOD_EVALUATIONS = 2
export const MAIL_COOLDOWN_MS = minutes(30)

export const isBreached = (rule: Pick<AlertRule, 'comparator' | 'threshold'>, value: number): boolean =>
  rule.comparator === 'above' ? value > rule.threshold : value < rule.threshold

export const newAlert = (id: AlertId, breach: Breach, now: Date): Alert => ({
  id,
  ruleId: breach.ruleId,
  target: breach.target,
  title: breach.title,
  severity: breach.severity,
  status: 'pending',
  firstSeenAt: now,
  activeAt: null,
  lastSeenAt: now,
  actual: breach.actual,
  threshold: breach.threshold,
  breachSeconds: 0,
  goodEvaluations: 0,
  acknowledgedBy: null,
  note: null,
  snoozedUntil: null,
  mailedAt: null,
  resolvedAt: null,
  resolvedBy: null,
})

export type Evaluated = { readonly alert: Alert; readonly became: 'active' | 'resolved' | null; readonly mail: boolean }

/** One evaluation that finds the breach still there (W33): pending until it has lasted, then active; told again when a snooze is over. */
export function stillBreached(alert: Alert, breach: Breach, now: Date): Evaluated {
  const breachSeconds = Math.round((now.getTime() - alert.firstSeenAt.getTime()) / 1_000)
  const seen: Alert = { ...alert, lastSeenAt: now, actual: breach.actual, breachSeconds, goodEvaluations: 0 }
  if (alert.status === 'pending') {
    if (breachSeconds < breach.forSeconds) return { alert: seen, became: null, mail: false }
    return { alert: { ...seen, status: 'active', activeAt: now, mailedAt: now }, became: 'active', mail: true }
  }
  if (alert.status === 'snoozed' && alert.snoozedUntil && alert.snoozedUntil <= now) {
    return { alert: { ...seen, status: 'active', snoozedUntil: null, mailedAt: now }, became: 'active', mail: true }
  }
  const mail = alert.status === 'active' && (!alert.mailedAt || later(alert.mailedAt, MAIL_COOLDOWN_MS) <= now)
  return { alert: mail ? { ...seen, mailedAt: now } : seen, became: null, mail }
}

/** One evaluation that finds nothing wrong: a pending alert is forgotten at once, another is resolved by the second in a row. */
export function noLongerBreached(alert: Alert, now: Date): Evaluated {
  const goodEvaluations = alert.goodEvaluations + 1
  if (alert.status !== 'pending' && goodEvaluations < GOOD_EVALUATIONS)
    return { alert: { ...alert, goodEvaluations }, became: null, mail: false }
  const resolved: Alert = { ...alert, status: 'resolved', goodEvaluations, resolvedAt: now, resolvedBy: 'by itself', snoozedUntil: null }
  return { alert: resolved, became: alert.status === 'pending' ? null : 'resolved', mail: false }
}

/** Somebody took notice: no more mails, and it still counts. Throws 409. */
export function acknowledge(alert: Alert, by: string, note: string | null): Alert {
  assertTransition('alert', alertTransitions, alert.status, 'acknowledged')
  return { ...alert, status: 'acknowledged', acknowledgedBy: by, note, snoozedUntil: null }
}

/** Quiet until an instant; then it is told again if it is still there. Throws 409. */
export function snooze(alert: Alert, until: Date): Alert {
  assertTransition('alert', alertTransitions, alert.status, 'snoozed')
  return { ...alert, status: 'snoozed', snoozedUntil: until }
}

/** Ended by hand, with a reason. Throws 409. */
export function resolve(alert: Alert, by: string, reason: string, now: Date): Alert {
  assertTransition('alert', alertTransitions, alert.status, 'resolved')
  return { ...alert, status: 'resolved', resolvedAt: now, resolvedBy: by, note: reason, snoozedUntil: null }
}
