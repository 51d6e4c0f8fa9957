import { createHash } from 'node:crypto'
import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { CHANGES, type Change, type ChangeCounts, compareSheet } from './compare.ts'
import { storeDraft } from './drafts.ts'
import { errors } from './errors.ts'
import { ratePlanImported } from './events.ts'
import { type Margins, thinMargins } from './margins.ts'
import type { RatePlan, RatePlanId, RateSheet, SheetMode } from './rate-plan.ts'
import { codeText, orderByCode, type RateRow, RateRows } from './rate-rows.ts'
import { getRatePlan } from './service.ts'
import { detectLayout, FIELDS, type Field, type Layout } from './sheet-columns.ts'
import { type ReadOptions, type SheetContent, SheetReader } from './sheet-reader.ts'
import { inSlices, type Sliced } from './slices.ts'
import type { RateSnapshot } from './snapshot.ts'

export type ImportOptions = Pick<ReadOptions, 'decimal' | 'dateFormat' | 'pastDates'> & {
  /** `full`: codes the sheet does not list are closed when it counts. */
  readonly mode: SheetMode
  readonly fileName: string
  /** The instant with which the sheet is compared; now when left out. */
  readonly effectiveAt?: Date | undefined
  /** The meaning of the columns in their order, where the headers do not say it. */
  readonly columns?: readonly Field[] | undefined
  readonly dryRun: boolean
  /** Whether rows that cannot be taken stop the import or are left out. */
  readonly invalidRows: 'refuse' | 'skip'
}

export type ReportRow = { readonly line: number; readonly change: Change; readonly row: RateRow; readonly before: RateRow | null }

export type ImportReport = {
  readonly layout: Layout
  readonly sha256: string
  readonly lines: number
  readonly rows: number
  readonly counts: ChangeCounts & { readonly invalid: number }
  /** The first rows of every change but `unchanged`. */
  readonly examples: readonly ReportRow[]
  readonly invalid: SheetContent['examples']
  readonly reasons: SheetContent['reasons']
  readonly margins: Margins
  readonly draft: RateSheet | null
}

const EXAMPLES_OF_A_CHANGE = 25
const ROWS_A_SLICE = 32_768
const HASHED_AT_ONCE = 1 << 20

/**
 * Reads a rate sheet and says row by row what it would change; stores it as the plan's draft unless it is a dry run. Throws
 * `rating.columnsUnknown`, `rating.invalidRows` unless they may be skipped, `rating.draftOpen`.
 */
export async function importRates(context: Context, planId: RatePlanId, bytes: Buffer, options: ImportOptions): Promise<ImportReport> {
  const plan = await getRatePlan(context, planId)
  const { layout, content } = await readSheet(context, plan, bytes, options)
  const { rows } = content
  const effectiveAt = options.effectiveAt ?? context.now()
  const before = await context.services.ratePlans.snapshot(context, planId)
  const comparison = await inSlices(compareSheet(rows, options.mode, before, effectiveAt.getTime()))
  const margins = await thinMargins(context, plan, rows, effectiveAt)
  const counts = { ...comparison.counts, invalid: content.invalid }
  const sha256 = await inSlices(digest(bytes))
  const draft = options.dryRun ? null : await keep(context, plan, content, { ...options, sha256, counts })
  return {
    layout,
    sha256,
    lines: content.lines,
    rows: rows.size,
    counts,
    examples: examplesOf(rows, comparison.changes, before, effectiveAt.getTime()),
    invalid: content.examples,
    reasons: content.reasons,
    margins,
    draft,
  }
}

function* digest(bytes: Buffer): Sliced<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += HASHED_AT_ONCE) {
    hash.update(bytes.subarray(at, at + HASHED_AT_ONCE))
    yield
  }
  return hash.digest('hex')
}

