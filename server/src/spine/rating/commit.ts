import { days, later } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { CHANGES, type Comparison, compareSheet } from './compare.ts'
import { draftOf, startOf } from './drafts.ts'
import { sheetOf } from './engine.ts'
import { errors } from './errors.ts'
import { ratePlanCommitted } from './events.ts'
import { assertMargins, type Margins, thinMargins } from './margins.ts'
import type { RatePlan, RatePlanId, RateSheet } from './rate-plan.ts'
import { codeText, type RateRows, WITH_SHEET } from './rate-rows.ts'
import { getRatePlan, lockPlan } from './service.ts'
import { inSlices } from './slices.ts'
import { buildSnapshot, type RateSnapshot } from './snapshot.ts'
import * as store from './store.ts'
import { foldSheets } from './timeline.ts'

const INCREASE = CHANGES.indexOf('increase')
const MOST_EXAMPLES = 10

export type DraftReview = {
  readonly draft: RateSheet
  readonly rows: RateRows
  readonly before: RateSnapshot
  readonly comparison: Comparison
  readonly margins: Margins
  /** Increases that begin before the plan's notice has passed. */
  readonly shortNotice: readonly string[]
}

/** What committing the draft at an instant would change, and what stands in its way. Throws `rating.nothingToCommit`. */
export async function reviewDraft(context: Context, planId: RatePlanId, effectiveAt: Date): Promise<DraftReview> {
  const plan = await getRatePlan(context, planId)
  const draft = await draftOf(context, planId)
  const { ratePlans } = context.services
  const [rows, before] = [await ratePlans.rowsOf(context, draft), await ratePlans.snapshot(context, planId)]
  const comparison = await inSlices(compareSheet(rows, draft.mode, before, effectiveAt.getTime()))
  const margins = await thinMargins(context, plan, rows, effectiveAt)
  return { draft, rows, before, comparison, margins, shortNotice: shortNotices(plan, rows, comparison, effectiveAt, context.now()) }
}

function shortNotices(plan: RatePlan, rows: RateRows, { changes }: Comparison, effectiveAt: Date, now: Date): readonly string[] {
  const earliest = later(now, days(plan.noticeDays))
  const short: string[] = []
  for (let row = 0; row < rows.size; row += 1)
    if (changes[row] === INCREASE && startOf(rows, row, effectiveAt) < earliest) short.push(codeText(rows.codes[row]!, rows.lengths[row]!))
  return short
}

function assertNotice(plan: RatePlan, short: readonly string[], now: Date): void {
  if (plan.direction !== 'customer' || short.length === 0) return
  const earliest = later(now, days(plan.noticeDays))
  throw errors.noticeTooShort({
    detail: `Customers hear of an increase ${plan.noticeDays} days before it counts: ${short.length === 1 ? `${short[0] || 'the default price'} rises` : `${short.length} codes rise`} earlier than that. The earliest instant is ${earliest.toISOString()}.`,
    reason: 'notice_too_short',
    earliest: earliest.toISOString(),
    rows: short.length,
    codes: short.slice(0, MOST_EXAMPLES),
  })
}

export type Committed = { readonly plan: RatePlan; readonly sheet: RateSheet; readonly margins: Margins; readonly shortNotice: number }

/**
 * Fixes the draft as the next version, from `effectiveAt` on, now when left out. Throws `rating.nothingToCommit`, `rating.pastDate`,
 * `rating.noticeTooShort` for customers' plans, `rating.marginTooLow`, `rating.changedMeanwhile`.
 */
export async function commitRatePlan(context: Context, planId: RatePlanId, wanted?: Date): Promise<Committed> {
  const now = context.now()
  const effectiveAt = wanted ?? now
  if (effectiveAt < now) throw errors.pastDate({ detail: 'Prices count from now on or later; calls of the past are rerated on their own.' })
  const plan = await getRatePlan(context, planId)
  const review = await reviewDraft(context, planId, effectiveAt)
  const { draft, rows, comparison } = review
  assertOwnDates(rows, now)
  assertNotice(plan, review.shortNotice, now)
  const margins = await assertMargins(context, plan, rows, effectiveAt)
  const version = plan.version + 1
  const { ratePlans } = context.services
  const sheets = [...(await ratePlans.sheets(context, planId)), sheetOf(draft, version, effectiveAt, rows)]
  const snapshot = await inSlices(buildSnapshot(planId, version, plan.terms, await inSlices(foldSheets(sheets))))
  const counts = { ...comparison.counts, rows: rows.size, codes: snapshot.timelines.codes.length }
  const committed = await inTx(context, async (tx) => {
    const current = await lockPlan(tx, planId)
    const stored = await draftOf(tx, planId)
    if (current.revision !== plan.revision || stored.id !== draft.id || stored.edits !== draft.edits)
      throw errors.changedMeanwhile({ detail: 'Somebody changed this rate plan while it was being committed. Look at it again.' })
    const after: RatePlan = { ...current, version, revision: current.revision + 1 }
    await store.save(tx, after)
    const sheet = await store.commitDraft(tx, stored, { version, effectiveAt, counts })
    const facts = { ratePlanId: planId, version, direction: plan.direction, effectiveAt: effectiveAt.toISOString(), counts }
    await publish(tx, ratePlanCommitted, facts, { changes: { version: { from: current.version, to: version } } })
    return { plan: after, sheet }
  })
  ratePlans.adopt(committed.plan, context.tenantId, snapshot)
  return { ...committed, margins, shortNotice: plan.direction === 'supplier' ? review.shortNotice.length : 0 }
}

/** A row with a date of its own must not price the past either (B4). */
function assertOwnDates(rows: RateRows, now: Date): void {
  for (let row = 0; row < rows.size; row += 1) {
    if (rows.from[row] === WITH_SHEET || rows.from[row]! >= now.getTime()) continue
    throw errors.pastDate({
      detail: `${codeText(rows.codes[row]!, rows.lengths[row]!) || 'The default price'} starts in the past. Prices count from now on or later.`,
    })
  }
}
