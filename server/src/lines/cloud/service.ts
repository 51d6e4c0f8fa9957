import { days, later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { AccountId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { errors } from './errors.ts'
import { instanceRestored, instanceResumed, instanceTrashed } from './events.ts'
import {
  assertActive,
  assertCommand,
  assertQuota,
  assertRestorable,
  type HoldKind,
  hasHold,
  type Instance,
  type InstanceId,
  type PersonsCommand,
  TRASH_DAYS,
  withLifecycle,
  withoutHold,
} from './instance.ts'
import { writeLetter } from './mails.ts'
import { meterLater, openUnit, stopMeter } from './meter.ts'
import { purgeInstance } from './queue.ts'
import * as store from './store.ts'
import { suspend } from './suspend.ts'
import { note } from './task-store.ts'
import { correct, startTask } from './tasks.ts'

/** The server, or 404. */
export async function findInstance(context: Context | Tx, id: InstanceId): Promise<Instance> {
  const instance = await store.find(context, id)
  if (!instance) throw errors.notFound({ detail: 'No server with this id.' })
  return instance
}

/** Locks the server, changes it and saves it, or throws 404. */
async function change(context: Context | Tx, id: InstanceId, work: (tx: Tx, instance: Instance) => Promise<Instance>): Promise<Instance> {
  return inTx(context, async (tx) => {
    const instance = await store.lock(tx, id)
    if (!instance) throw errors.notFound({ detail: 'No server with this id.' })
    const changed = await work(tx, instance)
    if (changed !== instance) await store.save(tx, changed)
    return changed
  })
}

/** Starts, stops, reboots or resets. Throws 404; 409 `busy`, `held`, `inTrash`, `invalid_transition`. */
export const commandInstance = (context: Context, id: InstanceId, command: PersonsCommand): Promise<Instance> =>
  change(context, id, (tx, instance) => {
    assertCommand(instance, command)
    const wants = command === 'start' ? 'on' : command === 'stop' ? 'off' : instance.wants
    return startTask(tx, { ...instance, wants }, command)
  })

/** Deletes a server after its name was typed: billed no more from this second on, its disk kept for seven days. Throws 404; 409; 422 `confirmationWrong`. */
export const deleteInstance = (context: Context, id: InstanceId, confirm: string): Promise<Instance> =>
  change(context, id, async (tx, instance) => {
    if (confirm !== instance.name)
      throw errors.confirmationWrong({ detail: `Type ${instance.name} to delete it.`, expected: instance.name })
    if (instance.task) throw errors.busy({ detail: `This server is busy: ${instance.task}. Wait until it is done.`, task: instance.task })
    if (instance.lifecycle === 'error') return startTask(tx, withLifecycle(instance, 'deleting'), 'purge')
    return trash(tx, instance, 'Deleted by its owner.')
  })

/** Moves a server to the trash. The caller saves. Throws 409 `invalid_transition`. */
export async function trash(tx: Tx, instance: Instance, reason: string): Promise<Instance> {
  const gone = withLifecycle(instance, 'trashed')
  const { meter, unitHoldId } = await stopMeter(tx, instance)
  const purgeAt = later(tx.now(), days(TRASH_DAYS))
  const trashed: Instance = { ...gone, meter, unitHoldId, wants: 'off', trashedAt: tx.now(), purgeAt }
  await note(tx, instance, 'deleted', reason)
  const facts = { instanceId: instance.id, name: instance.name, purgeAt: purgeAt.toISOString(), reason }
  await publish(tx, instanceTrashed, facts, { accountId: instance.accountId })
  await writeLetter(tx, trashed, 'trashed')
  await enqueue(tx, purgeInstance, { instanceId: instance.id }, { key: `instance-purge:${instance.id}`, runAt: purgeAt })
  return startTask(tx, trashed, 'delete')
}

/** Takes a server out of the trash, switched off, and meters it again. Throws 402 without money for an hour; 404; 409 `busy`, `invalid_transition`. */
export const restoreInstance = (context: Context, id: InstanceId): Promise<Instance> =>
  change(context, id, async (tx, instance) => {
    assertRestorable(instance)
    const back = withLifecycle(withoutHold(instance, 'billing'), 'active')
    const metered = await openUnit(tx, { ...back, wants: 'off', trashedAt: null, purgeAt: null }, tx.now())
    await meterLater(tx, metered)
    await note(tx, instance, 'restored', '')
    await publish(tx, instanceRestored, { instanceId: id, name: instance.name }, { accountId: instance.accountId })
    return metered
  })

/** The time in the trash is over: the disk goes for good. */
export const purgeExpired = (context: Context, id: InstanceId): Promise<Instance> =>
  change(context, id, async (tx, instance) => {
    const over = instance.lifecycle === 'trashed' && instance.purgeAt !== null && instance.purgeAt <= tx.now()
    return over && !instance.task ? startTask(tx, withLifecycle(instance, 'deleting'), 'purge') : instance
  })

/** Staff keep a server from running. Throws 404, 409 `invalid_transition`. */
export const holdInstance = (context: Context, id: InstanceId, kind: Exclude<HoldKind, 'billing'>, reason: string): Promise<Instance> =>
  change(context, id, (tx, instance) => {
    assertActive(instance, 'be suspended')
    return suspend(tx, instance, kind, reason)
  })

/** Lifts one reason; the server starts again when none is left and its owner wants it on. Throws 404. */
export const unholdInstance = (context: Context, id: InstanceId, kind: Exclude<HoldKind, 'billing'>): Promise<Instance> =>
  change(context, id, (tx, instance) => lift(tx, instance, kind))

async function lift(tx: Tx, instance: Instance, kind: HoldKind): Promise<Instance> {
  if (!hasHold(instance, kind)) return instance
  await note(tx, instance, 'resumed', `No longer held for ${kind}.`)
  await publish(tx, instanceResumed, { instanceId: instance.id, name: instance.name, hold: kind }, { accountId: instance.accountId })
  return correct(tx, withoutHold(instance, kind))
}

/** The spine suspends or resumes a service of its own accord. */
export const suspendInstance = (tx: Tx, id: InstanceId): Promise<Instance> =>
  change(tx, id, (own, instance) => suspend(own, instance, 'admin', 'Suspended by the business.'))
export const resumeInstance = (tx: Tx, id: InstanceId): Promise<Instance> => change(tx, id, (own, instance) => lift(own, instance, 'admin'))

/** The spine ends a service. */
export const terminateInstance = (tx: Tx, id: InstanceId): Promise<Instance> =>
  change(tx, id, (own, instance) =>
    instance.lifecycle === 'active' && !instance.task ? trash(own, instance, 'The service ended.') : Promise.resolve(instance),
  )

/** Unpaid servers of the account go on as far as the wallet now reaches, the oldest first. */
export async function resumePaid(tx: Tx, accountId: AccountId): Promise<void> {
  for (const id of await store.listUnpaid(tx, accountId)) {
    try {
      await change(tx, id, async (own, instance) => {
        const metered = await openUnit(own, instance, own.now())
        await meterLater(own, metered)
        return lift(own, metered, 'billing')
      })
    } catch (error) {
      if (error instanceof DomainError && error.status === 402) return
      throw error
    }
  }
}

/** Unpaid for a week: the server goes to the trash, where its owner can still bring it back. */
export const trashUnpaid = (context: Context, id: InstanceId): Promise<Instance> =>
  change(context, id, (tx, instance) =>
    instance.lifecycle === 'active' && hasHold(instance, 'billing') && !instance.task
      ? trash(tx, instance, 'Unpaid for seven days.')
      : Promise.resolve(instance),
  )

/** Throws 409 `quotaReached`. */
export async function requireRoom(tx: Tx, accountId: AccountId, wanted: Pick<Instance, 'cpu' | 'ramMib' | 'diskGib'>): Promise<void> {
  assertQuota(await store.lockUsage(tx, accountId), wanted)
}

export { list as listInstances } from './store.ts'
