import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { NumberType } from './port.ts'

export type NumberId = Id<'number'>
export type ReservationId = Id<'numberReservation'>
export const NumberId = idSchema<NumberId>()
export const ReservationId = idSchema<ReservationId>()

/** The states of a holding (E9); `pending_regulatory` waits for papers, `released` for the supplier, `quarantined` for its time. */
export type NumberStatus = 'provisioning' | 'pending_regulatory' | 'active' | 'suspended' | 'released' | 'quarantined' | 'purged' | 'failed'

/** What may follow what (§2.7); anything else is 409 `invalid_transition`. */
export const numberTransitions: Transitions<NumberStatus> = {
  provisioning: ['active', 'failed', 'pending_regulatory'],
  pending_regulatory: ['provisioning', 'failed'],
  active: ['suspended', 'released'],
  suspended: ['active', 'released'],
  released: ['quarantined', 'active'],
  quarantined: ['active', 'purged'],
  purged: [],
  failed: [],
}

/** A number held by an account, from purchase to release. */
export type PhoneNumber = {
  readonly id: NumberId
  readonly accountId: AccountId
  readonly e164: string
  readonly country: string
  readonly type: NumberType
  readonly status: NumberStatus
  readonly capabilities: readonly string[]
  readonly label: string
  readonly primary: boolean
  readonly monthly: Money
  readonly providerId: ProviderId | null
  readonly supplierReference: string | null
  readonly createdAt: Date
  readonly releasedAt: Date | null
  readonly quarantinedUntil: Date | null
}

export const QUARANTINE_DAYS = 45
export const MOST_PER_ACCOUNT = 5
export const RESERVATION_MINUTES = 10

/** The number in international form, or undefined when it is not one. The country is the number's, not the calling code's: +44 7911 123456 is Guernsey. */
export function parseE164(text: string): { readonly e164: string; readonly country: string | null; readonly display: string } | undefined {
  const parsed = parsePhoneNumberFromString(text)
  if (!parsed?.isValid() || parsed.number !== text) return undefined
  return { e164: parsed.number, country: parsed.country ?? null, display: parsed.formatInternational() }
}

/** How people read the number: +1 415 555 0100. */
export const displayOf = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164

/** How easily a number is remembered: runs and repeats count. Higher is better. */
export function patternQuality(e164: string): number {
  const digits = e164.slice(-7)
  let score = 0
  for (let index = 1; index < digits.length; index += 1) {
    const step = Number(digits[index]) - Number(digits[index - 1])
    if (step === 0) score += 2
    else if (step === 1 || step === -1) score += 1
  }
  return score
}
