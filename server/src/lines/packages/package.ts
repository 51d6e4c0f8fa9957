import { z } from 'zod'
import type { Transitions } from '../../platform/errors.ts'
import type { AccountId, Id } from '../../platform/ids.ts'
import { divideRounded, type Money, toPayable } from '../../platform/money.ts'
import { type Offering, OfferingId } from '../../spine/catalog/index.ts'
import type { Unit } from '../../spine/charging/index.ts'
import type { ServiceId } from '../../spine/orders/index.ts'

/** A package has the id of its offering. */
export type PackageId = OfferingId
export const PackageId = OfferingId

/** What is in a package for one term. */
export type Content = { readonly numbers: bigint; readonly seconds: bigint; readonly messages: bigint; readonly bytes: bigint }

/** What the operator bundles; its list price is each seller's own (pricing, service `package`). */
export type Package = {
  readonly id: PackageId
  readonly offering: Offering
  readonly content: Content
  /** Percent off the list price, at 10^-4. */
  readonly discountE4: bigint
  readonly termDays: number
}

export type PackageSubscriptionId = Id<'packageSubscription'>
export const PackageSubscriptionId = z.uuid().transform((value) => value.toLowerCase() as PackageSubscriptionId)

export type PackageStatus = 'active' | 'suspended' | 'ended'

export const packageTransitions: Transitions<PackageStatus> = {
  active: ['suspended', 'ended'],
  suspended: ['active', 'ended'],
  ended: [],
}

/** A package that an account has; its content and price are those of the day it was bought. */
export type PackageSubscription = {
  readonly id: PackageSubscriptionId
  readonly accountId: AccountId
  readonly packageId: PackageId
  readonly name: string
  readonly content: Content
  readonly price: Money
  readonly status: PackageStatus
  readonly createdAt: Date
}

export const serviceOf = (id: PackageSubscriptionId): ServiceId => id as string as ServiceId
export const subscriptionOf = (id: ServiceId): PackageSubscriptionId => id as string as PackageSubscriptionId

/** Which allowances a part of the content becomes; the lines that use them name the same services. */
export const PARTS: readonly { readonly part: keyof Content; readonly service: string; readonly unit: Unit; readonly name: string }[] = [
  { part: 'seconds', service: 'voice', unit: 'seconds', name: 'Minutes' },
  { part: 'messages', service: 'sms', unit: 'messages', name: 'Texts' },
  { part: 'bytes', service: 'data', unit: 'bytes', name: 'Data' },
  { part: 'numbers', service: 'number', unit: 'count', name: 'Numbers' },
]

export type PackageType = 'combo' | 'data_only' | 'voice_only' | 'sms_only'

/** How the field calls it (E14). */
export function typeOf({ numbers, seconds, messages, bytes }: Content): PackageType {
  if (numbers === 0n && messages === 0n && bytes === 0n) return 'voice_only'
  if (numbers === 0n && seconds === 0n && bytes === 0n) return 'sms_only'
  if (numbers === 0n && seconds === 0n && messages === 0n) return 'data_only'
  return 'combo'
}

const HUNDRED_E4 = 1_000_000n

/** What is paid: the list price less the discount, rounded once to the minor unit (C13). */
export const discounted = (list: Money, discountE4: bigint): Money =>
  toPayable({ currency: list.currency, units: divideRounded(list.units * (HUNDRED_E4 - discountE4), HUNDRED_E4, 'half_up') })

const MINUTE = 60n
const GIBIBYTE = 1_073_741_824n

const upwards = (quantity: bigint, per: bigint): bigint => (quantity + per - 1n) / per

/** How people read a quantity: minutes in whole ones, counted up (C27); 1 GB is 1024 MB. */
export function readable(unit: Unit, quantity: bigint): string {
  if (unit === 'seconds') return `${upwards(quantity, MINUTE)} min`
  if (unit === 'bytes') return `${(Number(upwards(quantity * 100n, GIBIBYTE)) / 100).toString()} GB`
  return quantity.toString()
}

/** `41 of 100 min` */
export function usedOf(unit: Unit, used: bigint, granted: bigint): string {
  const [figure = ''] = readable(unit, used).split(' ')
  return `${figure} of ${readable(unit, granted)}`
}
