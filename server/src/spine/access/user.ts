import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, type TenantId, UserId } from '../../platform/ids.ts'
import type { Role } from './roles.ts'

export { UserId }
export type SessionId = Id<'session'>
export type ApiKeyId = Id<'apiKey'>

export type UserStatus = 'pending' | 'active' | 'inactive' | 'suspended' | 'banned' | 'deleted'

/** What may follow what (§2.7). */
export const userTransitions: Transitions<UserStatus> = {
  pending: ['active', 'banned', 'deleted'],
  active: ['inactive', 'suspended', 'banned', 'deleted'],
  inactive: ['active', 'banned', 'deleted'],
  suspended: ['active', 'banned', 'deleted'],
  banned: ['deleted'],
  deleted: [],
}

/** A person of one tenant; the same address may belong to two tenants' people, who know nothing of each other (C3). */
export type User = {
  readonly id: UserId
  readonly tenantId: TenantId
  readonly accountId: AccountId | null
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly status: UserStatus
  readonly passwordHash: string | null
  readonly totpSecret: string | null
  readonly totpConfirmed: boolean
  readonly createdAt: Date
  readonly lastLoginAt: Date | null
}

const LEAST_PASSWORD = 12
const LEAST_NAME = 4

/** What is tried first: a common word, a run of the keyboard or of the digits, with digits behind it or said twice. */
const COMMONEST =
  /^((password|passw0rd|qwerty|qwertz|azerty|letmein|welcome|iloveyou|sunshine|princess|football|dragon|monkey|admin|administrator|changeme|secret|linecard)[\d!.?]*)+$/
const RUNS = [
  '01234567890123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop1234567890',
  '1q2w3e4r5t6y7u8i9o0p',
]

const isCommon = (password: string): boolean =>
  COMMONEST.test(password) || /^(.{1,4})\1+$/.test(password) || RUNS.some((run) => run.includes(password))

/** Why a password is refused, as a sentence; undefined when it is fine. Length counts, composition does not (NIST SP 800-63B). */
export function passwordWeakness(password: string, about: readonly string[]): string | undefined {
  if (password.length < LEAST_PASSWORD) return `Use at least ${LEAST_PASSWORD} characters.`
  const lower = password.toLowerCase()
  if (isCommon(lower)) return 'This password is among the first that are tried. Choose another.'
  if (about.some((word) => word.length >= LEAST_NAME && lower.includes(word.toLowerCase())))
    return 'Leave your own name and address out of the password.'
  return undefined
}
