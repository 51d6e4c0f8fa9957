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
  | 'carrier_user'

export const ROLES: readonly Role[] = [
  'super_admin',
  'admin',
  'finance',
  'support',
  'reseller_owner',
  'reseller_staff',
  'customer_owner',
  'customer_member',
  'carrier_user',
]

type Grants = readonly [permission: PermissionName, ...roles: Role[]]

const OPERATOR: readonly Role[] = ['admin', 'finance', 'support']
const RESELLER: readonly Role[] = ['reseller_owner', 'reseller_staff']
const CUSTOMER: readonly Role[] = ['customer_owner', 'customer_member']

/** The matrix of §3.1: who may do what. super_admin may do everything but read what customers wrote. */
const MATRIX: readonly Grants[] = [
  ['access:finish', ...OPERATOR, ...RESELLER, ...CUSTOMER, 'carrier_user'],
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
  ['refund:create', 'admin', 'finance'],
  ['rate-plan:read', 'admin', 'finance', 'support'],
  ['rate-plan:write', 'admin'],
  ['rate-plan:commit', 'admin'],
  ['charging:use', 'admin'],
  ['usage:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['package:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['package:write', 'admin', 'reseller_owner'],
  ['device:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['device:write', 'admin', 'support', ...RESELLER, ...CUSTOMER],
  ['call-rule:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['call-rule:write', 'admin', 'support', ...RESELLER, ...CUSTOMER],
  ['call:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['call:cut', 'admin', 'support'],
  ['voicemail:read', ...CUSTOMER],
  ['voicemail:write', ...CUSTOMER],
  ['esim:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['esim:write', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['esim:read-code', 'admin', 'support', ...RESELLER, ...CUSTOMER],
  ['esim-plan:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['esim-plan:write', 'admin', 'reseller_owner'],
  ['instance:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['instance:operate', 'admin', 'support', ...RESELLER, 'customer_owner'],
  ['instance:delete', 'admin', ...RESELLER, 'customer_owner'],
  ['instance:console', 'customer_owner'],
  ['compute-product:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['compute-product:write', 'admin', 'reseller_owner'],
  ['carrier:read', 'admin', 'finance', 'support'],
  ['carrier:write', 'admin'],
  ['carrier:activate', 'admin'],
  ['carrier:credit', 'admin', 'finance'],
  ['routing-plan:read', 'admin', 'finance', 'support'],
  ['routing-plan:write', 'admin'],
  ['cdr:read', ...OPERATOR],
  ['cdr:export', 'admin', 'finance'],
  ['carrier-portal:read', 'carrier_user'],
  ['verification:read', ...OPERATOR, ...RESELLER, ...CUSTOMER],
  ['verification:submit', ...RESELLER, 'customer_owner'],
  ['verification:review', 'admin', 'support'],
  ['ticket:read', ...OPERATOR, ...RESELLER, ...CUSTOMER, 'carrier_user'],
  ['ticket:write', ...OPERATOR, ...RESELLER, ...CUSTOMER, 'carrier_user'],
  ['ticket:work', 'admin', 'support', ...RESELLER],
  ['template:read', 'admin', 'support', ...RESELLER],
  ['template:write', 'admin', 'reseller_owner'],
  ['notification:read', ...OPERATOR, ...RESELLER, ...CUSTOMER, 'carrier_user'],
  ['notification:write', ...OPERATOR, ...RESELLER, ...CUSTOMER, 'carrier_user'],
  ['status:read', 'admin', 'finance', 'support'],
  ['alert:read', 'admin', 'finance', 'support'],
  ['alert:acknowledge', 'admin', 'support'],
  ['alert:write'],
  ['retention:read', 'admin'],
  ['retention:write'],
  ['backup:read', 'admin'],
  ['backup:write'],
  ['overview:read', ...OPERATOR, ...RESELLER],
  ['audit:read', 'admin', 'finance', 'reseller_owner'],
  ['mail:read', 'admin'],
  ['job:read', 'admin', 'support'],
  ['job:retry', 'admin'],
  ['api-key:read', 'admin', 'reseller_owner', 'customer_owner'],
  ['api-key:write', 'admin', 'reseller_owner', 'customer_owner'],
]

/** What customers wrote is theirs; staff need it given to them by name, never by a role (§3.1, break-glass). */
const NEVER_STAFF: readonly PermissionName[] = [
  'message:send',
  'message:read-content',
  'payment:create',
  'voicemail:read',
  'voicemail:write',
  'instance:console',
  'carrier-portal:read',
]

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

/** Roles of people outside the business, each bound to one account: customers and carriers. */
export const isCustomerRole = (role: Role): boolean => role === 'customer_owner' || role === 'customer_member' || role === 'carrier_user'

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
const NOT_FOR_KEYS =
  /^(access|user|api-key|tenant|provider|audit|mail|job|alert|retention|backup|template|verification):|^(wallet:adjust|instance:console|carrier:credit|refund:create)$/

/** What an API key may be given at most. */
export const KEY_PERMISSIONS: readonly PermissionName[] = PERMISSIONS.filter((permission) => !NOT_FOR_KEYS.test(permission))
