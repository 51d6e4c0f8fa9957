import { type Id, idSchema } from '../../platform/ids.ts'
import type { PlanTerms } from './snapshot.ts'

export type RatePlanId = Id<'ratePlan'>
export const RatePlanId = idSchema<RatePlanId>()
export type RateSheetId = Id<'rateSheet'>

export const DIRECTIONS = ['customer', 'supplier'] as const
export const MARGIN_ENFORCEMENTS = ['off', 'warn', 'block'] as const
export type Direction = (typeof DIRECTIONS)[number]
export type MarginEnforcement = (typeof MARGIN_ENFORCEMENTS)[number]

export type RatePlan = {
  readonly id: RatePlanId
  readonly number: string
  readonly name: string
  readonly direction: Direction
  /** In which the dates of its sheets are read. */
  readonly timeZone: string
  readonly terms: PlanTerms
  /** Steps of rows that name none. */
  readonly initialSeconds: number
  readonly recurringSeconds: number
  readonly noticeDays: number
  /** Hundredths of a percent of the selling price. */
  readonly minMarginBp: number
  readonly marginEnforcement: MarginEnforcement
  /** The last committed version; 0 before the first. */
  readonly version: number
  /** Grows with everything that changes an answer. */
  readonly revision: number
  readonly createdAt: Date
}

export type SheetMode = 'full' | 'partial'

export type RateSheet = {
  readonly id: RateSheetId
  readonly no: bigint
  readonly planId: RatePlanId
  readonly state: 'draft' | 'committed'
  readonly mode: SheetMode
  readonly version: number | null
  readonly effectiveAt: Date | null
  /** A file's name, `edit`, or which version was restored. */
  readonly source: string
  readonly sha256: string | null
  /** How often the rows were edited by hand. */
  readonly edits: number
  readonly counts: Readonly<Record<string, number>> | null
  readonly createdAt: Date
  readonly createdBy: string
  readonly committedAt: Date | null
  readonly committedBy: string | null
}

/** Where a version is in its life (draft → committed → effective → superseded); time alone moves it on, so it is worked out and not stored. */
export type VersionState = 'draft' | 'committed' | 'effective' | 'superseded'

/** The state of every sheet of one plan at an instant. Of the versions that have begun, the newest is effective. */
export function versionStates(sheets: readonly RateSheet[], now: Date): ReadonlyMap<RateSheetId, VersionState> {
  const begun = sheets.filter((sheet) => sheet.effectiveAt && sheet.effectiveAt <= now)
  const newest = Math.max(0, ...begun.map((sheet) => sheet.version ?? 0))
  return new Map(
    sheets.map((sheet): [RateSheetId, VersionState] => {
      if (sheet.state === 'draft') return [sheet.id, 'draft']
      if (sheet.version === newest) return [sheet.id, 'effective']
      return [sheet.id, sheet.effectiveAt && sheet.effectiveAt <= now ? 'superseded' : 'committed']
    }),
  )
}

/** Whether selling at `sell` leaves at least `minMarginBp` of the selling price over `cost`; both per minute at 10^-8 (story 46). */
export const keepsMargin = (sell: bigint, cost: bigint, minMarginBp: number): boolean =>
  (sell - cost) * 10_000n >= BigInt(minMarginBp) * sell

/** The margin in hundredths of a percent of the selling price, rounded down; null for a price of nothing. */
export const marginBp = (sell: bigint, cost: bigint): number | null => {
  if (sell === 0n) return null
  const scaled = (sell - cost) * 10_000n
  const whole = scaled / sell
  return Number(scaled < 0n && whole * sell !== scaled ? whole - 1n : whole)
}
