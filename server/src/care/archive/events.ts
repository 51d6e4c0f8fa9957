import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId } from '../../platform/ids.ts'

export const retentionPolicyChanged = defineEvent(
  'retention_policy.changed',
  1,
  z.object({ retentionPolicyId: z.string(), keepDays: z.number(), enabled: z.boolean() }),
)
export const legalHoldPlaced = defineEvent(
  'legal_hold.placed',
  1,
  z.object({ legalHoldId: z.uuid(), accountId: AccountId, reason: z.string() }),
)
export const legalHoldLifted = defineEvent('legal_hold.lifted', 1, z.object({ legalHoldId: z.uuid(), accountId: AccountId }))
export const backupMade = defineEvent('backup.made', 1, z.object({ backupId: z.uuid(), bytes: z.string() }))
/** Nobody can be sure of the data any more: monitoring makes it a critical alert (W41). */
export const backupFailed = defineEvent('backup.failed', 1, z.object({ backupId: z.uuid(), reason: z.string() }))
export const backupRestored = defineEvent('backup.restored', 1, z.object({ backupId: z.uuid(), recoveryMs: z.number() }))
