import type { z } from 'zod'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, Id, ProviderId } from '../../platform/ids.ts'
import type { Money, MoneyReply } from '../../platform/money.ts'
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
  /** Set for what renews: the price of each following term, and how long a term is. */
  readonly renewal?: Renewal
}

/** How long a paid term is: months keep the day of the month, days are 24 hours each. */
export type Term = { readonly months: number } | { readonly days: number }
export type Renewal = { readonly price: Money; readonly term: Term }
/** A paid term, half-open. */
export type Period = { readonly start: Date; readonly end: Date }

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

/** How a line buys what it sells from suppliers outside. */
export interface Upstream {
  /** Who may be asked, best first. Empty means that nobody can. */
  suppliers(context: Context, item: LineItem): Promise<readonly Supplier[]>
  /** Buys at one supplier, outside any transaction, under the item's id. `refused` is definite; `retryable` refusals had no effect. */
  fulfil(context: Context, item: LineItem, supplier: Supplier): Promise<FulfilOutcome>
  /** Asks the supplier by our reference what became of an unanswered purchase. `refused` means: it is not there. */
  reconcile(context: Context, item: LineItem, supplier: Supplier): Promise<Outcome<Supply>>
}

/** A service as one card among the customer's others, whatever line it is of. */
export type ServiceCard = {
  readonly id: ServiceId
  readonly kind: string
  readonly title: string
  readonly subtitle: string
  /** One of the line's states, such as `active`. */
  readonly status: string
  /** Where the portal shows it. */
  readonly path: string
  /** What matters at a glance, such as data left or the price of an hour. */
  readonly figures: readonly { readonly label: string; readonly value: string | z.output<typeof MoneyReply> }[]
  readonly createdAt: Date
}

/**
 * The port by which a kind of product hangs on the spine. The spine asks in this order:
 * `prepare` → hold money and `reserve` in one transaction → every gate open → `fulfil` at one supplier after the other (`reconcile` when an
 * answer is missing) → capture and `activate` in one transaction, or release and `abandon` in one.
 */
export interface Line {
  /** The offering kind, such as `number`. */
  readonly kind: string
  /** The ledger's kind of entry for each renewal; `subscription` when left out. */
  readonly renewalKind?: string
  /** What an order's item of this kind must carry; the spine refuses anything else before the line is asked. */
  readonly attributes: z.ZodType
  /** Checks the wish and prices it. No side effect. Throws the line's declared errors. */
  prepare(context: Context, attributes: Json): Promise<PreparedItem>
  /** Claims what can be claimed locally, in the transaction that places the order. Throws when it was lost meanwhile. */
  reserve(tx: Tx, item: LineItem): Promise<void>
  /** Left out by a line that needs nobody outside: its items are ours to give at once. */
  readonly upstream?: Upstream
  /** Makes the service the customer's, in the transaction that captures the money. No supplier where there is no upstream. */
  activate(tx: Tx, item: LineItem, supply: Supply, supplier: Supplier | null): Promise<ServiceId>
  /** Gives back what `reserve` claimed, in the transaction that releases the money. */
  abandon(tx: Tx, item: LineItem): Promise<void>
  /** A gate keeps the item waiting, or lets it go on: for lines whose service shows it. */
  wait?(tx: Tx, item: LineItem, waits: boolean): Promise<void>
  /** Prices an item anew whose hold ran out while it waited; the same price when left out. */
  requote?(context: Context, item: LineItem): Promise<PreparedItem>
  /** The next period was paid, which may begin a day from now. */
  renew(tx: Tx, serviceId: ServiceId, period: Period): Promise<void>
  /** Payment failed: the service stops but can be brought back. */
  suspend(tx: Tx, serviceId: ServiceId): Promise<void>
  resume(tx: Tx, serviceId: ServiceId): Promise<void>
  /** The service ends for good; work at the supplier goes into a job of the line. */
  terminate(tx: Tx, serviceId: ServiceId): Promise<void>
  /** Throws the line's reason why this service may not be paid back (W22); left out, everything may. */
  refundable?(context: Context, serviceId: ServiceId): Promise<void>
  /** The account's living services, newest first, for its one list. */
  cards?(context: Context, accountId: AccountId): Promise<readonly ServiceCard[]>
}

/** Something that must be true before anybody is asked to deliver, such as a verified customer. Composition lists them. */
export type Gate = {
  readonly name: string
  /** Why the item has to wait, in words for the customer; undefined lets it through. */
  check(context: Context, item: LineItem & { readonly kind: string }): Promise<string | undefined>
  /** What the gate does in the transaction that makes an item wait for it, such as asking for what is missing. */
  closed?(tx: Tx, item: LineItem & { readonly kind: string }): Promise<void>
}

export type FulfilOutcome =
  | { readonly kind: 'done'; readonly value: Supply }
  | { readonly kind: 'pending'; readonly reference: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly code?: string; readonly retryable?: boolean }

declare module '../../platform/context.ts' {
  interface Services {
    /** Every line of the composition, by kind. */
    readonly lines: ReadonlyMap<string, Line>
    /** Every gate of the composition. */
    readonly gates: readonly Gate[]
  }
}
