import { later, minutes } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId, newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { settled } from './await.ts'
import { instanceDeleted, instanceTaskEnded, instanceTaskStarted } from './events.ts'
import { type Command, correction, type Instance, type TaskId, withLifecycle } from './instance.ts'
import {
  type ComputeDriver,
  computePort,
  DriverError,
  type DriverErrorCode,
  type Observed,
  type PowerTarget,
  type Progress,
} from './port.ts'
import { workOnTask } from './queue.ts'
import * as store from './store.ts'
import type { Task } from './task-store.ts'
import * as tasks from './task-store.ts'

type Step =
  | { readonly name: string; readonly verb: 'isolate'; readonly on: boolean }
  | { readonly name: string; readonly verb: 'power'; readonly to: PowerTarget; readonly graceMs: number }
  | { readonly name: string; readonly verb: 'destroy' }

const link = (on: boolean): Step => ({ name: on ? 'network cut' : 'network connected', verb: 'isolate', on })
const power = (to: PowerTarget, graceMs = 0): Step => ({ name: `power ${to}`, verb: 'power', to, graceMs })

/** How long a guest may take to switch itself off before it is forced. */
const GRACE_MS = 60_000

/** What each command does, step by step; every step is harmless to repeat. */
const STEPS: Readonly<Record<Command, readonly Step[]>> = {
  start: [link(false), power('on')],
  stop: [power('off', GRACE_MS)],
  reboot: [power('reboot', GRACE_MS)],
  reset: [power('reset')],
  suspend: [link(true), power('off', GRACE_MS)],
  delete: [link(true), power('off')],
  purge: [{ name: 'destroy', verb: 'destroy' }],
}

/** What a command has done, for the server's time line. */
const DEEDS: Readonly<Record<Command, string>> = {
  start: 'started',
  stop: 'stopped',
  reboot: 'rebooted',
  reset: 'reset',
  suspend: 'switched off',
  delete: 'switched off',
  purge: 'erased',
}

/** What must happen in the end is tried until it does. */
const UNTIL_DONE: readonly Command[] = ['suspend', 'delete', 'purge']
const MOST_ATTEMPTS = 10
const LONGEST_LOOK_MS = 15_000
const AGAIN_MS = 2_000
const LONGEST_PAUSE_MS = minutes(5)

/** Notes the work and hands it to a job. The instance carries the task; the caller saves it. */
export async function startTask(tx: Tx, instance: Instance, command: Command): Promise<Instance> {
  const task: Task = {
    id: newId<TaskId>(),
    accountId: instance.accountId,
    instanceId: instance.id,
    command,
    status: 'queued',
    step: '',
    attempts: 0,
    error: null,
    actor: tx.actor.label,
    queuedAt: tx.now(),
    startedAt: null,
    finishedAt: null,
  }
  await tasks.insert(tx, task)
  await publish(tx, instanceTaskStarted, { instanceId: instance.id, name: instance.name, command }, { accountId: instance.accountId })
  await enqueue(tx, workOnTask, { taskId: task.id }, { key: `instance-task:${task.id}` })
  return { ...instance, task: command }
}

/** Starts whatever brings the power to what it should be, if anything does. The caller saves. */
export async function correct(tx: Tx, instance: Instance): Promise<Instance> {
  const command = correction(instance)
  return command ? startTask(tx, instance, command) : instance
}

/** Writes down that the machine is about to be asked, before it is. */
async function beginTask(context: Context, id: TaskId): Promise<{ task: Task; instance: Instance } | undefined> {
  return inTx(context, async (tx) => {
    const found = await tasks.lock(tx, id)
    if (!found || found.finishedAt) return undefined
    const instance = await store.find(tx, found.instanceId)
    if (!instance) return undefined
    const task: Task = { ...found, status: 'running', attempts: found.attempts + 1, startedAt: found.startedAt ?? tx.now() }
    await tasks.save(tx, task)
    return { task, instance }
  })
}

/** A missing answer is unknown, so it is asked for again under the same operation. */
async function ask(driver: ComputeDriver, instance: Instance, step: Step, opId: string): Promise<Progress> {
  const first = await (step.verb === 'isolate'
    ? driver.isolate(instance.id, step.on, opId)
    : step.verb === 'power'
      ? driver.power(instance.id, step.to, opId, { graceMs: step.graceMs })
      : driver.destroy(instance.id, opId))
  return settled(driver, { instanceId: instance.id, opId }, first, LONGEST_LOOK_MS)
}

