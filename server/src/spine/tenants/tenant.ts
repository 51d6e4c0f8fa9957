import { type Id, TenantId } from '../../platform/ids.ts'

export { TenantId }
export type TenantKind = 'operator' | 'reseller'
export type TenantStatus = 'trial' | 'active' | 'suspended' | 'closed'
export type DomainId = Id<'domain'>

/** A seller: the operator at the root, resellers below it, at most three deep (§3.2). */
export type Tenant = {
  readonly id: TenantId
  readonly parentId: TenantId | null
  readonly slug: string
  readonly name: string
  readonly kind: TenantKind
  readonly status: TenantStatus
  readonly currency: string
  readonly depth: number
  readonly primaryColor: string
  readonly supportEmail: string
  readonly createdAt: Date
}

export const MOST_LEVELS = 3

/** The path under which a tenant's storefront lives: the operator's at the root, a reseller's below /t/. */
export const basePath = (tenant: Pick<Tenant, 'slug' | 'kind'>): string => (tenant.kind === 'operator' ? '' : `/t/${tenant.slug}`)
