import { PERMISSIONS, type PermissionName } from './permissions.ts'

export type Role =
  | 'super_admin'
  | 'admin'
  | 'finance'
  | 'support'
  | 'reseller_owner'
  | 'reseller_staff'
  | 'customer_owner'
  | 'customer_member'

export const ROLES: readonly Role[] = [
  'super_admin',
  'admin',
  'finance',
  'support',
  'reseller_owner',
  'reseller_staff',
  'customer_owner',
  'customer_member',
]

type Grants = readonly [permission: PermissionName, ...roles: Role[]]

const OPERATOR: readonly Role[] = ['admin', 'finance', 'support']
const RESELLER: readonly Role[] = ['reseller_owner', 'reseller_staff']
const CUSTOMER: readonly Role[] = ['customer_owner', 'customer_member']

/** The matrix of §3.1: who may do what. super_admin may do everything but read what customers wrote. */
const MATRIX: readonly Grants[] = [
  ['access:finish', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['user:read', ...OPERATOR, ...RESELLER],
  ['user:invite', 'admin', 'reseller_owner'],
  ['user:suspend', 'admin', 'reseller_owner'],
  ['tenant:read', ...OPERATOR, ...RESELLER],
  ['tenant:create', 'reseller_owner'],
  ['tenant:brand', 'admin', 'reseller_owner'],
  ['tenant:enter'],
  ['account:read', ...OPERATOR, ...RESELLER],
  ['account:write', 'admin', 'reseller_owner'],
  ['wallet:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['wallet:adjust', 'admin', 'finance'],
  ['charge:create', 'admin'],
  ['ledger:read', 'admin', 'finance'],
  ['provider:read', 'admin', 'finance', 'support'],
  ['provider:write', 'admin'],
  ['offering:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['offering:write', 'admin', 'reseller_owner'],
  ['price:read', ...OPERATOR, ...RESELLER],
  ['price:write', 'admin', 'reseller_owner'],
  ['price:override'],
  ['margin:read', 'admin', 'finance', 'reseller_owner'],
  ['order:create', 'admin', ...RESELLER, 'customer_owner'],
  ['order:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['order:retry', 'admin', 'support', ...RESELLER],
  ['order:cancel', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['subscription:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['subscription:write', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['payment:create', 'customer_owner'],
  ['payment:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['number:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['number:reserve', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['number:write', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['number:release', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['message:send', ...CUSTOMER],
  ['message:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['message:read-content', ...CUSTOMER],
  ['overview:read', ...OPERATOR, ...RESELLER],
  ['audit:read', 'admin', 'finance', 'reseller_owner'],
  ['mail:read', 'admin'],
  ['job:read', 'admin', 'support'],
  ['job:retry', 'admin'],
  ['api-key:read', 'admin', 'reseller_owner', 'customer_owner'],
  ['api-key:write', 'admin', 'reseller_owner', 'customer_owner'],
]

/** What customers wrote is theirs; staff need it given to them by name, never by a role (§3.1, break-glass). */
const NEVER_STAFF: readonly PermissionName[] = ['message:send', 'message:read-content', 'payment:create']

/** The permissions of each role. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<string>>> = Object.fromEntries(
  ROLES.map((role) => [
    role,
    new Set<string>(
      role === 'super_admin'
        ? PERMISSIONS.filter((permission) => !NEVER_STAFF.includes(permission))
        : MATRIX.filter(([, ...roles]) => roles.includes(role)).map(([permission]) => permission),
    ),
  ]),
) as unknown as Readonly<Record<Role, ReadonlySet<string>>>

export const isCustomerRole = (role: Role): boolean => role === 'customer_owner' || role === 'customer_member'

/** Staff need a second factor (§3.1). */
export const needsTotp = (role: Role): boolean => !isCustomerRole(role)

/** Whether these permissions include all that the role brings: nobody gives, or takes away, more than they hold (§3.1). */
export const holdsAllOf = (permissions: ReadonlySet<string>, role: Role): boolean =>
  [...rolePermissions[role]].every((permission) => permissions.has(permission))

/** The roles that exist in a tenant of this kind; customers are made by sign-up, not by invitation. */
export const staffRoles: Readonly<Record<'operator' | 'reseller', readonly Role[]>> = {
  operator: ['super_admin', 'admin', 'finance', 'support'],
  reseller: ['reseller_owner', 'reseller_staff'],
}

/** People, keys, businesses, vendors and the machine are managed by persons only (§3.1, column API key). */
const NOT_FOR_KEYS = /^(access|user|api-key|tenant|provider|audit|mail|job):|^wallet:adjust$/

/** What an API key may be given at most. */
export const KEY_PERMISSIONS: readonly PermissionName[] = PERMISSIONS.filter((permission) => !NOT_FOR_KEYS.test(permission))
