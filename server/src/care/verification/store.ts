import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Case, CaseId, CaseStatus, Document, DocumentId, DocumentStatus, DocumentType, Policy } from './case.ts'

type PolicyTable = {
  id: string
  tenant_id: TenantId
  purpose: string
  title: string
  requirements: string
  valid_months: number
  created_at: Date
}

type CaseTable = {
  id: CaseId
  tenant_id: TenantId
  account_id: AccountId
  number: string
  purpose: string
  status: CaseStatus
  rejections: number
  submitted_at: Date | null
  review_due_at: Date | null
  decided_at: Date | null
  decided_by: string | null
  verified_until: Date | null
  reminded_at: Date | null
  created_at: Date
}

type DocumentTable = {
  id: DocumentId
  tenant_id: TenantId
  account_id: AccountId
  case_id: CaseId
  type: DocumentType
  status: DocumentStatus
  object_key: string
  content_type: string
  name: string
  bytes: number
  uploaded_by: string | null
  uploaded_by_name: string
  uploaded_at: Date
  reviewed_by: string | null
  reviewed_by_name: string | null
  reviewed_at: Date | null
  rejection_reason: string | null
  expires_on: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    kyc_policy: PolicyTable
    kyc_case: CaseTable
    kyc_document: DocumentTable
  }
}

const toPolicy = (row: Selectable<PolicyTable>): Policy => ({
  purpose: row.purpose,
  title: row.title,
  requirements: row.requirements as unknown as Policy['requirements'],
  validMonths: row.valid_months,
})

const toCase = (row: Selectable<CaseTable>): Case => ({
  id: row.id,
  accountId: row.account_id,
  number: row.number,
  purpose: row.purpose,
  status: row.status,
  rejections: row.rejections,
  submittedAt: row.submitted_at,
  reviewDueAt: row.review_due_at,
  decidedAt: row.decided_at,
  decidedBy: row.decided_by,
  verifiedUntil: row.verified_until,
  createdAt: row.created_at,
})

const toDocument = (row: Selectable<DocumentTable>): Document => ({
  id: row.id,
  caseId: row.case_id,
  accountId: row.account_id,
  type: row.type,
  status: row.status,
  file: { key: row.object_key, type: row.content_type, name: row.name, bytes: row.bytes },
  uploadedBy: { id: row.uploaded_by, name: row.uploaded_by_name },
  uploadedAt: row.uploaded_at,
  reviewedBy: row.reviewed_by_name === null ? null : { id: row.reviewed_by, name: row.reviewed_by_name },
  reviewedAt: row.reviewed_at,
  rejectionReason: row.rejection_reason,
  expiresOn: row.expires_on,
})

export async function listPolicies(context: Context | Tx): Promise<readonly Policy[]> {
  const rows = await context.db.selectFrom('kyc_policy').selectAll().where('tenant_id', '=', context.tenantId).orderBy('purpose').execute()
  return rows.map(toPolicy)
}

export async function findPolicy(context: Context | Tx, purpose: string): Promise<Policy | undefined> {
  const rows = context.db.selectFrom('kyc_policy').selectAll().where('tenant_id', '=', context.tenantId)
  const row = await rows.where('purpose', '=', purpose).executeTakeFirst()
  return row && toPolicy(row)
}

export async function insertPolicy(tx: Tx, policy: Policy): Promise<void> {
  const { purpose, title, validMonths: valid_months } = policy
  await tx.db
    .insertInto('kyc_policy')
    .values({
      id: newId(),
      tenant_id: tx.tenantId,
      purpose,
      title,
      requirements: JSON.stringify(policy.requirements),
      valid_months,
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'purpose']).doNothing())
    .execute()
}

const cases = (context: Context | Tx) => context.db.selectFrom('kyc_case').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: CaseId): Promise<Case | undefined> {
  const row = await cases(context).where('id', '=', id).executeTakeFirst()
  return row && toCase(row)
}

export async function lock(tx: Tx, id: CaseId): Promise<Case | undefined> {
  const row = await cases(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && toCase(row)
}

export async function findFor(context: Context | Tx, accountId: AccountId, purpose: string): Promise<Case | undefined> {
  const row = await cases(context).where('account_id', '=', accountId).where('purpose', '=', purpose).executeTakeFirst()
  return row && toCase(row)
}

export type CaseQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly status?: CaseStatus | undefined
  readonly q?: string | undefined
}

