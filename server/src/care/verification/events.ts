import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId } from '../../platform/ids.ts'
import { CaseId, DOCUMENT_TYPES, DocumentId } from './case.ts'

const about = { kycCaseId: CaseId, number: z.string(), accountId: AccountId, purpose: z.string() }
const document = { kycDocumentId: DocumentId, kycCaseId: CaseId, type: z.enum(DOCUMENT_TYPES) }
const Reasons = z.array(z.object({ type: z.enum(DOCUMENT_TYPES), reason: z.string() }))

export const caseOpened = defineEvent('kyc_case.opened', 1, z.object(about))
export const caseSubmitted = defineEvent('kyc_case.submitted', 1, z.object(about))
export const caseVerified = defineEvent('kyc_case.verified', 1, z.object({ ...about, until: z.iso.datetime() }))
export const caseRejected = defineEvent('kyc_case.rejected', 1, z.object({ ...about, rejections: z.int(), reasons: Reasons }))
export const caseExpired = defineEvent('kyc_case.expired', 1, z.object(about))
export const documentUploaded = defineEvent('kyc_document.uploaded', 1, z.object({ ...document, bytes: z.int() }))
export const documentApproved = defineEvent('kyc_document.approved', 1, z.object(document))
export const documentRejected = defineEvent('kyc_document.rejected', 1, z.object({ ...document, reason: z.string() }))
/** Somebody looked at the paper itself. */
export const documentViewed = defineEvent('kyc_document.viewed', 1, z.object(document))
