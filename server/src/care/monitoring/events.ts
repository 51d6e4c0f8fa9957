import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AlertId, AlertRuleId } from './alert.ts'

const fact = { alertId: AlertId, target: z.string(), title: z.string() }

export const alertActivated = defineEvent('alert.activated', 1, z.object({ ...fact, severity: z.string(), actual: z.number().nullable() }))
export const alertResolved = defineEvent('alert.resolved', 1, z.object({ ...fact, by: z.string() }))
export const alertAcknowledged = defineEvent('alert.acknowledged', 1, z.object({ ...fact, note: z.string().nullable() }))
export const alertSnoozed = defineEvent('alert.snoozed', 1, z.object({ ...fact, until: z.iso.datetime() }))
export const alertRuleChanged = defineEvent('alert_rule.changed', 1, z.object({ alertRuleId: AlertRuleId, name: z.string() }))
