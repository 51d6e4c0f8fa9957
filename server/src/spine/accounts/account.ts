import { AccountId } from '../../platform/ids.ts'

export { AccountId }
export type AccountKind = 'individual' | 'business' | 'carrier'
export type AccountStatus = 'active' | 'suspended' | 'closed'

/** A customer of a tenant: who orders, owns services and wallets. A person gets a one-person account (C8). */
export type Account = {
  readonly id: AccountId
  readonly number: string
  readonly name: string
  readonly kind: AccountKind
  readonly status: AccountStatus
  readonly email: string
  readonly group: string | null
  readonly currency: string
  readonly createdAt: Date
}
