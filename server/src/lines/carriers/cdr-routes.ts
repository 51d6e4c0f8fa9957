import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { CarrierId } from './carrier.ts'
import { type AttemptCdr, CdrId } from './cdr.ts'
import { attemptsOf, find, listCalls } from './cdr-store.ts'
import { errors } from './errors.ts'
import { type CdrImport, CdrImportId } from './import-store.ts'
import { findImport, listImports, rejectsOf, startImport } from './imports.ts'
import { namesOf } from './names.ts'
import { CdrReply, Disposition, toCdrReply } from './replies.ts'

export const CdrFilters = {
  number: z
    .string()
    .regex(/^\+?\d{1,15}$/, 'Use the first digits of a number.')
    .transform((digits) => digits.replace('+', ''))
    .optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
}

/** Text instants of a query as dates. */
export const datesOf = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) => ({
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
})

const AttemptReply = z.object({
  attempt: z.number(),
  supplierName: z.string(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string(),
  aNumber: z.string(),
  bNumber: z.string(),
  sipCode: z.number().nullable(),
  reason: z.string(),
  cause: z.number().nullable(),
  pddMs: z.number().nullable(),
  durationMs: z.number(),
  billedSeconds: z.number(),
  cost: MoneyReply.nullable(),
})

const toAttempt = (attempt: AttemptCdr, nameOf: (id: string | null) => string | null): z.input<typeof AttemptReply> => ({
  ...attempt,
  supplierName: nameOf(attempt.carrierId) ?? '',
  startedAt: attempt.startedAt.toISOString(),
  answeredAt: attempt.answeredAt?.toISOString() ?? null,
  endedAt: attempt.endedAt.toISOString(),
  billedSeconds: attempt.cost?.billedSeconds ?? 0,
  cost: attempt.cost && toMoneyReply(attempt.cost.amount),
})

const CdrDetail = CdrReply.extend({
  aOriginal: z.string(),
  bOriginal: z.string(),
  sourceIp: z.string(),
  sipCallId: z.string(),
  node: z.string(),
  attemptRecords: z.array(AttemptReply),
  trace: z.record(z.string(), z.unknown()),
})

async function detail(context: Context, id: CdrId): Promise<z.input<typeof CdrDetail>> {
  const cdr = await find(context, id)
  if (!cdr) throw errors.cdrNotFound({ detail: 'No call record with this id.' })
  const names = await namesOf(context)
  const { aOriginal, bOriginal, sourceIp, sipCallId, node, trace } = cdr
  const attemptRecords = (await attemptsOf(context, id)).map((attempt) => toAttempt(attempt, names))
  return { ...toCdrReply(cdr, names), aOriginal, bOriginal, sourceIp, sipCallId, node, trace, attemptRecords }
}

const ImportReply = z.object({
  id: z.uuid(),
  source: z.string(),
  fileName: z.string(),
  sizeBytes: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  rowsTaken: z.string(),
  rowsDuplicate: z.string(),
  rowsRejected: z.string(),
  error: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})

const toImport = (file: CdrImport): z.input<typeof ImportReply> => ({
  ...file,
  sizeBytes: file.sizeBytes.toString(),
  rowsTaken: file.rowsTaken.toString(),
  rowsDuplicate: file.rowsDuplicate.toString(),
  rowsRejected: file.rowsRejected.toString(),
  createdAt: file.createdAt.toISOString(),
  finishedAt: file.finishedAt?.toISOString() ?? null,
})

/** A quarter of a gigabyte: a million calls. */
const MOST_FILE_BYTES = 256 * 1_024 * 1_024
const Rejects = z.array(z.object({ line: z.string(), reason: z.string(), raw: z.string() }))

export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/cdr-imports',
    permission: 'cdr:export',
    summary: "Take in a file of another switch's call records (text/csv); each call id of a source counts once",
    query: z.strictObject({
      source: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use small letters, digits and dashes, such as old-switch.')
        .refine((name) => name !== 'switch', 'This name is our own.'),
      fileName: z.string().trim().min(1).max(200),
    }),
    rawBody: true,
    maxBodyBytes: MOST_FILE_BYTES,
    reply: ImportReply,
    status: 201,
    run: async ({ context, query, http }) => toImport(await startImport(context, { ...query, bytes: http.rawBody ?? Buffer.alloc(0) })),
  }),
  route({
    method: 'GET',
    path: '/cdr-imports',
    permission: 'cdr:read',
    summary: 'List the newest files of call records',
    reply: z.object({ items: z.array(ImportReply) }),
    run: async ({ context }) => ({ items: (await listImports(context)).map(toImport) }),
  }),
  route({
    method: 'GET',
    path: '/cdr-imports/:id',
    permission: 'cdr:read',
    summary: 'Show one file of call records with the first lines that could not be taken',
    params: z.strictObject({ id: CdrImportId }),
    reply: ImportReply.extend({ rejects: Rejects }),
    errors: [errors.importNotFound],
    run: async ({ context, params }) => {
      const file = await findImport(context, params.id)
      const rejects = await rejectsOf(context, file.id)
      return { ...toImport(file), rejects: rejects.map((one) => ({ ...one, line: one.line.toString() })) }
    },
  }),
]

export const cdrRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/cdrs',
    permission: 'cdr:read',
    summary: 'List call records of carriers, newest first',
    query: z.strictObject({ ...PageQuery, ...CdrFilters, carrierId: CarrierId.optional(), disposition: Disposition.optional() }),
    reply: pageOf(CdrReply),
    run: async ({ context, query }) => {
      const page = await listCalls(context, { ...query, ...datesOf(query) })
      const names = await namesOf(context)
      return { ...page, items: page.items.map((cdr) => toCdrReply(cdr, names)) }
    },
  }),
  route({
    method: 'GET',
    path: '/cdrs/:id',
    permission: 'cdr:read',
    summary: 'Show one call record with its attempts and how it was decided',
    params: z.strictObject({ id: CdrId }),
    reply: CdrDetail,
    errors: [errors.cdrNotFound],
    run: async ({ context, params }) => detail(context, params.id),
  }),
]
