import { days } from '../../platform/clock.ts'
import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { enqueue } from '../../platform/jobs.ts'
import { placeOrder } from '../../spine/orders/index.ts'
import { type Bundle, type BundleId, nextOf, noticeDue, RENEWAL_FAILED } from './bundle.ts'
import { bundlesOf, findBundle, saveBundle } from './bundle-store.ts'
import type { Esim } from './esim.ts'
import * as events from './events.ts'
import { expireBundle, lockEsim, moveBundle, named, owned } from './lifecycle.ts'
import { writeExpiring, writeRenewalFailed } from './mails.ts'
import { renewBundle } from './queue.ts'
import { findEsim } from './service.ts'

const RENEW_BEFORE_MS = days(1)

/**
 * Orders the same plan for the same eSIM. The order's key follows from the plan that ends, so however often this runs it is bought once.
 * What the wallet cannot pay is told to the owner.
 */
export async function renew(context: Context, id: BundleId): Promise<void> {
  const bundle = await findBundle(context, id)
  if (!bundle) return
  const esim = await findEsim(context, bundle.esimId)
  if (!esim.autoRenew || esim.endedAt) return
  try {
    const wish = { kind: 'esim', attributes: { planId: bundle.planId, esimId: esim.id } }
    await placeOrder(createContext(context.services, { ...context, accountId: null }), bundle.accountId, [wish], `esim-renewal:${id}`)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await inTx(context, (tx) => renewalFailed(tx, esim, id, error.facts.detail))
  }
}

async function renewalFailed(tx: Tx, esim: Esim, id: BundleId, reason: string): Promise<void> {
  await lockEsim(tx, esim.id)
  const bundle = await findBundle(tx, id)
  if (!bundle || bundle.firedNotices.includes(RENEWAL_FAILED)) return
  await saveBundle(tx, { ...bundle, firedNotices: [...bundle.firedNotices, RENEWAL_FAILED] })
  await publish(tx, events.bundleRenewalFailed, { ...named(bundle), reason }, owned(bundle))
  await writeRenewalFailed(tx, esim, bundle, reason)
}

/** Does what is due for a running plan: its end, its renewal a day before, the notices three days and a day before. */
export async function attendBundle(tx: Tx, due: Pick<Bundle, 'id' | 'esimId'>): Promise<void> {
  const esim = await lockEsim(tx, due.esimId)
  const bundle = await findBundle(tx, due.id)
  if (!bundle?.expiresAt || (bundle.status !== 'active' && bundle.status !== 'suspended')) return
  const now = tx.now()
  if (bundle.expiresAt <= now) {
    // The days of a paused plan go on.
    await expireBundle(tx, esim, bundle.status === 'suspended' ? await moveBundle(tx, bundle, 'active') : bundle)
    return
  }
  const waits = nextOf(await bundlesOf(tx, [esim.id])) !== undefined
  const notice = waits ? null : noticeDue(bundle, now)
  if (notice !== null) {
    await saveBundle(tx, { ...bundle, firedNotices: [...bundle.firedNotices, notice] })
    await writeExpiring(tx, esim, bundle, notice)
  }
  if (esim.autoRenew && !waits && !esim.claimedBy && bundle.expiresAt.getTime() - now.getTime() <= RENEW_BEFORE_MS)
    await enqueue(tx, renewBundle, { bundleId: bundle.id }, { key: `esim-renew:${bundle.id}` })
}
