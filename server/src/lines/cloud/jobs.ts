import { z } from 'zod'
import { days, later, minutes } from '../../platform/clock.ts'
import { type Context, createContext, inTx, systemContext } from '../../platform/context.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { defineJob, enqueue, performJob, type Schedule } from '../../platform/jobs.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { TRASH_DAYS } from './instance.ts'
import { meterOnce } from './meter.ts'
import { UNIT_MS } from './metering.ts'
import { observeAll } from './observe.ts'
import { computePort } from './port.ts'
import { cleanUp, meterInstance, purgeInstance, workOnTask } from './queue.ts'
import { noticeRunOut } from './run-out.ts'
import { listConcerned } from './run-out-store.ts'
import { purgeExpired, resumePaid, trashUnpaid } from './service.ts'
import * as store from './store.ts'
import { listStale } from './task-store.ts'
import { performTask } from './tasks.ts'
import { dropMetrics } from './usage-store.ts'

const performWork = performJob(workOnTask, (context, { taskId }) => performTask(context, taskId))

const performMeter = performJob(meterInstance, async (context, { instanceId }) => {
  while (await meterOnce(context, instanceId));
})

const performPurge = performJob(purgeInstance, async (context, { instanceId }) => {
  await purgeExpired(context, instanceId)
})

const performCleanUp = performJob(cleanUp, async (context, { instanceId, providerId }) => {
  const driver = await openAdapter(context, computePort, providerId)
  const progress = await driver.destroy(instanceId, derivedId('cloud-clean-up', instanceId))
  if (progress.kind !== 'done')
    throw new Error(`Server ${instanceId} is still there: ${progress.kind === 'refused' ? progress.reason : progress.step}`)
})

/** Looks at every server: power, presence, load (W38: every 60 s). */
export const observeInstances = defineJob('cloud.observe', z.object({}), (context) => observeAll(context), { attempts: 1 })

const STALE_MS = minutes(15)
const BATCH = 500
const METRIC_DAYS = 14

/** Looks at every account whose servers are billed: how long does its money last? */
async function noticeEverybody(context: Context): Promise<void> {
  const system = systemContext(context.services)
  let after: AccountId | null = null
  for (;;) {
    const accounts = await listConcerned(system, after, BATCH)
    for (const owner of accounts) await noticeRunOut(createContext(context.services, owner), owner.accountId)
    after = accounts.at(-1)?.accountId ?? null
    if (accounts.length < BATCH) return
  }
}

/** Takes up lost work, tries suspended servers again, and moves what was unpaid for a week to the trash. */
export const watchInstances = defineJob('cloud.watch', z.object({}), async (context) => {
  const system = systemContext(context.services)
  const at = (owner: { tenantId: string; accountId: string }) =>
    createContext(context.services, owner as Parameters<typeof createContext>[1])
  for (const task of await listStale(system, later(context.now(), -STALE_MS), BATCH))
    await inTx(at(task), (tx) => enqueue(tx, workOnTask, { taskId: task.id }, { key: `instance-task:${task.id}` }))
  for (const overdue of await store.listOverdue(system, later(context.now(), -UNIT_MS - STALE_MS), BATCH))
    await inTx(at(overdue), (tx) => enqueue(tx, meterInstance, { instanceId: overdue.id }, { key: `instance-meter:${overdue.id}` }))
  for (const account of await store.listUnpaidAccounts(system, BATCH)) await inTx(at(account), (tx) => resumePaid(tx, account.accountId))
  await noticeEverybody(context)
  for (const unpaid of await store.listLongUnpaid(system, later(context.now(), -days(TRASH_DAYS)), BATCH))
    await trashUnpaid(at(unpaid), unpaid.id)
  for (const expired of await store.listExpired(system, BATCH)) await purgeExpired(at(expired), expired.id)
  await dropMetrics(system, later(context.now(), -days(METRIC_DAYS)))
})

export const jobs = [performWork, performMeter, performPurge, performCleanUp, observeInstances, watchInstances]

export const schedules: readonly Schedule[] = [
  { job: observeInstances, everySeconds: 60 },
  { job: watchInstances, everySeconds: 300 },
]
