import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Done, done, nothing, type Route, route } from '../../platform/routes.ts'
import { commitRatePlan, reviewDraft } from './commit.ts'
import { CHANGES } from './compare.ts'
import { discardDraft, editRate, restoreVersion, undoEdit } from './drafts.ts'
import { errors } from './errors.ts'
import { examplesOf, type ImportReport, importRates, type ReportRow } from './imports.ts'
import { RatePlanId } from './rate-plan.ts'
import {
  Code,
  MarginsReply,
  PlanReply,
  RateBody,
  RowReply,
  SheetReply,
  toMarginsReply,
  toPlanReply,
  toRow,
  toRowReply,
  toSheetReply,
} from './replies.ts'
import { getRatePlan } from './service.ts'
import { FIELDS, type Field } from './sheet-columns.ts'
import { DATE_FORMATS } from './sheet-dates.ts'

const params = z.object({ id: RatePlanId })
const MOST_SHEET_BYTES = 128 * 1024 * 1024

const Counts = z.record(z.string(), z.number())
const ChangeReply = z.object({
  line: z.number().int(),
  change: z.enum(CHANGES),
  row: RowReply,
  validFrom: z.string().nullable(),
  before: RowReply.nullable(),
})

const toChangeReply = ({ line, change, row, before }: ReportRow, currency: string): z.output<typeof ChangeReply> => ({
  line,
  change,
  row: toRowReply(row, currency),
  validFrom: row.validFrom?.toISOString() ?? null,
  before: before && toRowReply(before, currency),
})

export const mayMargin = (context: Context): boolean => context.actor.kind === 'system' || context.actor.permissions.has('margin:read')

const DraftReply = z.object({
  sheet: SheetReply,
  rows: z.number().int(),
  counts: Counts,
  changes: z.array(ChangeReply),
  margins: MarginsReply,
  /** Increases that would count before the plan's notice has passed. */
  shortNotice: z.number().int(),
})

const ImportQuery = z.strictObject({
  mode: z.enum(['full', 'partial']),
  dryRun: z.enum(['true', 'false']).default('true'),
  fileName: z.string().min(1).max(200).default('sheet.csv'),
  effectiveAt: z.iso.datetime().optional(),
  decimal: z.enum(['point', 'comma']).default('point'),
  dateFormat: z.enum(DATE_FORMATS).default('iso'),
  pastDates: z.enum(['refuse', 'with_sheet']).default('refuse'),
  invalidRows: z.enum(['refuse', 'skip']).default('refuse'),
  /** The meaning of the columns in their order, separated by commas: code,name,rate,-. */
  columns: z
    .string()
    .max(500)
    .regex(new RegExp(`^(${FIELDS.join('|')})(,(${FIELDS.join('|')}))*$`))
    .optional(),
})

const ImportReply = z.object({
  columns: z.array(z.object({ header: z.string(), field: z.enum(FIELDS) })),
  delimiter: z.string(),
  headerLine: z.number().int(),
  bom: z.boolean(),
  crlf: z.boolean(),
  sha256: z.string(),
  lines: z.number().int(),
  rows: z.number().int(),
  counts: Counts,
  changes: z.array(ChangeReply),
  invalid: z.array(z.object({ line: z.number().int(), reason: z.string(), text: z.string() })),
  reasons: Counts,
  margins: MarginsReply,
  draft: SheetReply.nullable(),
})

const toImportReply = (report: ImportReport, currency: string, maySee: boolean): z.output<typeof ImportReply> => ({
  columns: [...report.layout.columns],
  delimiter: report.layout.delimiter,
  headerLine: report.layout.headerLine,
  bom: report.layout.bom,
  crlf: report.layout.crlf,
  sha256: report.sha256,
  lines: report.lines,
  rows: report.rows,
  counts: { ...report.counts },
  changes: report.examples.map((one) => toChangeReply(one, currency)),
  invalid: [...report.invalid],
  reasons: { ...report.reasons },
  margins: toMarginsReply(report.margins, maySee),
  draft: report.draft && toSheetReply(report.draft, 'draft'),
})

async function draftReply(context: Context, id: RatePlanId, effectiveAt: Date): Promise<z.output<typeof DraftReply>> {
  const plan = await getRatePlan(context, id)
  const { draft, rows, before, comparison, margins, shortNotice } = await reviewDraft(context, id, effectiveAt)
  return {
    sheet: toSheetReply(draft, 'draft'),
    rows: rows.size,
    counts: { ...comparison.counts },
    changes: examplesOf(rows, comparison.changes, before, effectiveAt.getTime()).map((one) => toChangeReply(one, plan.terms.currency)),
    margins: toMarginsReply(margins, mayMargin(context)),
    shortNotice: shortNotice.length,
  }
}

