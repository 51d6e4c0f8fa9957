import { days } from '../../platform/clock.ts'
import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'

export type CaseId = Id<'kycCase'>
export type DocumentId = Id<'kycDocument'>
export const CaseId = idSchema<CaseId>()
export const DocumentId = idSchema<DocumentId>()

/** The papers that can be asked for (E18). */
export const DOCUMENT_TYPES = [
  'passport',
  'id_card',
  'drivers_license',
  'utility_bill',
  'residence_permit',
  'company_registration',
  'loa',
] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

export const CASE_STATUSES = ['not_started', 'pending', 'verified', 'rejected', 'expired'] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]

/** What may follow what (§2.7). */
export const caseTransitions: Transitions<CaseStatus> = {
  not_started: ['pending'],
  pending: ['verified', 'rejected'],
  rejected: ['pending'],
  verified: ['expired'],
  expired: ['pending'],
}

export type DocumentStatus = 'pending' | 'approved' | 'rejected'
/** A decision stands: whoever wants another one sends a new document. */
export const documentTransitions: Transitions<DocumentStatus> = { pending: ['approved', 'rejected'], approved: [], rejected: [] }

/** What a purpose such as `number:DE` needs: of every group, one document of any of its types. */
export type Policy = {
  readonly purpose: string
  readonly title: string
  readonly requirements: readonly (readonly DocumentType[])[]
  readonly validMonths: number
}

/** The verification of one account for one purpose. */
export type Case = {
  readonly id: CaseId
  readonly accountId: AccountId
  readonly number: string
  readonly purpose: string
  readonly status: CaseStatus
  /** How often it was rejected so far; at two a ticket is opened. */
  readonly rejections: number
  readonly submittedAt: Date | null
  /** When somebody should have looked at it. */
  readonly reviewDueAt: Date | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly verifiedUntil: Date | null
  readonly createdAt: Date
}

export type Person = { readonly id: string | null; readonly name: string }

export type Document = {
  readonly id: DocumentId
  readonly caseId: CaseId
  readonly accountId: AccountId
  readonly type: DocumentType
  readonly status: DocumentStatus
  readonly file: { readonly key: string; readonly type: string; readonly name: string; readonly bytes: number }
  readonly uploadedBy: Person
  readonly uploadedAt: Date
  readonly reviewedBy: Person | null
  readonly reviewedAt: Date | null
  readonly rejectionReason: string | null
  /** The last day on which the paper itself is valid, as `YYYY-MM-DD`. */
  readonly expiresOn: string | null
}

export const REVIEW_MS = days(2)
export const REMIND_MS = days(30)
export const REJECTIONS_FOR_TICKET = 2

/** The purpose of an order's item, such as `number:DE`; undefined for what has no country. */
export function purposeOf(item: { readonly kind: string; readonly attributes: Readonly<Record<string, unknown>> }): string | undefined {
  const country = item.attributes['country']
  return typeof country === 'string' ? `${item.kind}:${country}` : undefined
}

const isValidOn = (document: Document, now: Date): boolean =>
  document.expiresOn === null || document.expiresOn >= now.toISOString().slice(0, 10)

/** The groups of a policy that no approved document covers at `now`. */
export function missingGroups(policy: Policy, documents: readonly Document[], now: Date): readonly (readonly DocumentType[])[] {
  const good = documents.filter((document) => document.status === 'approved' && isValidOn(document, now))
  return policy.requirements.filter((group) => !good.some(({ type }) => group.includes(type)))
}

/** The reasons of the newest document of every type that was turned down: what the customer has to do again. */
export function rejectionsOf(documents: readonly Document[]): readonly { readonly type: DocumentType; readonly reason: string }[] {
  const newest = new Map<DocumentType, Document>()
  for (const document of documents.toSorted((a, b) => a.uploadedAt.getTime() - b.uploadedAt.getTime())) newest.set(document.type, document)
  return [...newest.values()].flatMap(({ type, rejectionReason }) => (rejectionReason === null ? [] : [{ type, reason: rejectionReason }]))
}

/** Half a day over the month's end is not worth a rule: the same day of the month, or its last one. */
function addMonths(date: Date, months: number): Date {
  const day = date.getUTCDate()
  const moved = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1, date.getUTCHours(), date.getUTCMinutes()))
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(day, last))
  return moved
}

/** Until when a verification holds: the policy's months, but no longer than the papers it rests on. */
export function verifiedUntil(policy: Policy, documents: readonly Document[], now: Date): Date {
  const ends = documents
    .filter(({ status, expiresOn }) => status === 'approved' && expiresOn !== null)
    .map(({ expiresOn }) => new Date(`${expiresOn}T23:59:59Z`))
    .filter((end) => end > now)
  return [addMonths(now, policy.validMonths), ...ends].reduce((first, end) => (end < first ? end : first))
}

const NAMES: Readonly<Record<DocumentType, string>> = {
  passport: 'passport',
  id_card: 'identity card',
  drivers_license: 'driving licence',
  utility_bill: 'utility bill',
  residence_permit: 'residence permit',
  company_registration: 'company registration',
  loa: 'letter of authorisation',
}

export const nameOf = (type: DocumentType): string => NAMES[type]

/** “passport or identity card, and utility bill”. */
export const requirementWords = (policy: Policy): string =>
  policy.requirements.map((group) => group.map(nameOf).join(' or ')).join(', and ')
