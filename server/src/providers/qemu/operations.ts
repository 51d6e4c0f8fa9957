import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DriverError, type InstanceSpec, type Observed, type PowerTarget, type Progress, refused } from '../../lines/cloud/port.ts'
import { systemClock } from '../../platform/clock.ts'
import { type Accelerator, GUEST_ADDRESS } from './argv.ts'
import { imageFolder, type Machine, openFolder, readState, writeState, writeWhole } from './machine.ts'
import { answers, boot, end, prepareDisk, runningOf } from './process.ts'
import { withQmp } from './qmp.ts'

const Operation = z.object({
  id: z.string(),
  verb: z.enum(['create', 'on', 'off', 'reboot', 'reset']),
  phase: z.enum(['off', 'reset', 'boot']),
  graceMs: z.number(),
  startedAt: z.number(),
  /** When the guest was last told to switch itself off. */
  askedAt: z.number(),
  starts: z.number(),
  bootedAt: z.number(),
  outcome: z.enum(['running', 'done', 'refused']),
  code: z.enum([
    'unreachable',
    'timeout',
    'busy',
    'not_found',
    'exists',
    'invalid',
    'unsupported',
    'no_capacity',
    'guest_unresponsive',
    'internal',
  ]),
  reason: z.string(),
})

/** Work at one guest, kept in its folder, so that whoever comes after a crash goes on with it. */
type Operation = z.output<typeof Operation>

export type Host = { readonly home: string; readonly accel: Accelerator }

const now = (): number => systemClock.now().getTime()

const BOOT_MS = 120_000
const REMIND_MS = 5_000
/** A start that ended at once is tried once more, should it have been lost between its note and its deed. */
const MOST_STARTS = 2

const fileOf = (machine: Machine, id: string): string => path.join(machine.operations, `${id.replaceAll(/[^\w-]/g, '')}.json`)
const save = (machine: Machine, operation: Operation): void => writeWhole(fileOf(machine, operation.id), JSON.stringify(operation))

