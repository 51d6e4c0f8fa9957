import type { Money } from '../../platform/money.ts'
import { definePort, type Outcome } from '../../platform/ports.ts'
import type { FulfilOutcome } from '../../spine/orders/index.ts'

/** Where a profile is between the supplier's server and the phone (SGP.22). */
export type ProfileState =
  | 'available'
  | 'allocated'
  | 'released'
  | 'downloaded'
  | 'installed'
  | 'enabled'
  | 'disabled'
  | 'deleted'
  | 'error'

/** Whether a profile that was deleted on the phone can be installed again. */
export type Reinstall = 'never' | 'while_valid' | 'unknown'

/** Refusals that say something about our account at the supplier, and not about the order. */
export const ACCOUNT_REFUSALS = ['supplier_balance', 'supplier_access'] as const

/** A new profile with a package on it; `reference` is ours and stays the same however often it is asked. */
export type EsimWish = {
  readonly reference: string
  readonly packageCode: string
  /** Set for a top-up: the profile that gets the package. */
  readonly onto?: Profile
  /** The supplier's references of packages on that profile that belong to other orders of ours. */
  readonly known: readonly string[]
}

/** How a supplier knows a profile. */
export type Profile = { readonly supplierReference: string; readonly iccid: string }

/** What a supplier gave. For a top-up the profile is the old one and the code empty. */
export type Bought = {
  readonly profile: Profile
  /** The supplier's reference of the package on the profile. */
  readonly packageReference: string
  /** The activation code as the supplier wrote it: complete, or only the matching ID. */
  readonly activationCode: string
  readonly eid: string | null
  readonly state: ProfileState
  readonly reinstall: Reinstall
  readonly cost?: Money
}

/** What a supplier says about a profile now. */
export type EsimReport = {
  readonly profile: Profile
  /** Null when the supplier uses a word we do not know. */
  readonly state: ProfileState | null
  readonly eid: string | null
  /** Everything used on the profile so far, in bytes, over all its packages as the supplier counts. */
  readonly usedBytes: bigint | null
  /** The supplier's time of that figure; null when it gives none, so that it is as of now. */
  readonly asOf: Date | null
  /** The supplier has ended the profile. */
  readonly over: boolean
}

type BuyOutcome = Exclude<FulfilOutcome, { kind: 'done' }> | { readonly kind: 'done'; readonly value: Bought }

/** What a webhook is about, once it is trusted to be looked into; the supplier is asked before anything is believed. */
export type Notice = { readonly eventId: string; readonly iccid: string | null; readonly supplierReference: string | null }

/** What eSIMs need from any vendor. */
export interface EsimSupplier {
  /** How a second package reaches a profile: added to the running one, or beside it. */
  readonly topUps: 'merge' | 'queue'
  /** Buys under our reference. Pending with a reference was taken by the supplier; pending without one may not have arrived. */
  order(wish: EsimWish): Promise<BuyOutcome>
  /** What became of an order under our reference; `refused` means that it is not there. Never buys a second time. */
  find(wish: EsimWish): Promise<Outcome<Bought>>
  /** The state and usage of several profiles; those it says nothing about are left out. Throws when it does not answer. */
  report(profiles: readonly Profile[]): Promise<readonly EsimReport[]>
  /** Stops or restores data; doing it again changes nothing. */
  switchData(profile: Profile, on: boolean): Promise<Outcome<Record<string, never>>>
  /** Gives back a profile that was never used; refused when it was. */
  cancel(profile: Profile): Promise<Outcome<Record<string, never>>>
  /** Whether orders can be expected to work: a harmless call that also looks at our balance there. */
  probe(): Promise<boolean>
  /** Tells the supplier where its webhooks go, where it can be told by its interface. */
  announce(webhookUrl: string): Promise<void>
  /** The part of the webhook's address that nobody can guess: it follows from the credentials. */
  readonly hookSecret: string
  /** What a webhook is about; undefined when it is about nothing of ours. */
  readNotice(body: Buffer): Notice | undefined
}

export const esimSupplierPort = definePort<EsimSupplier>('esim.supplier')
