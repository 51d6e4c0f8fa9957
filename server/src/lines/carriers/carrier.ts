import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'

export type CarrierId = Id<'carrier'>
export const CarrierId = idSchema<CarrierId>()

export type PartnerType = 'customer' | 'supplier' | 'bilateral'
export type CreditType = 'prepaid' | 'postpaid'
/** Which way money flows: a customer pays us, a supplier is paid. */
export type Side = 'customer' | 'supplier'
export type TrunkStatus = 'testing' | 'active' | 'paused' | 'disabled'

/** Carriers and services alike (§2.7). Paused: no new calls; disabled: the portal is closed as well. */
export const trunkTransitions: Transitions<TrunkStatus> = {
  testing: ['active'],
  active: ['paused'],
  paused: ['active', 'disabled'],
  disabled: ['testing'],
}

/** How many calls may be up at once; null is no limit. */
export type Capacity = number | null

/** A party traffic is exchanged with. Its account holds the wallet it pays from; what we owe it is on the ledger account `payable:`. */
export type Carrier = {
  readonly id: CarrierId
  readonly accountId: AccountId
  readonly code: string
  readonly name: string
  readonly partnerType: PartnerType
  readonly status: TrunkStatus
  readonly currency: string
  readonly customerCreditType: CreditType
  readonly customerCreditLimit: Money
  readonly supplierCreditType: CreditType
  readonly bilateralCreditLimit: Money
  readonly customer24hLimit: Money | null
  readonly supplier24hLimit: Money | null
  readonly capacity: Capacity
  /** Whether its own traffic may be terminated to it (wholesale D7.1). */
  readonly circularRouting: boolean
  readonly customerAccountNumber: string
  readonly supplierAccountNumber: string
  readonly taxCode: string
  readonly billTo: string
  readonly shipTo: string
  readonly createdAt: Date
}

/** The name of a supplier in ledger codes such as `payable:carrier-acme`. */
export const vendorOf = (carrier: Pick<Carrier, 'code'>): string => `carrier-${carrier.code.toLowerCase()}`

export const sells = (type: PartnerType): boolean => type !== 'supplier'
export const buys = (type: PartnerType): boolean => type !== 'customer'
