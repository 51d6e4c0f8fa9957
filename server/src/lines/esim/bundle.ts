import { days, later } from '../../platform/clock.ts'
import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { OrderItemId } from '../../spine/orders/index.ts'
import type { EsimId } from './esim.ts'
import type { PlanId, ValidityPolicy } from './plan.ts'

export type BundleId = Id<'esimBundle'>
export const BundleId = idSchema<BundleId>()

export const BUNDLE_STATUSES = ['pending', 'queued', 'active', 'depleted', 'suspended', 'expired', 'cancelled', 'refunded'] as const
export type BundleStatus = (typeof BUNDLE_STATUSES)[number]

/** What may follow what (§2.7); a queued bundle also ends with its eSIM. */
export const bundleTransitions: Transitions<BundleStatus> = {
  pending: ['active', 'cancelled', 'refunded'],
  queued: ['active', 'cancelled'],
  active: ['depleted', 'expired', 'suspended'],
  suspended: ['active'],
  depleted: [],
  expired: [],
  cancelled: [],
  refunded: [],
}

/** A paid plan on one eSIM. `totalBytes` null is unlimited. */
export type Bundle = {
  readonly id: BundleId
  readonly accountId: AccountId
  readonly esimId: EsimId
  readonly planId: PlanId
  readonly orderItemId: OrderItemId
  readonly name: string
  readonly status: BundleStatus
  readonly totalBytes: bigint | null
  readonly usedBytes: bigint
  readonly validity: ValidityPolicy
  readonly validityDays: number
  readonly price: Money
  /** The supplier's name for this plan on the profile. */
  readonly supplierReference: string
  /** Levels and notices that were sent for this bundle. */
  readonly firedLevels: readonly number[]
  readonly firedNotices: readonly number[]
  /** More was used than was sold, beyond what late usage explains. */
  readonly disputed: boolean
  /** The supplier's time of the usage shown; null before the first report. */
  readonly usageAsOf: Date | null
  readonly createdAt: Date
  readonly activatedAt: Date | null
  readonly expiresAt: Date | null
  readonly endedAt: Date | null
}

export const LEVELS = [75, 90, 100] as const
export type Level = (typeof LEVELS)[number]
/** Days before the end at which the owner is told. */
export const EXPIRY_NOTICES = [3, 1] as const
export type Notice = (typeof EXPIRY_NOTICES)[number]
/** Usage arrives late, so a bundle may end a little over what was sold; more is a dispute with the supplier. */
const TOLERANCE_PERCENT = 1n

/** A plan begins: its days run from `at`, in units of 24 hours. */
export const begun = (bundle: Bundle, at: Date): Bundle => ({
  ...bundle,
  status: 'active',
  activatedAt: at,
  expiresAt: later(at, days(bundle.validityDays)),
})

export type Crossing = {
  /** The level to tell the owner about: the highest newly crossed. */
  readonly tell: Level | null
  /** Every level that is crossed by now, told or passed over. */
  readonly fired: readonly number[]
}

/** Which level has newly been reached, exactly: `used / total ≥ level / 100` in whole bytes. A jump from 40 to 95 % tells 90 only. */
export function crossed(total: bigint | null, used: bigint, fired: readonly number[]): Crossing {
  if (total === null || total <= 0n) return { tell: null, fired }
  const reached = LEVELS.filter((level) => used * 100n >= BigInt(level) * total)
  const fresh = reached.filter((level) => !fired.includes(level))
  return { tell: fresh.at(-1) ?? null, fired: [...fired, ...fresh] }
}

/** The bundle with its new sum of usage, and the level it newly reached. */
export function withUsage(bundle: Bundle, usedBytes: bigint, asOf: Date): { readonly bundle: Bundle; readonly level: Level | null } {
  const { tell, fired } = crossed(bundle.totalBytes, usedBytes, bundle.firedLevels)
  const allowed = bundle.totalBytes === null ? null : (bundle.totalBytes * (100n + TOLERANCE_PERCENT)) / 100n
  const usageAsOf = bundle.usageAsOf && bundle.usageAsOf > asOf ? bundle.usageAsOf : asOf
  return { bundle: { ...bundle, usedBytes, firedLevels: fired, usageAsOf, disputed: allowed !== null && usedBytes > allowed }, level: tell }
}

/** The bundle after a top-up of the supplier's that merges: more bytes, more days, and levels that can be reached again. */
export function mergedWith(bundle: Bundle, added: { readonly bytes: bigint | null; readonly days: number }): Bundle {
  const totalBytes = bundle.totalBytes === null || added.bytes === null ? null : bundle.totalBytes + added.bytes
  return {
    ...bundle,
    totalBytes,
    validityDays: bundle.validityDays + added.days,
    expiresAt: bundle.expiresAt && later(bundle.expiresAt, days(added.days)),
    firedLevels: totalBytes === null ? [] : bundle.firedLevels.filter((level) => bundle.usedBytes * 100n >= BigInt(level) * totalBytes),
    firedNotices: [],
  }
}

/** The notice that is due before the end, in days; null when none is. Whoever hears of one day needs not hear of three. */
export function noticeDue(bundle: Bundle, now: Date): Notice | null {
  if (bundle.status !== 'active' || !bundle.expiresAt) return null
  const left = bundle.expiresAt.getTime() - now.getTime()
  const reached = EXPIRY_NOTICES.filter((before) => left <= days(before)).at(-1)
  return reached !== undefined && !bundle.firedNotices.includes(reached) ? reached : null
}

/** Stands among the notices for: it could not be renewed. */
export const RENEWAL_FAILED = 0

/** Of several bundles, the one that was running at an instant: usage that arrives late belongs to it. Pending ones have not begun. */
export function bundleAt(bundles: readonly Bundle[], at: Date): Bundle | undefined {
  const begunOnes = bundles
    .filter((one) => one.activatedAt !== null)
    .toSorted((a, b) => (a.activatedAt?.getTime() ?? 0) - (b.activatedAt?.getTime() ?? 0))
  return begunOnes.findLast((one) => one.activatedAt !== null && one.activatedAt <= at) ?? begunOnes[0]
}

/** Of the bundles that wait, the next to start: first bought, first used. */
export const nextOf = (bundles: readonly Bundle[]): Bundle | undefined =>
  bundles.filter(({ status }) => status === 'queued').toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0]
