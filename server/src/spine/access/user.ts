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
const COMMONEST = [
  'password1234',
  '123456789012',
  'qwertyuiop12',
  'iloveyou1234',
  'administrator',
  'letmein12345',
  'welcome12345',
  'passwordpassword',
]

/** Why a password is refused, as a sentence; undefined when it is fine. Length counts, composition does not (NIST SP 800-63B). */
export function passwordWeakness(password: string, about: readonly string[]): string | undefined {
  if (password.length < LEAST_PASSWORD) return `Use at least ${LEAST_PASSWORD} characters.`
  const lower = password.toLowerCase()
  if (COMMONEST.includes(lower) || /^(.)\1+$/.test(lower)) return 'This password is among the first that are tried. Choose another.'
  if (about.some((word) => word.length > 3 && lower.includes(word.toLowerCase())))
    return 'Leave your own name and address out of the password.'
  return undefined
}