type Ending =
  | { readonly kind: 'success'; readonly seen: Observed | null }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
type Result = Ending | { readonly kind: 'again'; readonly step: string; readonly inMs: number }

/** What is not there needs no switching off. */
const isDoneAnyway = (command: Command, code: DriverErrorCode): boolean => code === 'not_found' && UNTIL_DONE.includes(command)

function afterRefusal(task: Task, code: DriverErrorCode, reason: string, retryable: boolean): Result {
  const endless = UNTIL_DONE.includes(task.command)
  if (!endless && (!retryable || task.attempts >= MOST_ATTEMPTS)) return { kind: 'error', code, message: reason }
  return { kind: 'again', step: reason, inMs: Math.min(LONGEST_PAUSE_MS, AGAIN_MS * 2 ** Math.min(task.attempts, 10)) }
}

async function workThrough(context: Context, task: Task, instance: Instance): Promise<Result> {
  if (!instance.providerId) return { kind: 'success', seen: null }
  let seen: Observed | null = null
  try {
    const driver = await openAdapter(context, computePort, instance.providerId)
    for (const step of STEPS[task.command]) {
      const progress = await ask(driver, instance, step, derivedId('cloud-step', task.id, step.name))
      if (progress.kind === 'pending') return { kind: 'again', step: progress.step, inMs: AGAIN_MS }
      if (progress.kind === 'done') seen = progress.value
      else if (!isDoneAnyway(task.command, progress.code)) return afterRefusal(task, progress.code, progress.reason, progress.retryable)
    }
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    return afterRefusal(task, error.code, error.message, error.retryable)
  }
  return { kind: 'success', seen }
}

/** Does the work of a task, or as much of it as can be done now. */
export async function performTask(context: Context, id: TaskId): Promise<void> {
  const begun = await beginTask(context, id)
  if (!begun) return
  const result = await workThrough(context, begun.task, begun.instance)
  await inTx(context, async (tx) => {
    const task = await tasks.lock(tx, id)
    if (!task || task.finishedAt) return
    if (result.kind === 'again') {
      // Waiting for the guest is no attempt of ours.
      const attempts = result.inMs === AGAIN_MS ? task.attempts - 1 : task.attempts
      await tasks.save(tx, { ...task, step: result.step.slice(0, 200), attempts })
      return enqueue(tx, workOnTask, { taskId: id }, { key: `instance-task:${id}`, runAt: later(tx.now(), result.inMs) })
    }
    await endTask(tx, task, result)
  })
}

async function endTask(tx: Tx, task: Task, ending: Ending): Promise<void> {
  const error = ending.kind === 'error' ? { code: ending.code, message: ending.message } : null
  await tasks.save(tx, { ...task, status: ending.kind, error, step: '', finishedAt: tx.now() })
  const instance = await store.lock(tx, task.instanceId)
  if (!instance) return
  const after = ending.kind === 'success' ? afterSuccess(tx, instance, task.command, ending.seen) : afterError(instance, task.command)
  const name = instance.name
  await tasks.note(tx, instance, ending.kind === 'success' ? DEEDS[task.command] : `${task.command} failed`, error?.message ?? '')
  const facts = { instanceId: instance.id, name, command: task.command, status: ending.kind, error: error?.code ?? null }
  await publish(tx, instanceTaskEnded, facts, { accountId: instance.accountId })
  if (after.lifecycle === 'deleted')
    await publish(tx, instanceDeleted, { instanceId: instance.id, name }, { accountId: instance.accountId })
  // After a failure the next look at the machine decides, so that a broken one is not asked in a circle.
  await store.save(tx, ending.kind === 'success' ? await correct(tx, after) : after)
}

function afterSuccess(tx: Tx, instance: Instance, command: Command, seen: Observed | null): Instance {
  const idle: Instance = { ...instance, task: null, observedAt: tx.now(), power: seen?.power ?? 'off', access: seen?.access ?? [] }
  if (command !== 'purge') return { ...idle, address: seen?.address ?? instance.address }
  return { ...withLifecycle(idle, 'deleted'), deletedAt: tx.now() }
}

const afterError = (instance: Instance, command: Command): Instance => ({
  ...instance,
  task: null,
  ...(command === 'start' && { wants: 'off' as const }),
})
