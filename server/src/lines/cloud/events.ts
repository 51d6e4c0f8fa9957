import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { AccountId } from '../../platform/ids.ts'
import { InstanceId } from './instance.ts'
import { ComputeProductId } from './product.ts'

const fact = { instanceId: InstanceId, name: z.string() }

export const instanceReady = defineEvent('instance.ready', 1, z.object({ ...fact, seconds: z.number() }))
export const instanceFailed = defineEvent('instance.failed', 1, z.object(fact))
export const instanceTaskStarted = defineEvent('instance.task_started', 1, z.object({ ...fact, command: z.string() }))
export const instanceTaskEnded = defineEvent(
  'instance.task_ended',
  1,
  z.object({ ...fact, command: z.string(), status: z.string(), error: z.string().nullable() }),
)
export const instanceSuspended = defineEvent('instance.suspended', 1, z.object({ ...fact, hold: z.string(), reason: z.string() }))
export const instanceResumed = defineEvent('instance.resumed', 1, z.object({ ...fact, hold: z.string() }))
export const instanceTrashed = defineEvent('instance.trashed', 1, z.object({ ...fact, purgeAt: z.iso.datetime(), reason: z.string() }))
export const instanceRestored = defineEvent('instance.restored', 1, z.object(fact))
export const instanceDeleted = defineEvent('instance.deleted', 1, z.object(fact))
export const instanceDrifted = defineEvent('instance.drifted', 1, z.object({ ...fact, from: z.string(), to: z.string() }))
export const instanceMissing = defineEvent('instance.missing', 1, z.object({ ...fact, since: z.iso.datetime() }))
export const instanceConsoleOpened = defineEvent('instance.console_opened', 1, z.object({ ...fact, type: z.string() }))
export const instanceConsoleClosed = defineEvent(
  'instance.console_closed',
  1,
  z.object({ ...fact, type: z.string(), bytes: z.number(), reason: z.string() }),
)

/** The wallet will be empty soon at the rate of the account's servers. */
export const serversRunningOut = defineEvent(
  'account.servers_running_out',
  1,
  z.object({ accountId: AccountId, hoursLeft: z.number(), at: z.iso.datetime() }),
)

export const computeProductCreated = defineEvent(
  'compute_product.created',
  1,
  z.object({ computeProductId: ComputeProductId, slug: z.string() }),
)
export const computeProductPriced = defineEvent(
  'compute_product.priced',
  1,
  z.object({ computeProductId: ComputeProductId, hourly: z.string(), monthlyCap: z.string().nullable() }),
)
