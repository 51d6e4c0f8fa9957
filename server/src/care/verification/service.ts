import { later } from '../../platform/clock.ts'
import { nextCode } from '../../platform/codes.ts'
import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { keepUpload, linkTo } from '../../platform/uploads.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import {
  type Case,
  type CaseId,
  caseTransitions,
  type Document,
  type DocumentId,
  type DocumentType,
  nameOf,
  type Policy,
  REVIEW_MS,
  requirementWords,
} from './case.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import * as store from './store.ts'

/** Papers come as scans; their bytes decide, not their names. */
const TAKEN = ['application/pdf', 'image/jpeg', 'image/png']

export const factsOf = ({ id, number, accountId, purpose }: Case) => ({ kycCaseId: id, number, accountId, purpose })

/** The policy of a purpose, or 422. */
export async function policyOf(context: Context | Tx, purpose: string): Promise<Policy> {
  const policy = await store.findPolicy(context, purpose)
  if (!policy) throw errors.unknownPurpose({ detail: `Nothing here needs a verification for ${purpose}.`, purpose })
  return policy
}

/** The case, or 404. */
export async function findCase(context: Context | Tx, id: CaseId): Promise<Case> {
  const found = await store.find(context, id)
  if (!found) throw errors.notFound({ detail: 'No verification with this id.' })
  return found
}

/** The document, or 404. */
export async function findDocument(context: Context | Tx, id: DocumentId): Promise<Document> {
  const found = await store.findDocument(context, id)
  if (!found) throw errors.documentNotFound({ detail: 'No document with this id.' })
  return found
}

/** The account's case for a purpose, opened at its first use. Throws 404, 422 `unknownPurpose`. */
export async function openCase(context: Context | Tx, accountId: AccountId, purpose: string): Promise<Case> {
  await policyOf(context, purpose)
  return inTx(context, async (tx) => {
    const known = await store.findFor(tx, accountId, purpose)
    if (known) return known
    await findAccount(tx, accountId)
    const opened: Case = {
      id: newId(),
      accountId,
      number: await nextCode(tx, 'K'),
      purpose,
      status: 'not_started',
      rejections: 0,
      submittedAt: null,
      reviewDueAt: null,
      decidedAt: null,
      decidedBy: null,
      verifiedUntil: null,
      createdAt: tx.now(),
    }
    if (!(await store.insert(tx, opened))) return (await store.findFor(tx, accountId, purpose)) ?? opened
    await publish(tx, events.caseOpened, factsOf(opened), { accountId })
    return opened
  })
}

export type Upload = { readonly type: DocumentType; readonly name: string; readonly bytes: Uint8Array | undefined }

/**
 * Takes a paper for a case: with the first one, and with a better one after a rejection, the case goes to review. Throws 404, 409
 * `alreadyVerified`, 422 `notNeeded` and `files.notTaken`.
 */
export async function uploadDocument(context: Context, id: CaseId, upload: Upload): Promise<Document> {
  const found = await findCase(context, id)
  const policy = await policyOf(context, found.purpose)
  if (!policy.requirements.flat().includes(upload.type)) {
    throw errors.notNeeded({ detail: `A ${nameOf(upload.type)} does not help here. Needed: ${requirementWords(policy)}.` })
  }
  const file = await keepUpload(context, { bytes: upload.bytes, name: upload.name, allowed: TAKEN })
  const own = createContext(context.services, { ...context, accountId: found.accountId })
  return inTx(own, async (tx) => {
    const current = await store.lock(tx, id)
    if (!current) throw errors.notFound({ detail: 'No verification with this id.' })
    if (current.status === 'verified') throw errors.alreadyVerified({ detail: 'Your papers are in order; nothing more is needed.' })
    const document: Document = {
      id: newId(),
      caseId: id,
      accountId: current.accountId,
      type: upload.type,
      status: 'pending',
      file,
      uploadedBy: { id: tx.actor.id, name: tx.actor.label },
      uploadedAt: tx.now(),
      reviewedBy: null,
      reviewedAt: null,
      rejectionReason: null,
      expiresOn: null,
    }
    await store.insertDocument(tx, document)
    const fact = { kycDocumentId: document.id, kycCaseId: id, type: document.type, bytes: file.bytes }
    await publish(tx, events.documentUploaded, fact, { accountId: current.accountId })
    if (current.status !== 'pending') await submit(tx, current)
    return document
  })
}

async function submit(tx: Tx, current: Case): Promise<void> {
  assertTransition('verification', caseTransitions, current.status, 'pending')
  const submitted: Case = {
    ...current,
    status: 'pending',
    submittedAt: tx.now(),
    reviewDueAt: later(tx.now(), REVIEW_MS),
    decidedAt: null,
    decidedBy: null,
  }
  await store.save(tx, submitted)
  await publish(tx, events.caseSubmitted, factsOf(submitted), { accountId: submitted.accountId })
}

/** An address of the paper itself for five minutes; that somebody asked is written down first. */
export async function viewDocument(context: Context, id: DocumentId): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  return inTx(context, async (tx) => {
    const { accountId, caseId: kycCaseId, type, file } = await findDocument(tx, id)
    await publish(tx, events.documentViewed, { kycDocumentId: id, kycCaseId, type }, { accountId })
    return linkTo(tx, file)
  })
}

export { countPending, documentsOf, list as listCases, listPolicies } from './store.ts'
