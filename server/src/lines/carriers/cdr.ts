import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { CarrierId } from './carrier.ts'
import type { InterconnectId, RatingPlanId, RoutingPlanId, ServiceId } from './interconnect.ts'

export type CdrId = Id<'cdr'>
export const CdrId = idSchema<CdrId>()

export type Disposition = 'answered' | 'failed' | 'refused'

/** What one side of a call came to. `exact` is the amount before the one rounding, with twelve decimals. */
export type RatedSide = {
  readonly planId: RatingPlanId | null
  readonly versionId: string | null
  readonly code: string | null
  readonly billedSeconds: number
  readonly amount: Money
  readonly exact: string
}

/** The record of a call; written once when it is over, corrected only by another record (F3). Instants are the switch's, in UTC. */
export type CallCdr = {
  readonly id: CdrId
  readonly accountId: AccountId
  readonly startedAt: Date
  readonly answeredAt: Date | null
  readonly endedAt: Date
  readonly disposition: Disposition
  /** `switch` for our own, otherwise where the file came from. */
  readonly source: string
  readonly externalId: string
  readonly sipCallId: string
  readonly node: string
  readonly sourceIp: string
  readonly carrierId: CarrierId
  readonly interconnectId: InterconnectId | null
  readonly serviceId: ServiceId | null
  readonly routingPlanId: RoutingPlanId | null
  readonly supplierId: CarrierId | null
  readonly supplierServiceId: ServiceId | null
  readonly aOriginal: string
  readonly bOriginal: string
  readonly aNumber: string
  readonly bNumber: string
  readonly attempts: number
  readonly durationMs: number
  readonly sipCode: number | null
  readonly reason: string
  readonly cause: number | null
  readonly releasedBy: string | null
  readonly pddMs: number | null
  readonly sell: RatedSide | null
  readonly buy: RatedSide | null
  readonly flags: readonly string[]
  readonly trace: Readonly<Record<string, unknown>>
}

/** The record of one attempt at a supplier. Its account is the supplier's. */
export type AttemptCdr = {
  readonly id: Id<'attemptCdr'>
  readonly accountId: AccountId
  readonly callId: CdrId
  readonly startedAt: Date
  readonly answeredAt: Date | null
  readonly endedAt: Date
  readonly attempt: number
  readonly carrierId: CarrierId
  readonly interconnectId: InterconnectId
  readonly serviceId: ServiceId
  readonly aNumber: string
  readonly bNumber: string
  readonly sipCode: number | null
  readonly reason: string
  readonly cause: number | null
  readonly pddMs: number | null
  readonly durationMs: number
  readonly cost: RatedSide | null
}

/** What the call earned: what it was sold for less what it cost, where both are in one currency. */
export function marginOf(cdr: Pick<CallCdr, 'sell' | 'buy'>): Money | null {
  if (!cdr.sell || !cdr.buy || cdr.sell.amount.currency !== cdr.buy.amount.currency) return null
  return { currency: cdr.sell.amount.currency, units: cdr.sell.amount.units - cdr.buy.amount.units }
}

const EXACT_DECIMALS = 12n

/** A fraction as decimal text with twelve decimals, cut; for `RatedSide.exact`. */
export function exactText(numerator: bigint, denominator: bigint): string {
  const scaled = (numerator * 10n ** EXACT_DECIMALS) / denominator
  const digits = scaled.toString().padStart(Number(EXACT_DECIMALS) + 1, '0')
  return `${digits.slice(0, -Number(EXACT_DECIMALS))}.${digits.slice(-Number(EXACT_DECIMALS))}`
}
