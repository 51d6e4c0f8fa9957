import { z } from 'zod'
import { days, hours, later } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, type Route, route } from '../../platform/routes.ts'
import { activeProviders, operatorContext } from '../../spine/providers/index.ts'
import { rootTenant } from '../../spine/tenants/index.ts'
import { type Alert, AlertId, AlertRuleId } from './alert.ts'
import { acknowledgeAlert, changeRule, componentStates, listAlerts, listRules, resolveAlert, snoozeAlert } from './alerts.ts'
import { errors } from './errors.ts'
import { p95Of } from './health.ts'
import * as metrics from './metric-store.ts'
import { LATE_SECONDS, SOURCES, STALLED_SECONDS } from './metrics.ts'
import { ageOf, COMPONENTS, overall } from './status.ts'

const Severity = z.enum(['critical', 'warning', 'info'])
const AlertReply = z.object({
  id: z.uuid(),
  title: z.string(),
  severity: Severity,
  status: z.enum(['active', 'acknowledged', 'snoozed', 'resolved']),
  firstSeenAt: z.string(),
  activeAt: z.string().nullable(),
  lastSeenAt: z.string(),
  actual: z.number().nullable(),
  threshold: z.number().nullable(),
  breachSeconds: z.number().int(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.string().nullable(),
})

const RuleReply = z.object({
  id: z.uuid(),
  name: z.string(),
  source: z.enum(SOURCES),
  metric: z.string(),
  comparator: z.enum(['above', 'below']),
  threshold: z.number(),
  forSeconds: z.number().int(),
  severity: Severity,
  enabled: z.boolean(),
})

const toAlert = (alert: Alert): z.input<typeof AlertReply> => ({
  id: alert.id,
  title: alert.title,
  severity: alert.severity,
  status: alert.status === 'pending' ? 'active' : alert.status,
  firstSeenAt: alert.firstSeenAt.toISOString(),
  activeAt: alert.activeAt?.toISOString() ?? null,
  lastSeenAt: alert.lastSeenAt.toISOString(),
  actual: alert.actual,
  threshold: alert.threshold,
  breachSeconds: alert.breachSeconds,
  acknowledgedBy: alert.acknowledgedBy,
  note: alert.note,
  snoozedUntil: alert.snoozedUntil?.toISOString() ?? null,
  resolvedAt: alert.resolvedAt?.toISOString() ?? null,
  resolvedBy: alert.resolvedBy,
})

const SystemStatusReply = z.object({
  light: z.enum(['green', 'yellow', 'red']),
  /** When the newest picture was taken; null before the first. */
  asOf: z.string().nullable(),
  collection: z.enum(['fresh', 'late', 'stalled', 'none']),
  sources: z.array(
    z.object({
      source: z.enum(SOURCES),
      takenAt: z.string().nullable(),
      metrics: z.record(z.string(), z.number()),
      history: z.array(z.object({ at: z.string(), metrics: z.record(z.string(), z.number()) })),
    }),
  ),
  integrations: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      capabilities: z.array(z.string()),
      state: z.enum(['healthy', 'degraded', 'down', 'unknown']),
      p95Ms: z.number().int().nullable(),
      reason: z.string().nullable(),
      probedAt: z.string().nullable(),
    }),
  ),
  modules: z.array(z.string()),
})

async function systemStatus(context: Context): Promise<z.input<typeof SystemStatusReply>> {
  // Vendors and figures of the machine are nothing for those who resell.
  if ((await rootTenant(context.services)).id !== context.tenantId)
    throw requestErrors.forbidden({ detail: 'The machine is the operator’s to watch.' })
  const now = context.now()
  const latest = await metrics.latestSnapshots(context)
  const newest = [...latest.values()].map(({ takenAt }) => takenAt).sort((a, b) => b.getTime() - a.getTime())[0]
  const age = ageOf(newest, now)
  const { items: alerts } = await listAlerts(context, { limit: 100, status: 'open' })
  const histories = await Promise.all(SOURCES.map((source) => metrics.snapshotsSince(context, source, later(now, -hours(1)))))
  const health = new Map((await metrics.listHealth(context)).map((one) => [one.providerId, one]))
  return {
    light: overall(alerts, age),
    asOf: newest?.toISOString() ?? null,
    collection: !newest ? 'none' : age >= STALLED_SECONDS ? 'stalled' : age >= LATE_SECONDS ? 'late' : 'fresh',
    sources: SOURCES.map((source, index) => ({
      source,
      takenAt: latest.get(source)?.takenAt.toISOString() ?? null,
      metrics: latest.get(source)?.metrics ?? {},
      history: (histories[index] ?? []).map(({ takenAt, metrics: measured }) => ({ at: takenAt.toISOString(), metrics: measured })),
    })),
    integrations: (await activeProviders(context)).map(({ id, name, capabilities }) => {
      const one = health.get(id)
      return {
        id,
        name,
        capabilities: [...capabilities],
        state: one?.state ?? 'unknown',
        p95Ms: one ? p95Of(one.probes) : null,
        reason: one?.reason ?? null,
        probedAt: one?.probedAt.toISOString() ?? null,
      }
    }),
    modules: [...context.services.moduleNames],
  }
}

