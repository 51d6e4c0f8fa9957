import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { UserId } from './user.ts'

const about = z.object({ userId: UserId })

export const userSignedUp = defineEvent('user.signed_up', 1, z.object({ userId: UserId, email: z.string() }))
export const userVerified = defineEvent('user.verified', 1, about)
export const userSignedIn = defineEvent('user.signed_in', 1, about)
export const userSignInFailed = defineEvent('user.sign_in_failed', 1, about)
export const userLockedOut = defineEvent('user.locked_out', 1, about)
export const userTokenReused = defineEvent('user.token_reused', 1, z.object({ userId: UserId, sessionId: z.uuid() }))
export const userPasswordReset = defineEvent('user.password_reset', 1, about)
export const userTotpEnrolled = defineEvent('user.totp_enrolled', 1, about)
export const userInvited = defineEvent('user.invited', 1, z.object({ userId: UserId, email: z.string(), role: z.string() }))
export const userSuspended = defineEvent('user.suspended', 1, about)
export const userResumed = defineEvent('user.resumed', 1, about)
export const installationSetUp = defineEvent('user.set_up_installation', 1, about)
export const apiKeyCreated = defineEvent(
  'api_key.created',
  1,
  z.object({ apiKeyId: z.uuid(), name: z.string(), permissions: z.array(z.string()) }),
)
export const apiKeyRevoked = defineEvent('api_key.revoked', 1, z.object({ apiKeyId: z.uuid() }))
