import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId, newId } from '../../platform/ids.ts'
import { activeProviders } from '../../spine/providers/index.ts'
import {
  type Alert,
  type AlertId,
  type AlertRule,
  type AlertRuleId,
  acknowledge,
  type Breach,
  type Evaluated,
  GOOD_EVALUATIONS,
  isBreached,
  newAlert,
  noLongerBreached,
  resolve,
  snooze,
  stillBreached,
} from './alert.ts'
import * as store from './alert-store.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { writeAlert } from './mails.ts'
import * as metrics from './metric-store.ts'
import { type Snapshot, type Source, STALLED_SECONDS } from './metrics.ts'
import { USUAL_RULES } from './rules.ts'
import { ageOf, COMPONENTS, type ComponentState, componentState } from './status.ts'

const about = ({ id, target, title }: Alert) => ({ alertId: id, target, title })

/** What the newest snapshots break of the rules. A source without a recent snapshot breaks nothing by itself: its silence does. */
function breachesOf(rules: readonly AlertRule[], latest: ReadonlyMap<Source, Snapshot>, now: Date): readonly Breach[] {
  return rules.flatMap((rule) => {
    const snapshot = latest.get(rule.source)
    const value = snapshot?.metrics[rule.metric]
    if (!rule.enabled || value === undefined || ageOf(snapshot?.takenAt, now) >= STALLED_SECONDS || !isBreached(rule, value)) return []
    const { id: ruleId, name: title, severity, forSeconds, threshold } = rule
    return [{ ruleId, target: `rule:${ruleId}`, title, severity, forSeconds, actual: value, threshold }]
  })
}

/** Silence is its own alert: nothing measured for five minutes (W33). */
function stalled(latest: ReadonlyMap<Source, Snapshot>, now: Date): readonly Breach[] {
  const newest = [...latest.values()].map(({ takenAt }) => takenAt).sort((a, b) => b.getTime() - a.getTime())[0]
  if (!newest || ageOf(newest, now) < STALLED_SECONDS) return []
  const actual = ageOf(newest, now)
  return [
    {
      ruleId: null,
      target: 'collector',
      title: 'Collection stalled',
      severity: 'critical',
      forSeconds: 0,
      actual,
      threshold: STALLED_SECONDS,
    },
  ]
}

async function vendorsDown(context: Context | Tx): Promise<readonly Breach[]> {
  const names = new Map((await activeProviders(context as Context)).map(({ id, name }) => [id, name]))
  return (await metrics.listHealth(context))
    .filter(({ providerId, state }) => state === 'down' && names.has(providerId))
    .map(({ providerId }) => ({
      ruleId: null,
      target: `provider:${providerId}`,
      title: `${names.get(providerId)} is down`,
      severity: 'critical' as const,
      forSeconds: 0,
      actual: null,
      threshold: null,
    }))
}

/** Compares what was measured with the rules, each open alert with what is still wrong (W33). One open alert per target, whoever evaluates how often. */
export async function evaluateAlerts(context: Context): Promise<void> {
  const down = await vendorsDown(context)
  await inTx(context, async (tx) => {
    const open = await store.lockOpen(tx)
    const latest = await metrics.latestSnapshots(tx)
    const breaches = [...breachesOf(await store.listRules(tx), latest, tx.now()), ...stalled(latest, tx.now()), ...down]
    const byTarget = new Map(breaches.map((breach) => [breach.target, breach]))
    for (const breach of breaches) {
      const alert = open.get(breach.target) ?? newAlert(newId<AlertId>(), breach, tx.now())
      await apply(tx, stillBreached(alert, breach, tx.now()))
    }
    for (const alert of open.values())
      if (!byTarget.has(alert.target) && isJudged(alert, latest, tx.now())) await apply(tx, noLongerBreached(alert, tx.now()))
    await countComponents(tx, [...open.values()])
  })
}

/** Somebody else's word is taken back by them alone; an alert of a rule is not better because nobody looks: only a fresh snapshot says so. */
function isJudged(alert: Alert, latest: ReadonlyMap<Source, Snapshot>, now: Date): boolean {
  if (alert.target.startsWith(SAID)) return false
  return alert.ruleId === null || [...latest.values()].some(({ takenAt }) => ageOf(takenAt, now) < STALLED_SECONDS)
}

const SAID = 'said:'

/** What another module knows to be wrong, active at once; saying it again while it is open only counts as seen. */
export async function raiseAlert(tx: Tx, told: Pick<Breach, 'title' | 'severity'> & { readonly about: string }): Promise<void> {
  const target = `${SAID}${told.about}`
  const { title, severity } = told
  const breach: Breach = { ruleId: null, target, title, severity, forSeconds: 0, actual: null, threshold: null }
  const alert = (await store.lockOpen(tx)).get(target) ?? newAlert(newId<AlertId>(), breach, tx.now())
  await apply(tx, stillBreached(alert, breach, tx.now()))
}