const BARS = 90

const PublicReply = z.object({
  light: z.enum(['green', 'yellow', 'red']),
  asOf: z.string().nullable(),
  components: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['operational', 'degraded', 'down']),
      days: z.array(z.object({ day: z.string(), worst: z.enum(['operational', 'degraded', 'down']), downMinutes: z.number().int() })),
    }),
  ),
})

/** What everybody may know: no vendor, no figure. */
async function publicStatus(context: Context): Promise<z.input<typeof PublicReply>> {
  const operator = await operatorContext(context)
  const now = context.now()
  const latest = await metrics.latestSnapshots(operator)
  const newest = [...latest.values()].map(({ takenAt }) => takenAt).sort((a, b) => b.getTime() - a.getTime())[0]
  const { items: alerts } = await listAlerts(operator, { limit: 100, status: 'open' })
  const states = await componentStates(operator, alerts)
  const history = await metrics.listDays(operator, later(now, -days(BARS)).toISOString().slice(0, 10))
  const worst = [...states.values()]
  return {
    light: worst.includes('down') ? 'red' : worst.includes('degraded') ? 'yellow' : 'green',
    asOf: newest?.toISOString() ?? null,
    components: COMPONENTS.map(({ name }) => ({
      name,
      state: states.get(name) ?? 'operational',
      days: history
        .filter(({ component }) => component === name)
        .map(({ day, worst: of, downMinutes }) => ({ day, worst: of, downMinutes })),
    })),
  }
}

const One = z.strictObject({ id: AlertId })
const Note = z.string().trim().max(500)

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/system-status',
    permission: 'status:read',
    summary: 'Show how the machine and the vendors are',
    query: z.strictObject({}),
    reply: SystemStatusReply,
    run: ({ context }) => systemStatus(context),
  }),
  route({
    method: 'GET',
    path: '/status',
    permission: 'public',
    summary: 'Show whether everything works, for everybody',
    query: z.strictObject({}),
    reply: PublicReply,
    run: ({ context }) => publicStatus(context),
  }),
  route({
    method: 'GET',
    path: '/alerts',
    permission: 'alert:read',
    summary: 'List alerts, newest first',
    query: z.strictObject({ ...PageQuery, status: z.enum(['open', 'resolved']).optional() }),
    reply: pageOf(AlertReply),
    run: async ({ context, query }) => {
      const page = await listAlerts(context, query)
      return { ...page, items: page.items.map(toAlert) }
    },
  }),
  route({
    method: 'POST',
    path: '/alerts/:id/acknowledge',
    permission: 'alert:acknowledge',
    summary: 'Take notice of an alert: no more mails about it',
    params: One,
    body: z.strictObject({ note: Note.optional() }).nullish(),
    reply: AlertReply,
    errors: [errors.alertNotFound],
    run: async ({ context, params, body }) => toAlert(await acknowledgeAlert(context, params.id, body?.note || null)),
  }),
  route({
    method: 'POST',
    path: '/alerts/:id/snooze',
    permission: 'alert:acknowledge',
    summary: 'Be told again about an alert later',
    params: One,
    body: z.strictObject({ until: z.iso.datetime({ offset: true }).transform((text) => new Date(text)) }),
    reply: AlertReply,
    errors: [errors.alertNotFound, errors.snoozeInPast],
    run: async ({ context, params, body }) => toAlert(await snoozeAlert(context, params.id, body.until)),
  }),
  route({
    method: 'POST',
    path: '/alerts/:id/resolve',
    permission: 'alert:acknowledge',
    summary: 'End an alert by hand',
    params: One,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    reply: AlertReply,
    errors: [errors.alertNotFound],
    run: async ({ context, params, body }) => toAlert(await resolveAlert(context, params.id, body.reason)),
  }),
  route({
    method: 'GET',
    path: '/alert-rules',
    permission: 'alert:read',
    summary: 'List the budgets that are watched',
    query: z.strictObject({}),
    reply: z.object({ items: z.array(RuleReply) }),
    run: async ({ context }) => ({ items: [...(await listRules(context))] }),
  }),
  route({
    method: 'POST',
    path: '/alert-rules/:id',
    permission: 'alert:write',
    summary: 'Change a budget',
    params: z.strictObject({ id: AlertRuleId }),
    body: z.strictObject({
      threshold: z.number().min(0).max(1e9),
      forSeconds: z.number().int().min(0).max(86_400),
      severity: Severity,
      enabled: z.boolean(),
    }),
    reply: Done,
    errors: [errors.ruleNotFound],
    run: async ({ context, params, body }) => {
      await changeRule(context, params.id, body)
      return done
    },
  }),
]