export const draftRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/rate-plans/:id/draft',
    permission: 'rate-plan:read',
    summary: 'What the uncommitted changes would do at an instant',
    params,
    query: z.strictObject({ effectiveAt: z.iso.datetime().optional() }),
    reply: DraftReply,
    errors: [errors.notFound, errors.nothingToCommit],
    run: ({ context, params: { id }, query }) => draftReply(context, id, query.effectiveAt ? new Date(query.effectiveAt) : context.now()),
  }),
  route({
    method: 'PUT',
    path: '/rate-plans/:id/draft/rates',
    permission: 'rate-plan:write',
    summary: 'Set, close or block a code in the draft',
    params,
    body: RateBody,
    reply: Done,
    errors: [errors.notFound, errors.marginTooLow],
    run: async ({ context, params: { id }, body }) => {
      await editRate(context, id, toRow(body, await getRatePlan(context, id)))
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/rate-plans/:id/draft/undo',
    permission: 'rate-plan:write',
    summary: 'Take a code out of the draft',
    params,
    body: z.strictObject({ code: Code }),
    reply: Done,
    errors: [errors.notFound, errors.nothingToCommit],
    run: async ({ context, params: { id }, body }) => {
      await undoEdit(context, id, body.code)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/rate-plans/:id/draft/discard',
    permission: 'rate-plan:write',
    summary: 'Throw the uncommitted changes away',
    params,
    body: nothing,
    reply: Done,
    errors: [errors.notFound, errors.nothingToCommit],
    run: async ({ context, params: { id } }) => {
      await discardDraft(context, id)
      return done
    },
  }),
  route({
    method: 'POST',
    path: '/rate-plans/:id/imports',
    permission: 'rate-plan:write',
    summary: 'Read a rate sheet (text/csv); keep it as the draft unless it is a dry run',
    params,
    query: ImportQuery,
    rawBody: true,
    maxBodyBytes: MOST_SHEET_BYTES,
    reply: ImportReply,
    errors: [errors.notFound, errors.columnsUnknown, errors.invalidRows, errors.draftOpen],
    run: async ({ context, params: { id }, query: { effectiveAt, columns, dryRun, ...rest }, http }) => {
      const options = {
        ...rest,
        dryRun: dryRun === 'true',
        effectiveAt: effectiveAt ? new Date(effectiveAt) : undefined,
        columns: columns?.split(',') as Field[],
      }
      const plan = await getRatePlan(context, id)
      const report = await importRates(context, id, http.rawBody ?? Buffer.alloc(0), options)
      return toImportReply(report, plan.terms.currency, mayMargin(context))
    },
  }),
  route({
    method: 'POST',
    path: '/rate-plans/:id/commit',
    permission: 'rate-plan:commit',
    summary: 'Fix the draft as the next version',
    params,
    body: z.strictObject({ effectiveAt: z.iso.datetime().optional() }),
    reply: z.object({ plan: PlanReply, sheet: SheetReply, margins: MarginsReply, shortNotice: z.number().int() }),
    errors: [errors.notFound, errors.nothingToCommit, errors.pastDate, errors.noticeTooShort, errors.marginTooLow, errors.changedMeanwhile],
    run: async ({ context, params: { id }, body }) => {
      const { plan, sheet, margins, shortNotice } = await commitRatePlan(
        context,
        id,
        body.effectiveAt ? new Date(body.effectiveAt) : undefined,
      )
      const state = sheet.effectiveAt && sheet.effectiveAt > context.now() ? 'committed' : 'effective'
      return {
        plan: toPlanReply(plan, false),
        sheet: toSheetReply(sheet, state),
        margins: toMarginsReply(margins, mayMargin(context)),
        shortNotice,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/rate-plans/:id/restore',
    permission: 'rate-plan:write',
    summary: 'Make the prices of an older version the draft',
    params,
    body: z.strictObject({ version: z.number().int().min(1) }),
    reply: SheetReply,
    errors: [errors.notFound, errors.versionNotFound, errors.draftOpen],
    run: async ({ context, params: { id }, body }) => toSheetReply(await restoreVersion(context, id, body.version), 'draft'),
  }),
]
