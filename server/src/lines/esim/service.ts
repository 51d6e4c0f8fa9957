import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { AccountId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { hasOtherData } from './beyond.ts'
import { type BundleId, nextOf } from './bundle.ts'
import { bundlesOf, findBundle } from './bundle-store.ts'
import { errors } from './errors.ts'
import { codeOf, type Esim, type EsimId, isUninstalled, profileAfter } from './esim.ts'
import * as events from './events.ts'
import { about, activateEsim, goOnWithoutPlan, lockEsim, moveBundle, moveEsim, named, owned, startBundle, stopData } from './lifecycle.ts'
import type { ProfileState } from './port.ts'
import { cancelAtSupplier, refreshEsim, switchData } from './queue.ts'
import * as store from './store.ts'

/** The eSIM, or 404. */
export async function findEsim(context: Context | Tx, id: EsimId): Promise<Esim> {
  const esim = await store.find(context, id)
  if (!esim) throw errors.notFound({ detail: 'No eSIM with this id.' })
  return esim
}

/** The eSIM, or the one a plan with this id is on: orders name what they delivered by the plan. Throws 404. */
export async function findEsimOrPlans(context: Context, id: EsimId): Promise<Esim> {
  const plan = await findBundle(context, id as string as BundleId)
  return findEsim(context, plan?.esimId ?? id)
}

/** Stops data on an owner's or a supporter's wish; the days of the plan go on. Throws 404, 409. */
export async function suspendEsim(context: Context, id: EsimId): Promise<Esim> {
  return inTx(context, async (tx) => {
    const esim = await stopData(tx, await lockEsim(tx, id), 'asked')
    const running = (await bundlesOf(tx, [id])).find(({ status }) => status === 'active')
    if (running) await moveBundle(tx, running, 'suspended')
    return esim
  })
}

/** Lets data flow again. Throws 404, 409; 409 too while nothing pays for it. */
export async function resumeEsim(context: Context, id: EsimId): Promise<Esim> {
  return inTx(context, async (tx) => {
    const before = await lockEsim(tx, id)
    const bundles = await bundlesOf(tx, [id])
    const paused = bundles.find(({ status }) => status === 'suspended')
    const next = nextOf(bundles)
    if (before.status === 'suspended' && !paused) {
      if (next) return (await startBundle(tx, before, next, tx.now())).esim
      if (before.accountId && (await hasOtherData(tx, before.accountId))) return activateEsim(tx, before)
      throw errors.noData({ detail: 'There is no data left. Top up, and data flows again.' })
    }
    const esim = await moveEsim(tx, before, 'active', { dataWanted: true, waitsForData: false })
    if (paused) await moveBundle(tx, paused, 'active')
    await publish(tx, events.esimResumed, about(esim), owned(esim))
    await enqueue(tx, switchData, { esimId: id }, { key: `esim-data:${id}` })
    return esim
  })
}

/** Stops data that flows without a plan when nothing pays for it any more. Throws 404. */
export async function stopUnpaid(context: Context, id: EsimId): Promise<void> {
  await inTx(context, async (tx) => {
    const esim = await lockEsim(tx, id)
    const planned = (await bundlesOf(tx, [id])).some(({ status }) => ['pending', 'queued', 'active', 'suspended'].includes(status))
    if (!planned) await goOnWithoutPlan(tx, esim)
  })
}

/** Something pays for data again: what was stopped for want of it flows. */
export async function resumeWaiting(tx: Tx, accountId: AccountId): Promise<void> {
  const waiting = await store.lockWaiting(tx, accountId)
  if (waiting.length === 0 || !(await hasOtherData(tx, accountId))) return
  for (const esim of waiting) await activateEsim(tx, esim)
}

/** Ends an eSIM and everything on it, in a transaction of the caller's. */
export async function endEsim(tx: Tx, before: Esim): Promise<Esim> {
  const esim = await moveEsim(tx, before, 'cancelled', {
    endedAt: tx.now(),
    dataWanted: false,
    waitsForData: false,
    autoRenew: false,
    claimedBy: null,
  })
  for (const bundle of await bundlesOf(tx, [esim.id])) {
    if (bundle.status === 'pending' || bundle.status === 'queued') {
      await moveBundle(tx, bundle, 'cancelled', { endedAt: tx.now() })
      await publish(tx, events.bundleCancelled, named(bundle), owned(bundle))
    }
    if (bundle.status === 'active' || bundle.status === 'suspended') {
      const running = bundle.status === 'suspended' ? await moveBundle(tx, bundle, 'active') : bundle
      await moveBundle(tx, running, 'expired', { endedAt: tx.now() })
      await publish(tx, events.bundleExpired, named(bundle), owned(bundle))
    }
  }
  await publish(tx, events.esimCancelled, about(esim), owned(esim))
  await enqueue(tx, cancelAtSupplier, { esimId: esim.id })
  return esim
}

/** Ends an eSIM for good; its ICCID confirms it. Nothing is paid back by this. Throws 404, 409, 422. */
export async function cancelEsim(context: Context, id: EsimId, confirm: string): Promise<Esim> {
  return inTx(context, async (tx) => {
    const esim = await lockEsim(tx, id)
    if (confirm !== esim.iccid)
      throw errors.confirmationWrong({ detail: `Type ${esim.iccid} to end this eSIM for good.`, expected: esim.iccid })
    return endEsim(tx, esim)
  })
}

/** Changes the name and whether the plan is bought again by itself. */
export async function changeEsim(
  context: Context,
  id: EsimId,
  change: { readonly label?: string | undefined; readonly autoRenew?: boolean | undefined },
): Promise<Esim> {
  return inTx(context, async (tx) => {
    const before = await lockEsim(tx, id)
    if (before.endedAt) throw errors.ended({ detail: 'This eSIM has ended.' })
    const esim = { ...before, label: change.label ?? before.label, autoRenew: change.autoRenew ?? before.autoRenew }
    await store.save(tx, esim)
    const changes = {
      ...(change.label !== undefined && { label: { from: before.label, to: esim.label } }),
      ...(change.autoRenew !== undefined && { autoRenew: { from: before.autoRenew, to: esim.autoRenew } }),
    }
    await publish(tx, events.esimChanged, about(esim), { ...owned(esim), changes })
    return esim
  })
}

/** What the supplier says about the profile on its way to the phone; an older report changes nothing. */
export async function takeProfile(
  tx: Tx,
  esim: Esim,
  report: { readonly state: ProfileState | null; readonly eid: string | null; readonly at: Date },
): Promise<Esim> {
  const state = report.state
    ? profileAfter({ state: esim.profileState, at: esim.profileAt }, { state: report.state, at: report.at })
    : undefined
  const changed = {
    ...esim,
    profileState: state ?? esim.profileState,
    profileAt: state ? report.at : esim.profileAt,
    eid: report.eid ?? esim.eid,
  }
  if (!state && changed.eid === esim.eid) return esim
  await store.save(tx, changed)
  if (state) await publish(tx, events.esimProfileChanged, { ...about(esim), from: esim.profileState, to: state }, owned(esim))
  return changed
}

/** Asks the supplier soon how the profile is. */
export async function askAboutEsim(context: Context, id: EsimId): Promise<Esim> {
  return inTx(context, async (tx) => {
    const esim = await findEsim(tx, id)
    await enqueue(tx, refreshEsim, { esimId: id }, { key: `esim-refresh:${id}` })
    return esim
  })
}

export type ShownCode = { readonly lpa: string; readonly confirmation: boolean }

/**
 * The activation code, for its owner and for staff: every look is an event, because whoever knows the code can have the data.
 * Throws 404; 409 `codeUsed` once it is on a phone, where it is worth nothing any more.
 */
export async function showCode(context: Context, id: EsimId, where: 'account' | 'link'): Promise<ShownCode> {
  return inTx(context, async (tx) => {
    const esim = await findEsim(tx, id)
    if (esim.endedAt) throw errors.ended({ detail: 'This eSIM has ended.' })
    if (!isUninstalled(esim.profileState) && esim.reinstall !== 'while_valid') {
      throw errors.codeUsed({ detail: `This code was used: the eSIM is ${esim.profileState} on a phone.`, profileState: esim.profileState })
    }
    await publish(tx, events.esimCodeShown, { ...about(esim), where }, owned(esim))
    return { lpa: tx.services.secrets.open(esim.sealedCode, codeOf(id)), confirmation: esim.confirmation }
  })
}

export { list as listEsims } from './store.ts'
