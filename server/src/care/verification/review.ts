import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import {
  type Case,
  caseTransitions,
  type Document,
  type DocumentId,
  documentTransitions,
  missingGroups,
  rejectionsOf,
  verifiedUntil,
} from './case.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { writeApproved, writeRejected } from './mails.ts'
import { factsOf, findDocument, policyOf } from './service.ts'
import * as store from './store.ts'

export type Decision =
  | { readonly kind: 'approved'; readonly expiresOn?: string | undefined }
  | { readonly kind: 'rejected'; readonly reason: string }

/** Nobody passes judgement on papers of an own account, or on papers they sent in themselves (W3). */
function refuseOwn(context: Context | Tx, document: Document): void {
  const sentIn = context.actor.id !== null && document.uploadedBy.id === context.actor.id
  if (sentIn || context.accountId !== null) throw errors.ownReview({ detail: 'Somebody else has to look at papers that you sent in.' })
}

/**
 * Decides one document, once; the case follows: rejected with the list of reasons as soon as one is turned down, verified when every group of
 * the policy has an approved document. Throws 403 `ownReview`, 404, 409 `invalid_transition`.
 */
export async function decideDocument(context: Context, id: DocumentId, decision: Decision): Promise<Document> {
  const found = await findDocument(context, id)
  refuseOwn(context, found)
  return inTx(context, async (tx) => {
    // Locked first, so that two decisions about one case see each other.
    const current = await store.lock(tx, found.caseId)
    if (!current) throw errors.notFound({ detail: 'No verification with this id.' })
    const document = await findDocument(tx, id)
    assertTransition('document', documentTransitions, document.status, decision.kind)
    const decided: Document = {
      ...document,
      status: decision.kind,
      reviewedBy: { id: tx.actor.id, name: tx.actor.label },
      reviewedAt: tx.now(),
      rejectionReason: decision.kind === 'rejected' ? decision.reason : null,
      expiresOn: decision.kind === 'approved' ? (decision.expiresOn ?? null) : null,
    }
    await store.decideDocument(tx, decided)
    const fact = { kycDocumentId: id, kycCaseId: current.id, type: decided.type }
    const options = { accountId: current.accountId, changes: { status: { from: 'pending', to: decision.kind } } }
    if (decision.kind === 'approved') await publish(tx, events.documentApproved, fact, options)
    else await publish(tx, events.documentRejected, { ...fact, reason: decision.reason }, options)
    await follow(tx, current, decision.kind)
    return decided
  })
}

/** What a decision about one document means for its case. */
async function follow(tx: Tx, current: Case, kind: Decision['kind']): Promise<void> {
  if (current.status !== 'pending') return
  const policy = await policyOf(tx, current.purpose)
  const documents = await store.documentsOf(tx, [current.id])
  const judged = { decidedAt: tx.now(), decidedBy: tx.actor.label }
  if (kind === 'rejected') {
    assertTransition('verification', caseTransitions, current.status, 'rejected')
    const rejected: Case = { ...current, ...judged, status: 'rejected', rejections: current.rejections + 1 }
    await store.save(tx, rejected)
    const reasons = [...rejectionsOf(documents)]
    await publish(
      tx,
      events.caseRejected,
      { ...factsOf(rejected), rejections: rejected.rejections, reasons },
      { accountId: rejected.accountId },
    )
    return writeRejected(tx, rejected, policy, documents)
  }
  if (missingGroups(policy, documents, tx.now()).length > 0) return
  assertTransition('verification', caseTransitions, current.status, 'verified')
  const until = verifiedUntil(policy, documents, tx.now())
  const verified: Case = { ...current, ...judged, status: 'verified', verifiedUntil: until }
  await store.save(tx, verified)
  await publish(tx, events.caseVerified, { ...factsOf(verified), until: until.toISOString() }, { accountId: verified.accountId })
  await writeApproved(tx, verified, policy)
}
