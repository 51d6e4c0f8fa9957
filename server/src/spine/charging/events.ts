import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { MoneyReply } from '../../platform/money.ts'
import { BucketId, UNITS } from './allowance.ts'
import { SessionId } from './session.ts'

const about = z.object({ allowanceId: BucketId, service: z.string(), unit: z.enum(UNITS), sourceId: z.string() })
const Quantity = z.string().regex(/^\d+$/)

export const allowanceGranted = defineEvent(
  'allowance.granted',
  1,
  z.object({ ...about.shape, quantity: Quantity, validFrom: z.iso.datetime(), expiresAt: z.iso.datetime() }),
)
export const allowanceThresholdReached = defineEvent(
  'allowance.threshold_reached',
  1,
  z.object({ ...about.shape, name: z.string(), level: z.number().int(), used: Quantity, granted: Quantity, expiresAt: z.iso.datetime() }),
)
/** `unused` is what was given up. */
export const allowanceExpired = defineEvent('allowance.expired', 1, z.object({ ...about.shape, unused: Quantity }))

/** Nobody reported the end of a session: it was closed with the last duration that was known. */
export const sessionAbandoned = defineEvent(
  'session.abandoned',
  1,
  z.object({ sessionId: SessionId, seconds: z.number().int(), amount: MoneyReply }),
)
