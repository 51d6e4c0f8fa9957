import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { rateOf } from '../../platform/money.ts'
import { errors } from './errors.ts'
import { ratePlanDiscarded, ratePlanEdited, ratePlanRestored } from './events.ts'
import { assertMargins } from './margins.ts'
import type { RatePlan, RatePlanId, RateSheet, RateSheetId, SheetMode } from './rate-plan.ts'
import { orderByCode, type RateRow, type RateRows, rowsOf, WITH_SHEET } from './rate-rows.ts'
import { deleteRow, insertRows, upsertRow } from './row-store.ts'
import { getRatePlan, lockPlan } from './service.ts'
import { inSlices } from './slices.ts'
import { buildSnapshot } from './snapshot.ts'
import * as store from './store.ts'
import { foldSheets } from './timeline.ts'

/** Puts one price into the plan's draft, opening one where there is none; nothing bills from it before it is committed. Throws `rating.marginTooLow`. */
export async function editRate(context: Context, planId: RatePlanId, row: RateRow): Promise<void> {
  const plan = await getRatePlan(context, planId)
  await assertMargins(context, plan, rowsOf([row]), row.validFrom ?? context.now())
  await inTx(context, async (tx) => {
    await lockPlan(tx, planId)
    const draft = (await store.findDraft(tx, planId)) ?? (await openDraft(tx, planId, { mode: 'partial', source: 'edit' }))
    await upsertRow(tx, draft, row)
    await store.touchDraft(tx, draft)
    const to = row.status === 'open' ? rateOf({ currency: plan.terms.currency, e8: row.rateE8 }) : row.status
    await publish(tx, ratePlanEdited, { ratePlanId: planId, code: row.code }, { changes: { [row.code || 'default']: { from: null, to } } })
  })
}

/** Takes an edit back; a draft of edits that is empty then is gone. Throws `rating.nothingToCommit` when the code is not in the draft. */
export async function undoEdit(context: Context | Tx, planId: RatePlanId, code: string): Promise<void> {
  await inTx(context, async (tx) => {
    await lockPlan(tx, planId)
    const draft = await draftOf(tx, planId)
    const { found, empty } = await deleteRow(tx, draft, code)
    if (!found) throw errors.nothingToCommit({ detail: `The draft does not change ${code || 'the default price'}.` })
    await store.touchDraft(tx, draft)
    // An empty full sheet means to close everything, which nobody who takes an edit back wants to say.
    if (empty) await store.deleteDraft(tx, draft)
    await publish(tx, ratePlanEdited, { ratePlanId: planId, code }, { changes: { [code || 'default']: { from: 'draft', to: null } } })
  })
}

/** Throws away everything that is not committed. */
export async function discardDraft(context: Context | Tx, planId: RatePlanId): Promise<void> {
  await inTx(context, async (tx) => {
    await lockPlan(tx, planId)
    await store.deleteDraft(tx, await draftOf(tx, planId))
    await publish(tx, ratePlanDiscarded, { ratePlanId: planId })
  })
}

/** The plan's draft. Throws `rating.nothingToCommit`. */
export async function draftOf(context: Context | Tx, planId: RatePlanId): Promise<RateSheet> {
  const draft = await store.findDraft(context, planId)
  if (!draft) throw errors.nothingToCommit({ detail: 'This rate plan has no uncommitted changes.' })
  return draft
}

type NewDraft = { readonly mode: SheetMode; readonly source: string; readonly sha256?: string; readonly counts?: RateSheet['counts'] }

const openDraft = (tx: Tx, planId: RatePlanId, { mode, source, sha256, counts }: NewDraft): Promise<RateSheet> =>
  store.insertDraft(tx, { id: newId<RateSheetId>(), planId, mode, source, sha256: sha256 ?? null, counts: counts ?? null })

/** Stores a whole sheet as the plan's draft. Throws `rating.draftOpen` when there is one already. */
export async function storeDraft(tx: Tx, planId: RatePlanId, rows: RateRows, draft: NewDraft): Promise<RateSheet> {
  const order = await inSlices(orderByCode(rows.codes, rows.lengths, rows.size))
  await lockPlan(tx, planId)
  if (await store.findDraft(tx, planId)) throw errors.draftOpen({ detail: 'Commit or discard the uncommitted changes first.' })
  const sheet = await openDraft(tx, planId, draft)
  await insertRows(tx, sheet, rows, order)
  return sheet
}

/** Makes the prices of an older version the draft of the next one: as they stand now in that version, and as it planned them. Throws `rating.versionNotFound`, `rating.draftOpen`. */
export async function restoreVersion(context: Context, planId: RatePlanId, version: number): Promise<RateSheet> {
  const plan = await getRatePlan(context, planId)
  const rows = await rowsAtVersion(context, plan, version)
  return inTx(context, async (tx) => {
    const sheet = await storeDraft(tx, planId, rows, { mode: 'full', source: `version ${version}` })
    await publish(tx, ratePlanRestored, { ratePlanId: planId, version })
    return sheet
  })
}

async function rowsAtVersion(context: Context, plan: RatePlan, version: number): Promise<RateRows> {
  const sheets = await context.services.ratePlans.sheets(context, plan.id)
  const upTo = sheets.filter((sheet) => sheet.version <= version)
  if (upTo.at(-1)?.version !== version)
    throw errors.versionNotFound({ detail: `There is no version ${version} to restore, or it is too old.` })
  const { timelines } = await inSlices(buildSnapshot(plan.id, version, plan.terms, await inSlices(foldSheets(upTo))))
  const now = context.now().getTime()
  const kept: RateRow[] = []
  for (let code = 0; code < timelines.codes.length; code += 1) {
    for (let price = timelines.starts[code]!; price < timelines.starts[code + 1]!; price += 1) {
      const from = timelines.from[price]!
      const row = timelines.rows.row(price)
      kept.push({ ...row, validFrom: from > now ? new Date(from) : null })
      // Newest first: the first price that has begun is the one in force, and those before it are history.
      if (from <= now) break
    }
  }
  return rowsOf(kept)
}

export const startOf = (rows: RateRows, row: number, effectiveAt: Date): Date => {
  const own = rows.from[row]!
  return own === WITH_SHEET ? effectiveAt : new Date(own)
}