/** Oldest first for a queue of one state, newest first otherwise. */
export function list(context: Context, query: CaseQuery): Promise<Page<Case>> {
  let found = cases(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.status) found = found.where('status', '=', query.status)
  if (query.q) found = found.where('number', 'ilike', `%${query.q.replace(/[\\%_]/g, '\\$&')}%`)
  const direction = query.status === 'pending' ? 'asc' : 'desc'
  return keysetPage(found, { column: 'created_at', direction, cast: 'timestamptz' }, query, toCase)
}

/** Answers false when the account has a case for this purpose already. */
export async function insert(tx: Tx, one: Case): Promise<boolean> {
  const result = await tx.db
    .insertInto('kyc_case')
    .values({
      id: one.id,
      tenant_id: tx.tenantId,
      account_id: one.accountId,
      number: one.number,
      purpose: one.purpose,
      status: one.status,
      rejections: 0,
      submitted_at: null,
      review_due_at: null,
      decided_at: null,
      decided_by: null,
      verified_until: null,
      reminded_at: null,
      created_at: one.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'account_id', 'purpose']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, one: Case): Promise<void> {
  await tx.db
    .updateTable('kyc_case')
    .set({
      status: one.status,
      rejections: one.rejections,
      submitted_at: one.submittedAt,
      review_due_at: one.reviewDueAt,
      decided_at: one.decidedAt,
      decided_by: one.decidedBy,
      verified_until: one.verifiedUntil,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', one.id)
    .execute()
}

type Ending = { readonly id: CaseId; readonly tenantId: TenantId; readonly accountId: AccountId }

const endings = (context: Context) =>
  context.db.selectFrom('kyc_case').select(['id', 'tenant_id as tenantId', 'account_id as accountId']).where('status', '=', 'verified')

/** Verifications of any tenant that are over; asked by the schedule as the system. */
export const listEnded = (context: Context, limit: number): Promise<Ending[]> =>
  endings(context).where('verified_until', '<=', context.now()).limit(limit).execute()

/** Verifications of any tenant that end before `before` and whose owners were not told yet. */
export const listEnding = (context: Context, before: Date, limit: number): Promise<Ending[]> =>
  endings(context).where('verified_until', '<=', before).where('reminded_at', 'is', null).limit(limit).execute()

/** Answers false when somebody else reminded meanwhile. */
export async function markReminded(tx: Tx, id: CaseId): Promise<boolean> {
  const update = tx.db.updateTable('kyc_case').set({ reminded_at: tx.now() }).where('id', '=', id)
  return (await update.where('reminded_at', 'is', null).executeTakeFirst()).numUpdatedRows === 1n
}

const documents = (context: Context | Tx) => context.db.selectFrom('kyc_document').selectAll().where('tenant_id', '=', context.tenantId)

export async function documentsOf(context: Context | Tx, ids: readonly CaseId[]): Promise<readonly Document[]> {
  if (ids.length === 0) return []
  const rows = await documents(context)
    .where('case_id', 'in', [...ids])
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute()
  return rows.map(toDocument)
}

export async function findDocument(context: Context | Tx, id: DocumentId): Promise<Document | undefined> {
  const row = await documents(context).where('id', '=', id).executeTakeFirst()
  return row && toDocument(row)
}

export async function insertDocument(tx: Tx, document: Document): Promise<void> {
  await tx.db
    .insertInto('kyc_document')
    .values({
      id: document.id,
      tenant_id: tx.tenantId,
      account_id: document.accountId,
      case_id: document.caseId,
      type: document.type,
      status: document.status,
      object_key: document.file.key,
      content_type: document.file.type,
      name: document.file.name,
      bytes: document.file.bytes,
      uploaded_by: document.uploadedBy.id,
      uploaded_by_name: document.uploadedBy.name,
      uploaded_at: document.uploadedAt,
      reviewed_by: null,
      reviewed_by_name: null,
      reviewed_at: null,
      rejection_reason: null,
      expires_on: null,
    })
    .execute()
}

/** Writes a decision; the database refuses a second one. */
export async function decideDocument(tx: Tx, document: Document): Promise<void> {
  await tx.db
    .updateTable('kyc_document')
    .set({
      status: document.status,
      reviewed_by: document.reviewedBy?.id ?? null,
      reviewed_by_name: document.reviewedBy?.name ?? null,
      reviewed_at: document.reviewedAt,
      rejection_reason: document.rejectionReason,
      expires_on: document.expiresOn,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', document.id)
    .execute()
}

/** How many cases wait for somebody to look at them. */
export async function countPending(context: Context): Promise<number> {
  const count = context.db.selectFrom('kyc_case').select(sql<bigint>`count(*)`.as('count')).where('tenant_id', '=', context.tenantId)
  return Number((await count.where('status', '=', 'pending').executeTakeFirstOrThrow()).count)
}
