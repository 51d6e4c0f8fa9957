import type { Gate } from '../../spine/orders/index.ts'
import { purposeOf, requirementWords } from './case.ts'
import { writeNeeded } from './mails.ts'
import { openCase } from './service.ts'
import * as store from './store.ts'

/** Keeps an order's item waiting until the account is verified for what it buys (W6, story 53). */
export const verificationGate: Gate = {
  name: 'verification',
  async check(context, item) {
    const purpose = purposeOf(item)
    const policy = purpose && (await store.findPolicy(context, purpose))
    if (!policy) return undefined
    const found = await store.findFor(context, item.accountId, policy.purpose)
    const verified = found?.status === 'verified' && found.verifiedUntil !== null && found.verifiedUntil > context.now()
    return verified ? undefined : `Verify your account first: ${requirementWords(policy)}.`
  },
  async closed(tx, item) {
    const purpose = purposeOf(item)
    const policy = purpose && (await store.findPolicy(tx, purpose))
    if (!policy) return
    const opened = await openCase(tx, item.accountId, policy.purpose)
    // Whoever has sent papers already knows that they are needed.
    if (opened.status !== 'pending') await writeNeeded(tx, opened, policy)
  },
}
