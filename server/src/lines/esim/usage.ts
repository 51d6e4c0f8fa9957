import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { beyondOf, hasOtherData, payBeyond } from './beyond.ts'
import { type Bundle, bundleAt, nextOf, withUsage } from './bundle.ts'
import { bundlesOf, findBundle, insertSession, type Session, saveBundle, setBeyond, usedOf, usedOn } from './bundle-store.ts'
import type { Esim, EsimId } from './esim.ts'
import * as events from './events.ts'
import { about, depleteBundle, goOnWithoutPlan, lockEsim, named, owned, startBundle } from './lifecycle.ts'
import { type Afterwards, writeLevel, writeUsedUp } from './mails.ts'

/** The plan a session belongs to; the first use starts a plan that waits for it, once. */
async function bundleFor(tx: Tx, esim: Esim, session: Session): Promise<{ esim: Esim; bundle: Bundle | undefined }> {
  const bundles = await bundlesOf(tx, [esim.id])
  const running = bundleAt(bundles, session.startedAt)
  if (running) return { esim, bundle: running }
  const waiting = bundles.find(({ status }) => status === 'pending') ?? bundles.find(({ status }) => status === 'queued')
  if (!waiting || session.bytes <= 0n) return { esim, bundle: undefined }
  return startBundle(tx, esim, waiting, session.startedAt)
}

/** What the plan does not cover is paid by something else as far as it goes; while another plan waits, that one begins instead. */
async function settleBeyond(tx: Tx, esim: Esim, bundle: Bundle, session: Session): Promise<void> {
  const beyond = beyondOf(bundle, await usedOf(tx, bundle.id), session)
  if (beyond <= 0n || nextOf(await bundlesOf(tx, [esim.id]))) return
  const paid = await payBeyond(tx, esim, bundle, session, beyond)
  if (paid > 0n) await setBeyond(tx, esim.id, session.sessionId, paid)
}

/** What happens to data when the plan is used up. */
async function afterwards(tx: Tx, esim: Esim, { accountId }: Bundle): Promise<Afterwards> {
  if (nextOf(await bundlesOf(tx, [esim.id]))) return 'next_plan'
  if (esim.autoRenew) return 'renewed'
  return (await hasOtherData(tx, accountId)) ? 'goes_on' : 'stopped'
}

/** The plan's sum is counted anew from its distinct sessions; levels are told, and at the last one data ends. */
async function recount(tx: Tx, esim: Esim, before: Bundle, asOf: Date): Promise<Esim> {
  const { bundle, level } = withUsage(before, await usedOf(tx, before.id), asOf)
  await saveBundle(tx, bundle)
  if (bundle.disputed && !before.disputed)
    await publish(tx, events.bundleDisputed, { ...named(bundle), usedBytes: String(bundle.usedBytes) }, owned(bundle))
  // An ended plan's levels are of no use to its owner.
  if (level === null || bundle.status === 'expired') return esim
  await publish(tx, events.bundleLevelReached, { ...named(bundle), level, usedBytes: String(bundle.usedBytes) }, owned(bundle))
  if (level === 100) await writeUsedUp(tx, esim, bundle, await afterwards(tx, esim, bundle))
  else await writeLevel(tx, esim, bundle, level)
  return level === 100 && bundle.status === 'active' ? depleteBundle(tx, esim, bundle) : esim
}

/**
 * Takes in usage sessions of a supplier (W13): each counts once by its id, however late, in whatever order and however often it comes. The plan pays, then
 * allowances and the wallet (W20); what nobody pays stays with the plan.
 * Answers how many were new. Throws 404.
 */
export async function takeSessions(context: Context | Tx, id: EsimId, sessions: readonly Session[]): Promise<number> {
  return inTx(context, async (tx) => {
    let esim = await lockEsim(tx, id)
    let fresh = 0
    for (const session of sessions) {
      const found = await bundleFor(tx, esim, session)
      esim = found.esim
      if (!found.bundle || !(await insertSession(tx, found.bundle, session))) continue
      fresh += 1
      // Read again: an earlier session of the same report may have ended the plan.
      const bundle = (await findBundle(tx, found.bundle.id)) ?? found.bundle
      await settleBeyond(tx, esim, bundle, session)
      esim = await recount(tx, esim, bundle, session.endedAt)
      // Without a plan data flows as long as something else pays.
      if (bundle.status === 'depleted' || bundle.status === 'expired') esim = await goOnWithoutPlan(tx, esim)
    }
    return fresh
  })
}

const untilTotal = (from: bigint, to: bigint, at: Date): Session => ({
  sessionId: `total:${to}`,
  bytes: to - from,
  startedAt: at,
  endedAt: at,
})

/** What is more than known fills the running plan first; what is more than that belongs to the plan that waits, which begins now. */
async function takeIncrease(tx: Tx, id: EsimId, known: bigint, total: { readonly usedBytes: bigint; readonly asOf: Date }): Promise<void> {
  const bundles = await bundlesOf(tx, [id])
  const running = bundles.find(({ status }) => status === 'active')
  const room = running && running.totalBytes !== null && nextOf(bundles) ? running.totalBytes - running.usedBytes : null
  if (room === null || room <= 0n || total.usedBytes - known <= room) {
    await takeSessions(tx, id, [untilTotal(known, total.usedBytes, total.asOf)])
    return
  }
  await takeSessions(tx, id, [untilTotal(known, known + room, total.asOf)])
  await takeTotal(tx, id, { usedBytes: total.usedBytes, asOf: tx.now() })
}

/**
 * Takes in a supplier's total for the profile. What is more than known is one more session; less than known takes nothing back, but is told once,
 * because the supplier has reset or corrected it. Throws 404.
 */
export async function takeTotal(tx: Tx, id: EsimId, total: { readonly usedBytes: bigint; readonly asOf: Date }): Promise<void> {
  const known = await usedOn(tx, id)
  const { usedBytes, asOf } = total
  if (usedBytes > known) return takeIncrease(tx, id, known, total)
  const esim = await lockEsim(tx, id)
  const bundle = bundleAt(await bundlesOf(tx, [id]), asOf)
  if (!bundle) return
  if (usedBytes === known) {
    await saveBundle(tx, { ...bundle, usageAsOf: bundle.usageAsOf && bundle.usageAsOf > asOf ? bundle.usageAsOf : asOf })
    return
  }
  const marker = { sessionId: `correction:${known}:${usedBytes}`, bytes: 0n, startedAt: asOf, endedAt: asOf }
  if (await insertSession(tx, bundle, marker))
    await publish(tx, events.esimUsageCorrected, { ...about(esim), from: String(known), to: String(usedBytes) }, owned(esim))
}