/** Layout and rows of a sheet, in the order of codes. */
async function readSheet(context: Context, plan: RatePlan, bytes: Buffer, options: ImportOptions) {
  const detection = detectLayout(bytes, options.columns)
  if ('refused' in detection) {
    throw errors.columnsUnknown({
      detail: `${detection.refused}${detection.headers.length > 0 ? ` Seen: ${detection.headers.join(', ')}.` : ''}`,
      headers: detection.headers,
      fields: FIELDS,
    })
  }
  const { layout } = detection
  const reader = new SheetReader(bytes, layout, {
    decimal: options.decimal,
    dateFormat: options.dateFormat,
    pastDates: options.pastDates,
    timeZone: plan.timeZone,
    now: context.now().getTime(),
    initialSeconds: plan.initialSeconds,
    recurringSeconds: plan.recurringSeconds,
  })
  const content = await inSlices(reader.read())
  const order = await inSlices(orderByCode(content.rows.codes, content.rows.lengths, content.rows.size))
  const single = await inSlices(withoutDoubles(content.rows, order, reader))
  return { layout, content: single ? { ...content, ...single } : { ...content, rows: await inSlices(content.rows.inOrder(order)) } }
}

/** Rows of the same code and instant contradict each other: the later one is refused. Undefined when there are none. */
function* withoutDoubles(
  rows: RateRows,
  order: Uint32Array,
  reader: SheetReader,
): Sliced<Pick<SheetContent, 'rows' | 'invalid' | 'reasons'> | undefined> {
  const doubles = new Set<number>()
  for (let at = 0, first = 0; at < order.length; at += 1) {
    if (at % ROWS_A_SLICE === 0) yield
    const row = order[at]!
    if (rows.codes[order[first]!] !== rows.codes[row] || rows.lengths[order[first]!] !== rows.lengths[row]) first = at
    for (let other = first; other < at; other += 1) {
      if (rows.from[order[other]!] !== rows.from[row] || doubles.has(order[other]!)) continue
      doubles.add(row)
      const code = codeText(rows.codes[row]!, rows.lengths[row]!)
      reader.refuse(rows.lines[row]!, 'The code is listed twice for the same date.', `${code}, also in line ${rows.lines[order[other]!]}`)
      break
    }
  }
  if (doubles.size === 0) return undefined
  const kept = new RateRows()
  for (const row of order) {
    if (doubles.has(row)) continue
    kept.push(rows.row(row))
    kept.lines[kept.size - 1] = rows.lines[row]!
  }
  return { rows: kept, ...reader.refusals() }
}

async function keep(
  context: Context,
  plan: RatePlan,
  { rows, invalid, reasons }: SheetContent,
  options: ImportOptions & { readonly sha256: string; readonly counts: ImportReport['counts'] },
): Promise<RateSheet> {
  if (invalid > 0 && options.invalidRows === 'refuse')
    throw errors.invalidRows({
      detail: `${invalid} rows cannot be taken. Correct them, or say that they may be left out.`,
      rows: invalid,
      reasons,
    })
  if (rows.size === 0) throw errors.invalidRows({ detail: 'The sheet has no row that can be taken.', rows: invalid, reasons })
  const { mode, fileName: source, sha256, counts } = options
  const draft = await inTx(context, async (tx) => {
    const sheet = await storeDraft(tx, plan.id, rows, { mode, source, sha256, counts: { ...counts, rows: rows.size } })
    await publish(tx, ratePlanImported, { ratePlanId: plan.id, source, sha256, counts })
    return sheet
  })
  context.services.ratePlans.keepRows(draft, rows)
  return draft
}

export function examplesOf(rows: RateRows, changes: Uint8Array, before: RateSnapshot, at: number): readonly ReportRow[] {
  const shown = new Uint32Array(CHANGES.length)
  const examples: ReportRow[] = []
  const unchanged = CHANGES.indexOf('unchanged')
  for (let row = 0; row < rows.size; row += 1) {
    const change = changes[row]!
    if (change === unchanged || shown[change]! >= EXAMPLES_OF_A_CHANGE) continue
    shown[change]! += 1
    const price = before.priceOfCode(rows.codes[row]!, rows.lengths[row]!, at)
    examples.push({
      line: rows.lines[row]!,
      change: CHANGES[change]!,
      row: rows.row(row),
      before: price < 0 ? null : before.timelines.rows.row(price),
    })
  }
  return examples
}
