import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { NumberId } from '../numbers/index.ts'
import { CallId } from './call.ts'
import { DeviceId } from './device.ts'
import { CallRuleId } from './rule.ts'
import { VoicemailId } from './voicemail.ts'

const device = { deviceId: DeviceId, name: z.string() }
export const deviceRegistered = defineEvent('device.registered', 1, z.object({ ...device, kind: z.string() }))
export const devicePushChanged = defineEvent('device.push_changed', 1, z.object(device))
export const deviceRotated = defineEvent('device.rotated', 1, z.object(device))
export const deviceSuspended = defineEvent('device.suspended', 1, z.object(device))
export const deviceResumed = defineEvent('device.resumed', 1, z.object(device))
export const deviceRevoked = defineEvent('device.revoked', 1, z.object(device))

const rule = { callRuleId: CallRuleId, numberId: NumberId, type: z.string() }
export const callRuleCreated = defineEvent('call_rule.created', 1, z.object(rule))
export const callRuleChanged = defineEvent('call_rule.changed', 1, z.object(rule))
export const callRuleRemoved = defineEvent('call_rule.removed', 1, z.object(rule))
export const callRulesOrdered = defineEvent('number.call_rules_ordered', 1, z.object({ numberId: NumberId, order: z.array(CallRuleId) }))
export const numberVoiceChanged = defineEvent('number.voice_changed', 1, z.object({ numberId: NumberId }))

const call = { callId: CallId, numberId: NumberId.nullable(), direction: z.enum(['inbound', 'outbound']) }
export const callStarted = defineEvent('call.started', 1, z.object(call))
export const callAnswered = defineEvent('call.answered', 1, z.object({ ...call, by: z.enum(['person', 'voicemail']) }))
export const callEnded = defineEvent(
  'call.ended',
  1,
  z.object({ ...call, status: z.string(), reason: z.string().nullable(), billedSeconds: z.number() }),
)
export const callBlocked = defineEvent('call.blocked', 1, z.object({ ...call, reason: z.string() }))
export const callMissed = defineEvent('call.missed', 1, z.object({ ...call, from: z.string() }))
export const callCutAsked = defineEvent('call.cut_asked', 1, z.object({ callId: CallId, reason: z.string() }))

const voicemail = { voicemailId: VoicemailId, numberId: NumberId }
export const voicemailReceived = defineEvent('voicemail.received', 1, z.object({ ...voicemail, from: z.string(), seconds: z.number() }))
export const voicemailRead = defineEvent('voicemail.read', 1, z.object(voicemail))
export const voicemailUnread = defineEvent('voicemail.unread', 1, z.object(voicemail))
export const voicemailDeleted = defineEvent('voicemail.deleted', 1, z.object(voicemail))
export const voicemailRestored = defineEvent('voicemail.restored', 1, z.object(voicemail))
export const voicemailErased = defineEvent('voicemail.erased', 1, z.object(voicemail))
