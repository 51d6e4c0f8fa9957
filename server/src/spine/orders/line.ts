import type { z } from 'zod'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, Id, ProviderId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { Outcome } from '../../platform/ports.ts'

export type OrderId = Id<'order'>
export type OrderItemId = Id<'orderItem'>
export type ServiceId = Id<'service'>
export type { ProviderId }

export type Json = Readonly<Record<string, unknown>>

/** What a line makes of a wish before any money moves: a description, a price and what it needs to fulfil. */
export type PreparedItem = {
  readonly description: string
  /** Everything `fulfil` needs; stored with the item as JSON. */
  readonly attributes: Json
  /** What is held and captured, already payable. */
  readonly price: Money
  /** The price path behind `price`, stored on the entry as its "why?". */
  readonly trace: Json
  /** The ledger's kind of entry, such as `number_purchase`. */
  readonly entryKind: string
  /** The revenue account's code, such as `revenue:numbers`. */
  readonly revenueCode: string
  /** Set for what renews: the price of each following month. */
  readonly monthly?: Money
}

/** One item as a line sees it while it is being fulfilled; `id` is the reference given to suppliers. */
export type LineItem = {
  readonly id: OrderItemId
  readonly orderId: OrderId
  readonly accountId: AccountId
  readonly attributes: Json
}

/** What a supplier gave: kept with the item, handed to `activate`. */
export type Supply = { readonly reference: string; readonly cost?: Money; readonly details?: Json }

/** A supplier that can fulfil the item, in the order in which they are to be tried. */
export type Supplier = { readonly providerId: ProviderId; readonly vendor: string; readonly name: string }

/**
 * The port by which a kind of product hangs on the spine. The spine asks in this order:
 * `prepare` → hold money and `reserve` in one transaction → `fulfil` at one supplier after the other (`reconcile` when an answer is missing)
 * → capture and `activate` in one transaction, or release and `abandon` in one.
 */
export interface Line {
  /** The offering kind, such as `number`. */
  readonly kind: string
  /** What an order's item of this kind must carry. */
  readonly attributes: z.ZodType
  /** Checks the wish and prices it. No side effect. Throws the line's declared errors. */
  prepare(context: Context, attributes: Json): Promise<PreparedItem>
  /** Claims what can be claimed locally, in the transaction that places the order. Throws when it was lost meanwhile. */
  reserve(tx: Tx, item: LineItem): Promise<void>
  /** Who may be asked, best first. Empty means that nobody can. */
  suppliers(context: Context, item: LineItem): Promise<readonly Supplier[]>
  /** Buys at one supplier, outside any transaction, under the item's id. `refused` is definite; `retryable` refusals had no effect. */
  fulfil(context: Context, item: LineItem, supplier: Supplier): Promise<FulfilOutcome>
  /** Asks the supplier by our reference what became of an unanswered purchase. `refused` means: it is not there. */
  reconcile(context: Context, item: LineItem, supplier: Supplier): Promise<Outcome<Supply>>
  /** Makes the service the customer's, in the transaction that captures the money. */
  activate(tx: Tx, item: LineItem, supply: Supply, supplier: Supplier): Promise<ServiceId>
  /** Gives back what `reserve` claimed, in the transaction that releases the money. */
  abandon(tx: Tx, item: LineItem): Promise<void>
  /** A period was paid: the service lives until `periodEnd`. */
  renew(tx: Tx, serviceId: ServiceId, periodEnd: Date): Promise<void>
  /** Payment failed: the service stops but can be brought back. */
  suspend(tx: Tx, serviceId: ServiceId): Promise<void>
  resume(tx: Tx, serviceId: ServiceId): Promise<void>
  /** The service ends for good; work at the supplier goes into a job of the line. */
  terminate(tx: Tx, serviceId: ServiceId): Promise<void>
}

export type FulfilOutcome =
  | { readonly kind: 'done'; readonly value: Supply }
  | { readonly kind: 'pending'; readonly reference: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly code?: string; readonly retryable?: boolean }

declare module '../../platform/context.ts' {
  interface Services {
    /** Every line of the composition, by kind. */
    readonly lines: ReadonlyMap<string, Line>
  }
}
