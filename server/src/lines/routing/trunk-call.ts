import { z } from 'zod'
import { type AccountId, derivedId, type Id, idSchema } from '../../platform/ids.ts'
import type { SessionId } from '../../spine/charging/index.ts'
import type { CarrierId, Price, RoutingPlanId, ServiceId } from '../carriers/index.ts'
import type { CallAsk, CallRef, Decision } from '../voice/index.ts'
import type { Numbers } from './admit.ts'

export type TrunkCallId = Id<'trunkCall'>
export const TrunkCallId = idSchema<TrunkCallId>()

/** One call, one id, however often the switch asks for it: reference of the switch, key of the charge, id of the record. */
export const callIdOf = (ask: Pick<CallAsk, 'node' | 'callId' | 'fromTag'>): TrunkCallId =>
  derivedId('trunk call', ask.node, ask.callId, ask.fromTag)
export const sessionOf = (id: TrunkCallId): SessionId => id as Id<string> as SessionId
export const refOf = (id: TrunkCallId): CallRef => id as Id<string> as CallRef
export const callOfRef = (ref: CallRef): TrunkCallId => ref as Id<string> as TrunkCallId

export type TrunkCallStatus = 'asked' | 'refused' | 'routed' | 'answered' | 'ended' | 'written'

/** What a route of the call would cost, kept with the call so that nothing is looked up again when it ends. */
export type PlannedRoute = {
  readonly serviceId: ServiceId
  readonly carrierId: CarrierId
  readonly vendor: string
  readonly dial: string
  readonly from: string
  readonly price: Price
}

/** What was decided about a call, with the reasons. */
export type CallPlan = {
  readonly numbers: Numbers
  readonly routingPlanId: RoutingPlanId | null
  readonly sell: Price | null
  readonly routes: readonly PlannedRoute[]
  readonly trace: Readonly<Record<string, unknown>>
}

/** A call of a carrier from being asked for until its records are written. */
export type TrunkCall = {
  readonly id: TrunkCallId
  readonly accountId: AccountId
  readonly carrierId: CarrierId
  readonly serviceId: ServiceId
  readonly aNumber: string
  readonly bNumber: string
  readonly status: TrunkCallStatus
  readonly ask: CallAsk
  readonly plan: CallPlan
  readonly decision: Decision | null
  readonly grantedSeconds: number
  readonly extendable: boolean
  readonly startedAt: Date
  readonly answeredAt: Date | null
  readonly answeredRoute: string | null
  readonly endedAt: Date | null
  readonly durationMs: number
  readonly sipCode: number | null
  readonly reason: string | null
  readonly cause: number | null
  readonly releasedBy: string | null
}

/** One attempt as its events told it. */
export type TrunkAttempt = {
  readonly attempt: number
  readonly route: string
  readonly startedAt: Date
  readonly rangAt: Date | null
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
  readonly sipCode: number | null
  readonly reason: string | null
  readonly cause: number | null
}

const BigintText = z.strictObject({ $bigint: z.string().regex(/^-?\d+$/) })
const DateText = z.strictObject({ $date: z.iso.datetime() })

/** JSON that keeps big integers and instants apart from texts and numbers: rates must come back to the last digit. */
export function pack(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key, plain) {
    const original = this[key]
    if (typeof original === 'bigint') return { $bigint: original.toString() }
    return original instanceof Date ? { $date: original.toISOString() } : plain
  })
}

/** The other way round, on what PostgreSQL has parsed. */
export function unpack<Value>(json: unknown): Value {
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(read)
    if (typeof value !== 'object' || value === null) return value
    const bigint = BigintText.safeParse(value)
    if (bigint.success) return BigInt(bigint.data.$bigint)
    const date = DateText.safeParse(value)
    if (date.success) return new Date(date.data.$date)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)]))
  }
  return read(json) as Value
}
