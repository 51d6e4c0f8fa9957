import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { MOST_UPLOAD_BYTES, uploadErrors } from '../../platform/uploads.ts'
import { accountNames, findAccount } from '../../spine/accounts/index.ts'
import {
  CASE_STATUSES,
  type Case,
  CaseId,
  DOCUMENT_TYPES,
  type Document,
  DocumentId,
  missingGroups,
  type Policy,
  rejectionsOf,
} from './case.ts'
import { errors } from './errors.ts'
import { decideDocument } from './review.ts'
import { documentsOf, findCase, listCases, listPolicies, openCase, uploadDocument, viewDocument } from './service.ts'

const Type = z.enum(DOCUMENT_TYPES)
const Status = z.enum(CASE_STATUSES)

const DocumentReply = z.object({
  id: z.uuid(),
  type: Type,
  status: z.enum(['pending', 'approved', 'rejected']),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number().int(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  /** Who decided is for staff. */
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  rejectionReason: z.string().nullable(),
  expiresOn: z.string().nullable(),
})

const CaseReply = z.object({
  id: z.uuid(),
  number: z.string(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  purpose: z.string(),
  title: z.string(),
  status: Status,
  rejections: z.number().int(),
  submittedAt: z.string().nullable(),
  reviewDueAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  verifiedUntil: z.string().nullable(),
  createdAt: z.string(),
  requirements: z.array(z.array(Type)),
  /** Groups without an approved document. */
  missing: z.array(z.array(Type)),
  reasons: z.array(z.object({ type: Type, reason: z.string() })),
  documents: z.array(DocumentReply),
})

const DetailReply = CaseReply.extend({ account: z.object({ name: z.string(), number: z.string(), kind: z.string(), email: z.string() }) })

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

const toDocumentReply = (context: Context, document: Document) => ({
  id: document.id,
  type: document.type,
  status: document.status,
  name: document.file.name,
  contentType: document.file.type,
  bytes: document.file.bytes,
  uploadedBy: document.uploadedBy.name,
  uploadedAt: document.uploadedAt.toISOString(),
  reviewedBy: context.accountId ? null : (document.reviewedBy?.name ?? null),
  reviewedAt: iso(document.reviewedAt),
  rejectionReason: document.rejectionReason,
  expiresOn: document.expiresOn,
})

const copy = <Item>(groups: readonly (readonly Item[])[]) => groups.map((group) => [...group])

async function toReplies(context: Context, cases: readonly Case[]) {
  const policies = new Map((await listPolicies(context)).map((policy) => [policy.purpose, policy]))
  const names = await accountNames(context, [...new Set(cases.map((one) => one.accountId))])
  const all = await documentsOf(
    context,
    cases.map(({ id }) => id),
  )
  return cases.map(({ submittedAt, reviewDueAt, decidedAt, decidedBy, verifiedUntil, createdAt, ...one }) => {
    const policy: Policy | undefined = policies.get(one.purpose)
    const documents = all.filter(({ caseId }) => caseId === one.id)
    return {
      ...one,
      accountName: names.get(one.accountId) ?? null,
      title: policy?.title ?? one.purpose,
      submittedAt: iso(submittedAt),
      reviewDueAt: iso(reviewDueAt),
      decidedAt: iso(decidedAt),
      decidedBy: context.accountId ? null : decidedBy,
      verifiedUntil: iso(verifiedUntil),
      createdAt: createdAt.toISOString(),
      requirements: copy(policy?.requirements ?? []),
      missing: policy ? copy(missingGroups(policy, documents, context.now())) : [],
      reasons: [...rejectionsOf(documents)],
      documents: documents.map((document) => toDocumentReply(context, document)),
    }
  })
}

async function toDetail(context: Context, one: Case) {
  const [reply] = await toReplies(context, [one])
  if (!reply) throw new Error('One verification gives one reply.')
  const { name, number, kind, email } = await findAccount(context, one.accountId)
  return { ...reply, account: { name, number, kind, email } }
}

const One = z.strictObject({ id: CaseId })
const OneDocument = z.strictObject({ id: DocumentId })

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/verification-purposes',
    permission: 'verification:read',
    summary: 'What needs a verification, and which papers it takes',
    reply: z.object({ items: z.array(z.object({ purpose: z.string(), title: z.string(), requirements: z.array(z.array(Type)) })) }),
    run: async ({ context }) => ({
      items: (await listPolicies(context)).map(({ purpose, title, requirements }) => ({
        purpose,
        title,
        requirements: copy(requirements),
      })),
    }),
  }),
  route({
    method: 'GET',
    path: '/verifications',
    permission: 'verification:read',
    summary: 'List verifications; those to be reviewed come oldest first',
    query: z.strictObject({ ...PageQuery, accountId: AccountId.optional(), status: Status.optional(), q: z.string().max(60).optional() }),
    reply: pageOf(CaseReply),
    run: async ({ context, query }) => {
      const page = await listCases(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/verifications/:id',
    permission: 'verification:read',
    summary: 'Show one verification with its documents',
    params: One,
    reply: DetailReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toDetail(context, await findCase(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/verifications',
    permission: 'verification:submit',
    summary: 'Begin the verification for a purpose; the same one when it was begun before',
    body: z.strictObject({ purpose: z.string().max(60), accountId: AccountId.optional() }),
    reply: DetailReply,
    status: 201,
    errors: [errors.unknownPurpose],
    run: async ({ context, body }) => {
      const accountId = context.accountId ?? body.accountId
      if (!accountId) throw requestErrors.invalid({ detail: 'Say for which account with accountId.' })
      return toDetail(context, await openCase(context, accountId, body.purpose))
    },
  }),
  route({
    method: 'POST',
    path: '/verifications/:id/documents',
    permission: 'verification:submit',
    summary: 'Send a paper: the body is the file itself (PDF, JPEG or PNG, at most 10 MB) as application/octet-stream',
    params: One,
    query: z.strictObject({ type: Type, name: z.string().max(200).default('document') }),
    rawBody: true,
    maxBodyBytes: MOST_UPLOAD_BYTES + 1_024,
    reply: DocumentReply,
    status: 201,
    errors: [errors.notFound, errors.notNeeded, errors.alreadyVerified, uploadErrors.notTaken],
    run: async ({ context, params, query, http }) =>
      toDocumentReply(context, await uploadDocument(context, params.id, { ...query, bytes: http.rawBody })),
  }),
  route({
    method: 'POST',
    path: '/verification-documents/:id/link',
    permission: 'verification:read',
    summary: 'An address of the paper for five minutes; that it was asked for is logged',
    params: OneDocument,
    body: nothing,
    reply: z.object({ url: z.string(), expiresAt: z.string() }),
    errors: [errors.documentNotFound],
    run: async ({ context, params }) => {
      const { url, expiresAt } = await viewDocument(context, params.id)
      return { url, expiresAt: expiresAt.toISOString() }
    },
  }),
  route({
    method: 'POST',
    path: '/verification-documents/:id/approve',
    permission: 'verification:review',
    summary: 'Accept a paper, for good',
    params: OneDocument,
    body: z.strictObject({ expiresOn: z.iso.date().optional() }),
    reply: DocumentReply,
    errors: [errors.documentNotFound, errors.ownReview],
    run: async ({ context, params, body }) =>
      toDocumentReply(context, await decideDocument(context, params.id, { kind: 'approved', ...body })),
  }),
  route({
    method: 'POST',
    path: '/verification-documents/:id/reject',
    permission: 'verification:review',
    summary: 'Turn a paper down, for good, with a reason for the customer',
    params: OneDocument,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    reply: DocumentReply,
    errors: [errors.documentNotFound, errors.ownReview],
    run: async ({ context, params, body }) =>
      toDocumentReply(context, await decideDocument(context, params.id, { kind: 'rejected', ...body })),
  }),
]
