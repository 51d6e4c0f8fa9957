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

/** One row of the table of who may do what (§3.1): a permission as `noun:verb` and the roles that hold it. */
export type Grant = readonly [permission: string, ...roles: Role[]]

/** The table, ready to be asked. Composition brings it, because lines bring permissions. */
export type Rights = {
  /** Every permission there is. */
  readonly permissions: readonly string[]
  readonly of: Readonly<Record<Role, ReadonlySet<string>>>
  /** What an API key may be given at most. */
  readonly forKeys: ReadonlySet<string>
}

declare module '../../platform/context.ts' {
  interface Services {
    readonly rights: Rights
  }
}

/** super_admin holds everything but `neverStaff`; keys hold what their pattern leaves. */
export function rightsOf(
  table: readonly Grant[],
  { neverStaff, notForKeys }: { readonly neverStaff: readonly string[]; readonly notForKeys: RegExp },
): Rights {
  const permissions = table.map(([permission]) => permission)
  const held = (role: Role): ReadonlySet<string> =>
    new Set(
      role === 'super_admin'
        ? permissions.filter((permission) => !neverStaff.includes(permission))
        : table.filter(([, ...roles]) => roles.includes(role)).map(([permission]) => permission),
    )
  return {
    permissions,
    of: Object.fromEntries(ROLES.map((role) => [role, held(role)])) as unknown as Rights['of'],
    forKeys: new Set(permissions.filter((permission) => !notForKeys.test(permission))),
  }
}

/** Roles of people outside the business, each bound to one account: customers and carriers. */
export const isCustomerRole = (role: Role): boolean => role === 'customer_owner' || role === 'customer_member' || role === 'carrier_user'

/** Staff need a second factor (§3.1). */
export const needsTotp = (role: Role): boolean => !isCustomerRole(role)

/** Whether these permissions include all that the role brings: nobody gives, or takes away, more than they hold (§3.1). */
export const holdsAllOf = (rights: Rights, permissions: ReadonlySet<string>, role: Role): boolean =>
  [...rights.of[role]].every((permission) => permissions.has(permission))

/** The roles that exist in a tenant of this kind; customers are made by sign-up, not by invitation. */
export const staffRoles: Readonly<Record<'operator' | 'reseller', readonly Role[]>> = {
  operator: ['super_admin', 'admin', 'finance', 'support'],
  reseller: ['reseller_owner', 'reseller_staff'],
}
