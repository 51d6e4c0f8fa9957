import { definePort, type Outcome } from '../../platform/ports.ts'
import type { FulfilOutcome } from '../../spine/orders/index.ts'

export type NumberType = 'local' | 'mobile' | 'toll_free' | 'national' | 'shared_cost'

/** What a customer looks for; `contains` may hold digits and `*`. */
export type NumberSearch = {
  readonly country: string
  readonly type: NumberType
  readonly areaCode?: string | undefined
  readonly contains?: string | undefined
  readonly limit: number
}

export type AvailableNumber = {
  readonly e164: string
  readonly locality: string | null
  readonly region: string | null
  readonly capabilities: readonly string[]
}

/** A number that is now ours at the supplier, under its reference. */
export type Bought = { readonly supplierReference: string; readonly capabilities: readonly string[] }

export type Purchase = { readonly e164: string; readonly reference: string; readonly smsUrl: string; readonly statusUrl: string }

type BuyOutcome = Exclude<FulfilOutcome, { kind: 'done' }> | { readonly kind: 'done'; readonly value: Bought }

/** What numbers need from any vendor. `reference` is ours and can be searched for afterwards. */
export interface NumberSupplier {
  search(search: NumberSearch): Promise<readonly AvailableNumber[]>
  /** Buys with webhooks set in the same call, so that no inbound message is lost. */
  buy(purchase: Purchase): Promise<BuyOutcome>
  /** Whether a purchase under our reference exists; `refused` means that it does not. */
  find(purchase: { readonly e164: string; readonly reference: string }): Promise<Outcome<Bought>>
  release(supplierReference: string): Promise<Outcome<Record<string, never>>>
}

export const numberSupplierPort = definePort<NumberSupplier>('numbers.supplier')