/** It is right again. */
export async function clearAlert(tx: Tx, about_: string): Promise<void> {
  const alert = (await store.lockOpen(tx)).get(`${SAID}${about_}`)
  if (alert) await apply(tx, noLongerBreached({ ...alert, goodEvaluations: GOOD_EVALUATIONS }, tx.now()))
}

async function apply(tx: Tx, { alert, became, mail }: Evaluated): Promise<void> {
  if (alert.status === 'resolved' && alert.activeAt === null) return store.forget(tx, alert.id)
  await store.saveAlert(tx, alert)
  if (became === 'active') await publish(tx, events.alertActivated, { ...about(alert), severity: alert.severity, actual: alert.actual })
  if (became === 'resolved') await publish(tx, events.alertResolved, { ...about(alert), by: alert.resolvedBy ?? '' })
  if (mail) await writeAlert(tx, alert)
}

/** What customers know the product's parts by, this minute. */
export async function componentStates(context: Context | Tx, open: readonly Alert[]): Promise<ReadonlyMap<string, ComponentState>> {
  const capabilities = new Map((await activeProviders(context as Context)).map((provider) => [provider.id, provider.capabilities]))
  const vendors = (await metrics.listHealth(context)).flatMap(({ providerId, state }) => {
    const can = capabilities.get(providerId)
    return can ? [{ state, capabilities: can }] : []
  })
  const bad = open.filter(
    ({ status, severity, ruleId }) => status !== 'pending' && status !== 'resolved' && severity === 'critical' && ruleId !== null,
  )
  const website: ComponentState = bad.length > 0 ? 'degraded' : 'operational'
  return new Map(COMPONENTS.map(({ name, capabilities: needed }) => [name, componentState(needed, vendors, website)]))
}

async function countComponents(tx: Tx, open: readonly Alert[]): Promise<void> {
  for (const [name, state] of await componentStates(tx, open)) await metrics.countMinute(tx, name, state)
}

async function change(context: Context, id: AlertId, by: (alert: Alert, tx: Tx) => Alert): Promise<Alert> {
  return inTx(context, async (tx) => {
    const alert = await store.lockAlert(tx, id)
    if (!alert) throw errors.alertNotFound({ detail: 'No alert with this id.' })
    const changed = by(alert, tx)
    await store.saveAlert(tx, changed)
    if (changed.status === 'acknowledged') await publish(tx, events.alertAcknowledged, { ...about(changed), note: changed.note })
    if (changed.status === 'snoozed')
      await publish(tx, events.alertSnoozed, { ...about(changed), until: changed.snoozedUntil?.toISOString() ?? tx.now().toISOString() })
    if (changed.status === 'resolved') await publish(tx, events.alertResolved, { ...about(changed), by: changed.resolvedBy ?? '' })
    return changed
  })
}

/** Throws 404, 409. */
export const acknowledgeAlert = (context: Context, id: AlertId, note: string | null): Promise<Alert> =>
  change(context, id, (alert, tx) => acknowledge(alert, tx.actor.label, note))

/** Throws 404, 409, 422 `snoozeInPast`. */
export async function snoozeAlert(context: Context, id: AlertId, until: Date): Promise<Alert> {
  if (until <= context.now()) throw errors.snoozeInPast({ detail: 'Choose a moment that is still to come.' })
  return change(context, id, (alert) => snooze(alert, until))
}

/** Throws 404, 409. */
export const resolveAlert = (context: Context, id: AlertId, reason: string): Promise<Alert> =>
  change(context, id, (alert, tx) => resolve(alert, tx.actor.label, reason, tx.now()))

export type RuleChange = Pick<AlertRule, 'threshold' | 'forSeconds' | 'severity' | 'enabled'>

/** Changes a budget. Throws 404. */
export async function changeRule(context: Context, id: AlertRuleId, wanted: RuleChange): Promise<AlertRule> {
  return inTx(context, async (tx) => {
    const before = (await store.listRules(tx)).find((rule) => rule.id === id)
    const after = before && (await store.changeRule(tx, id, wanted))
    if (!before || !after) throw errors.ruleNotFound({ detail: 'No alert rule with this id.' })
    const changes = {
      threshold: { from: before.threshold, to: after.threshold },
      forSeconds: { from: before.forSeconds, to: after.forSeconds },
      enabled: { from: before.enabled, to: after.enabled },
    }
    await publish(tx, events.alertRuleChanged, { alertRuleId: id, name: after.name }, { changes })
    return after
  })
}

/** The usual budgets, where they are absent. */
export async function seedRules(tx: Tx): Promise<void> {
  for (const rule of USUAL_RULES)
    await store.insertRule(tx, { ...rule, id: derivedId(tx.tenantId, 'alert-rule', rule.name), enabled: true })
}

export { list as listAlerts, listRules } from './alert-store.ts'