function find(machine: Machine, id: string): Operation | undefined {
  const file = fileOf(machine, id)
  return existsSync(file) ? Operation.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

const begin = (id: string, verb: Operation['verb'], phase: Operation['phase'], graceMs: number): Operation => ({
  id,
  verb,
  phase,
  graceMs,
  startedAt: now(),
  askedAt: 0,
  starts: 0,
  bootedAt: 0,
  outcome: 'running',
  code: 'internal',
  reason: '',
})

/** The guest as it is now; null when there is none. */
export async function observed(machine: Machine): Promise<Observed | null> {
  const state = readState(machine)
  if (!state) return null
  const running = runningOf(machine)
  const power = running ? await powerOf(machine) : 'off'
  return {
    instanceId: machine.id,
    power,
    ready: running !== undefined && state.proven?.startTime === running.startTime,
    address: GUEST_ADDRESS,
    access: running ? [{ name: 'http', host: '127.0.0.1', port: state.httpPort }] : [],
  }
}

async function powerOf(machine: Machine): Promise<'on' | 'paused'> {
  try {
    const status = z.object({ status: z.string() }).parse(await withQmp(machine.metrics, (qmp) => qmp.execute('query-status')))
    return status.status === 'paused' ? 'paused' : 'on'
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    // The process is there, and its monitor is busy or on its way out: on is what is known.
    return 'on'
  }
}

async function finish(machine: Machine, operation: Operation): Promise<Progress> {
  save(machine, { ...operation, outcome: 'done' })
  return { kind: 'done', value: await observed(machine) }
}

function refuse(machine: Machine, operation: Operation, error: DriverError): Progress {
  save(machine, { ...operation, outcome: 'refused', code: error.code, reason: error.message })
  return refused(error.code, error.message)
}

/** One more step of an operation, or what it came to. */
async function advance(host: Host, machine: Machine, operation: Operation): Promise<Progress> {
  if (operation.outcome === 'done') return { kind: 'done', value: await observed(machine) }
  if (operation.outcome === 'refused') return refused(operation.code, operation.reason)
  try {
    if (operation.phase === 'off') return await switchOff(host, machine, operation)
    if (operation.phase === 'reset') return await resetGuest(host, machine, operation)
    return await bootGuest(host, machine, operation)
  } catch (error) {
    // Full now does not mean full later, nor elsewhere: whoever asked decides.
    if (error instanceof DriverError && error.code === 'no_capacity') return refused(error.code, error.message)
    if (error instanceof DriverError && error.retryable) return { kind: 'pending', step: error.message }
    if (error instanceof DriverError) return refuse(machine, operation, error)
    throw error
  }
}

async function switchOff(host: Host, machine: Machine, operation: Operation): Promise<Progress> {
  const running = runningOf(machine)
  if (!running) {
    if (operation.verb === 'off') return finish(machine, operation)
    return bootGuest(host, machine, { ...operation, phase: 'boot' })
  }
  if (now() - operation.startedAt >= operation.graceMs) {
    await end(machine, running)
    return { kind: 'pending', step: 'switched off by force' }
  }
  if (now() - operation.askedAt >= REMIND_MS) {
    await withQmp(machine.control, (qmp) => qmp.execute('system_powerdown'))
    save(machine, { ...operation, askedAt: now() })
  }
  return { kind: 'pending', step: 'the guest switches itself off' }
}

async function resetGuest(host: Host, machine: Machine, operation: Operation): Promise<Progress> {
  const state = readState(machine)
  if (!state || !runningOf(machine)) return refuse(machine, operation, new DriverError('invalid', 'The server is off.'))
  await withQmp(machine.control, (qmp) => qmp.execute('system_reset'))
  writeState(machine, { ...state, proven: null })
  return bootGuest(host, machine, { ...operation, phase: 'boot' })
}

async function bootGuest(host: Host, machine: Machine, given: Operation): Promise<Progress> {
  let operation = given.bootedAt === 0 ? { ...given, bootedAt: now() } : given
  if (!runningOf(machine)) {
    if (operation.starts >= MOST_STARTS)
      return refuse(machine, operation, new DriverError('internal', 'The server ended right after its start.'))
    operation = { ...operation, starts: operation.starts + 1 }
    save(machine, operation)
    await boot(machine, host.accel)
  }
  save(machine, operation)
  return prove(machine, operation)
}

/** "Running" in the hypervisor proves nothing: the guest itself must answer. */
async function prove(machine: Machine, operation: Operation): Promise<Progress> {
  const state = readState(machine)
  const running = runningOf(machine)
  if (!state || !running) return { kind: 'pending', step: 'starting' }
  if (state.isolated || (await answers(machine, state.httpPort))) {
    writeState(machine, { ...state, proven: { ...running } })
    return finish(machine, operation)
  }
  if (now() - operation.bootedAt < BOOT_MS) return { kind: 'pending', step: 'waiting for proof of life' }
  const silent = new DriverError('guest_unresponsive', 'The guest has not answered within two minutes.')
  return operation.verb === 'create' ? refuse(machine, operation, silent) : finish(machine, operation)
}

/** Makes the guest and starts it. */
export async function create(host: Host, machine: Machine, spec: InstanceSpec, opId: string): Promise<Progress> {
  const base = path.join(imageFolder(host.home, spec.image), 'base.qcow2')
  if (!existsSync(base)) return refused('unsupported', `There is no image ${spec.image} on this machine.`)
  const state = openFolder(machine, spec)
  const operation = find(machine, opId) ?? begin(opId, 'create', 'boot', 0)
  if (operation.outcome === 'running') {
    save(machine, operation)
    await prepareDisk(machine, base, state)
  }
  return advance(host, machine, operation)
}

/** Switches a guest on, off or both. */
export async function power(host: Host, machine: Machine, to: PowerTarget, opId: string, graceMs: number): Promise<Progress> {
  if (!readState(machine)) return refused('not_found', 'There is no such server here.')
  const phase = to === 'on' ? 'boot' : to === 'reset' ? 'reset' : 'off'
  const operation = find(machine, opId) ?? begin(opId, to, phase, graceMs)
  save(machine, operation)
  return advance(host, machine, operation)
}

/** What became of an operation that was asked for before. */
export async function poll(host: Host, machine: Machine, opId: string): Promise<Progress> {
  const operation = find(machine, opId)
  if (!operation) return refused('not_found', 'This was never asked for here.')
  return advance(host, machine, operation)
}
