import { z } from 'zod'
import { days, later } from '../../platform/clock.ts'
import { type Context, inTx, systemContext } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { defineJob, enqueue, performJob, type Schedule } from '../../platform/jobs.ts'
import { openAdapter, processWebhook } from '../../spine/providers/index.ts'
import { EXPIRY_NOTICES } from './bundle.ts'
import { listEnding } from './bundle-store.ts'
import { type EsimId, IDLE_DAYS } from './esim.ts'
import { esimExpired } from './events.ts'
import { about, lockEsim, moveEsim, owned } from './lifecycle.ts'
import { esimSupplierPort } from './port.ts'
import { cancelAtSupplier, refreshEsim, renewBundle, switchData, workOnNotice } from './queue.ts'
import { attendBundle, renew } from './renewal.ts'
import { esimSuppliers, ownerContext, pollSupplier, profileOf, refresh } from './reports.ts'
import { findEsim, stopUnpaid } from './service.ts'
import * as store from './store.ts'
import { noteExperience, suppliersDown } from './suppliers.ts'
import { hookUrl } from './webhooks.ts'

const performSwitchData = performJob(switchData, async (context, { esimId }) => {
  const esim = await findEsim(context, esimId)
  if (esim.endedAt || esim.dataWanted === esim.dataOn) return
  const supplier = await openAdapter(context, esimSupplierPort, esim.providerId)
  const outcome = await supplier.switchData(profileOf(esim), esim.dataWanted)
  if (outcome.kind !== 'done')
    throw new Error(
      `The supplier has not switched the data of ${esim.iccid} yet: ${outcome.kind === 'refused' ? outcome.reason : 'no answer'}`,
    )
  await inTx(context, async (tx) => {
    const now = await lockEsim(tx, esimId)
    await store.save(tx, { ...now, dataOn: esim.dataWanted })
    // The wish changed while the supplier was asked.
    if (now.dataWanted !== esim.dataWanted) await enqueue(tx, switchData, { esimId }, { key: `esim-data:${esimId}` })
  })
})

const performCancelAtSupplier = performJob(cancelAtSupplier, async (context, { esimId }) => {
  const esim = await findEsim(context, esimId)
  const supplier = await openAdapter(context, esimSupplierPort, esim.providerId)
  const cancelled = await supplier.cancel(profileOf(esim))
  // What was used cannot be given back; at least nobody uses it any more.
  const outcome = cancelled.kind === 'refused' ? await supplier.switchData(profileOf(esim), false) : cancelled
  if (outcome.kind === 'pending') throw new Error(`The supplier has not ended ${esim.iccid} yet.`)
  await inTx(context, async (tx) => store.save(tx, { ...(await lockEsim(tx, esimId)), dataOn: false }))
})

const performRenewBundle = performJob(renewBundle, (context, { bundleId }) => renew(context, bundleId))

const performRefresh = performJob(refreshEsim, async (context, { esimId }) => refresh(context, await findEsim(context, esimId)))

/** Works on a kept webhook: whatever it claims, the supplier is asked and only the answer is believed. */
const performWorkOnNotice = performJob(workOnNotice, (context, { webhookId }) =>
  processWebhook(context, webhookId, async (operator, { providerId, body }) => {
    const supplier = await openAdapter(operator, esimSupplierPort, providerId)
    const notice = supplier.readNotice(body)
    const owner = notice && (await store.ownerOf(systemContext(context.services), providerId, notice))
    if (!owner) return
    const own = ownerContext(context, owner)
    await refresh(own, await findEsim(own, owner.id))
  }),
)

type Asked = Awaited<ReturnType<typeof esimSuppliers>>[number]

/** Does something with every supplier; one that fails keeps none of the others from their turn. */
async function withEach(context: Context, work: (supplier: Asked) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled((await esimSuppliers(context)).map(work))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
}

/** Asks every supplier how its profiles are, and how much was used. */
export const pollUsage = defineJob('esim.poll-usage', z.object({}), (context) => withEach(context, ({ id }) => pollSupplier(context, id)))

const BATCH = 500

/** An allowance may end and a wallet be spent elsewhere, which no session tells. */
async function stopAllUnpaid(context: Context): Promise<void> {
  const system = systemContext(context.services)
  for (let after: EsimId | undefined; ; ) {
    const flowing = await store.listBeyond(system, after, BATCH)
    for (const { id, ...owner } of flowing) await stopUnpaid(ownerContext(context, owner), id)
    after = flowing.at(-1)?.id
    if (flowing.length < BATCH) return
  }
}

/** Ends plans whose days are over, renews and announces those about to end, stops data nothing pays for, and takes up what got lost. */
export const watchBundles = defineJob('esim.watch', z.object({}), async (context) => {
  const system = systemContext(context.services)
  for (const due of await listEnding(system, later(context.now(), days(EXPIRY_NOTICES[0])), BATCH))
    await inTx(ownerContext(context, due), (tx) => attendBundle(tx, due))
  await stopAllUnpaid(context)
  for (const lost of await store.listUnswitched(system, BATCH))
    await inTx(ownerContext(context, lost), (tx) => enqueue(tx, switchData, { esimId: lost.id }, { key: `esim-data:${lost.id}` }))
  for (const idle of await store.listIdle(system, later(context.now(), -days(IDLE_DAYS)), BATCH)) {
    await inTx(ownerContext(context, idle), async (tx) => {
      const esim = await moveEsim(tx, await lockEsim(tx, idle.id), 'expired', { endedAt: tx.now(), waitsForData: false })
      await publish(tx, esimExpired, about(esim), owned(esim))
    })
  }
})

/** Tries suppliers that are down: three successes in a row bring one back (story 30). */
export const probeSuppliers = defineJob('esim.probe-suppliers', z.object({}), async (context) => {
  const down = await suppliersDown(context)
  for (const { id } of (await esimSuppliers(context)).filter((provider) => down.has(provider.id))) {
    const supplier = await openAdapter(context, esimSupplierPort, id)
    const works = await supplier.probe()
    await noteExperience(context, id, works ? { worked: true } : { worked: false, reason: 'A probe failed.' })
  }
})

/** Tells suppliers whose interface has a place for it where to send their webhooks. */
export const announceHooks = defineJob('esim.announce-hooks', z.object({}), (context) =>
  withEach(context, async ({ id, vendor }) => {
    const supplier = await openAdapter(context, esimSupplierPort, id)
    await supplier.announce(hookUrl(context.services.publicUrl, { id, vendor, secret: supplier.hookSecret }))
  }),
)

export const jobs = [
  performSwitchData,
  performCancelAtSupplier,
  performRenewBundle,
  performRefresh,
  performWorkOnNotice,
  pollUsage,
  watchBundles,
  probeSuppliers,
  announceHooks,
]

export const schedules: readonly Schedule[] = [
  { job: pollUsage, everySeconds: 900 },
  { job: watchBundles, everySeconds: 300 },
  { job: probeSuppliers, everySeconds: 60 },
  { job: announceHooks, everySeconds: 3_600 },
]
