import type { Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { enqueue } from '../../platform/jobs.ts'
import { hasOtherData } from './beyond.ts'
import { type Bundle, type BundleStatus, begun, bundleTransitions, nextOf } from './bundle.ts'
import { bundlesOf, saveBundle } from './bundle-store.ts'
import { errors } from './errors.ts'
import { type Esim, type EsimId, type EsimStatus, esimTransitions } from './esim.ts'
import * as events from './events.ts'
import { renewBundle, switchData } from './queue.ts'
import * as store from './store.ts'

export const about = (esim: Esim) => ({ esimId: esim.id, iccid: esim.iccid })
export const owned = ({ accountId }: Esim | Bundle) => ({ accountId })
export const named = (bundle: Bundle) => ({ esimBundleId: bundle.id, esimId: bundle.esimId, name: bundle.name })

/** Locks the eSIM, or throws 404. Everything about an eSIM and its bundles happens under this lock. */
export async function lockEsim(tx: Tx, id: EsimId): Promise<Esim> {
  const esim = await store.lock(tx, id)
  if (!esim) throw errors.notFound({ detail: 'No eSIM with this id.' })
  return esim
}

export async function moveEsim(tx: Tx, esim: Esim, to: EsimStatus, change: Partial<Esim> = {}): Promise<Esim> {
  assertTransition('eSIM', esimTransitions, esim.status, to)
  const moved = { ...esim, ...change, status: to }
  await store.save(tx, moved)
  return moved
}

export async function moveBundle(tx: Tx, bundle: Bundle, to: BundleStatus, change: Partial<Bundle> = {}): Promise<Bundle> {
  assertTransition('data plan', bundleTransitions, bundle.status, to)
  const moved = { ...bundle, ...change, status: to }
  await saveBundle(tx, moved)
  return moved
}

/** A plan begins to run, which makes its eSIM active and its data flow. */
export async function startBundle(tx: Tx, esim: Esim, bundle: Bundle, at: Date): Promise<{ esim: Esim; bundle: Bundle }> {
  assertTransition('data plan', bundleTransitions, bundle.status, 'active')
  const running = begun(bundle, at)
  await saveBundle(tx, running)
  await publish(
    tx,
    events.bundleActivated,
    { ...named(running), expiresAt: running.expiresAt?.toISOString() ?? at.toISOString() },
    owned(running),
  )
  return { esim: await activateEsim(tx, esim), bundle: running }
}

/** Data flows, whatever pays for it. */
export async function activateEsim(tx: Tx, esim: Esim): Promise<Esim> {
  if (esim.status === 'active') return esim
  const active = await moveEsim(tx, esim, 'active', { dataWanted: true, waitsForData: false })
  await publish(tx, esim.status === 'suspended' ? events.esimResumed : events.esimActivated, about(active), owned(active))
  if (!active.dataOn) await enqueue(tx, switchData, { esimId: esim.id }, { key: `esim-data:${esim.id}` })
  return active
}

/** Data stops: because its owner asked, or because there is no plan left to use. */
export async function stopData(tx: Tx, esim: Esim, reason: 'asked' | 'no_data'): Promise<Esim> {
  const stopped = await moveEsim(tx, esim, 'suspended', { dataWanted: false, waitsForData: reason === 'no_data' })
  await publish(tx, events.esimSuspended, { ...about(stopped), reason }, owned(stopped))
  await enqueue(tx, switchData, { esimId: esim.id }, { key: `esim-data:${esim.id}` })
  return stopped
}

/** Data stops unless something else than a plan pays for it. */
export const goOnWithoutPlan = async (tx: Tx, esim: Esim): Promise<Esim> =>
  esim.status === 'active' && !(esim.accountId && (await hasOtherData(tx, esim.accountId))) ? stopData(tx, esim, 'no_data') : esim

/** A plan ran out: the next one starts, or data goes on without one, or stops; the plan is bought again where its owner wishes so (W12). */
async function goOn(tx: Tx, esim: Esim, ended: Bundle, at: Date): Promise<Esim> {
  const next = nextOf(await bundlesOf(tx, [esim.id]))
  // Whoever paused data starts the next plan by letting it flow again.
  if (next && esim.status !== 'suspended') return (await startBundle(tx, esim, next, at)).esim
  const left = await goOnWithoutPlan(tx, esim)
  if (esim.autoRenew) await enqueue(tx, renewBundle, { bundleId: ended.id }, { key: `esim-renew:${ended.id}` })
  return left
}

/** All data of the plan is used. */
export async function depleteBundle(tx: Tx, esim: Esim, bundle: Bundle): Promise<Esim> {
  const depleted = await moveBundle(tx, bundle, 'depleted', { endedAt: tx.now() })
  await publish(tx, events.bundleDepleted, named(depleted), owned(depleted))
  return goOn(tx, esim, depleted, tx.now())
}

/** The plan's days are over; what is left of its data is lost. */
export async function expireBundle(tx: Tx, esim: Esim, bundle: Bundle): Promise<Esim> {
  const over = bundle.expiresAt ?? tx.now()
  const expired = await moveBundle(tx, bundle, 'expired', { endedAt: over })
  await publish(tx, events.bundleExpired, named(expired), owned(expired))
  return goOn(tx, esim, expired, over)
}
