import { assertTransition, requestErrors, type Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId } from '../../platform/ids.ts'
import type { OfferingId } from '../../spine/catalog/index.ts'
import type { HoldId } from '../../spine/ledger/index.ts'
import { errors } from './errors.ts'
import type { Meter, Plan } from './metering.ts'

export type InstanceId = Id<'instance'>
export const InstanceId = idSchema<InstanceId>()
export type TaskId = Id<'instanceTask'>
export const TaskId = idSchema<TaskId>()

/** How far a server has come; `trashed` can be restored until it is purged. */
export type Lifecycle = 'pending' | 'provisioning' | 'active' | 'error' | 'trashed' | 'deleting' | 'deleted'
/** What the driver last saw. */
export type Power = 'on' | 'off' | 'paused' | 'unknown'
export type HoldKind = 'billing' | 'abuse' | 'admin' | 'legal'
export const HOLD_KINDS = ['billing', 'abuse', 'admin', 'legal'] as const
/** Work at the hypervisor; at most one at a time. */
export type Command = 'start' | 'stop' | 'reboot' | 'reset' | 'suspend' | 'delete' | 'purge'

/** Why a server may not run, beside others: paying lifts only the billing hold. */
export type Hold = { readonly kind: HoldKind; readonly reason: string; readonly since: string }

/** Where a port of the guest is reached. */
export type Access = { readonly name: string; readonly host: string; readonly port: number }

export type Instance = {
  readonly id: InstanceId
  readonly accountId: AccountId
  readonly offeringId: OfferingId
  /** The size's short name and what it has, as sold. */
  readonly size: string
  readonly cpu: number
  readonly ramMib: number
  readonly diskGib: number
  readonly image: string
  readonly region: string
  readonly name: string
  readonly sshKey: string | null
  readonly providerId: ProviderId | null
  readonly lifecycle: Lifecycle
  readonly power: Power
  readonly observedAt: Date | null
  /** Whether its owner wants it on; holds win over it. */
  readonly wants: 'on' | 'off'
  readonly holds: readonly Hold[]
  readonly task: Command | null
  readonly missingSince: Date | null
  readonly unreachableSince: Date | null
  readonly plan: Plan
  readonly trace: Readonly<Record<string, unknown>>
  readonly meter: Meter
  /** The money set aside for the current unit; null when it costs nothing or none runs. */
  readonly unitHoldId: HoldId | null
  readonly address: string | null
  readonly access: readonly Access[]
  readonly error: { readonly code: string; readonly message: string } | null
  readonly createdAt: Date
  readonly readyAt: Date | null
  readonly trashedAt: Date | null
  readonly purgeAt: Date | null
  readonly deletedAt: Date | null
}

/** One word for API and lists (E41). */
export type Status =
  | 'pending'
  | 'provisioning'
  | 'running'
  | 'stopping'
  | 'stopped'
  | 'rebooting'
  | 'paused'
  | 'suspended'
  | 'error'
  | 'deleting'
  | 'deleted'
  | 'unknown'

type Axes = Pick<Instance, 'lifecycle' | 'power' | 'holds' | 'task'>

/** The status that follows from the four axes; the first that matches (cloud §3.1). It is never stored. */
export function statusOf({ lifecycle, power, holds, task }: Axes): Status {
  if (lifecycle === 'trashed') return 'deleted'
  if (lifecycle !== 'active') return lifecycle
  if (holds.length > 0) return 'suspended'
  if (task === 'stop') return 'stopping'
  if (task === 'reboot' || task === 'reset') return 'rebooting'
  if (power === 'on') return 'running'
  if (power === 'off') return 'stopped'
  return power
}

/** What may follow what (cloud §3.2); anything else is 409 `invalid_transition`. */
export const instanceTransitions: Transitions<Lifecycle> = {
  pending: ['provisioning', 'active', 'error'],
  provisioning: ['active', 'error'],
  active: ['trashed'],
  error: ['deleting'],
  trashed: ['active', 'deleting'],
  deleting: ['deleted'],
  deleted: [],
}

export function withLifecycle(instance: Instance, to: Lifecycle): Instance {
  assertTransition('server', instanceTransitions, instance.lifecycle, to)
  return { ...instance, lifecycle: to }
}

/** From which power a person may give a command. */
const POSSIBLE_FROM: Readonly<Record<'start' | 'stop' | 'reboot' | 'reset', readonly Power[]>> = {
  start: ['off'],
  stop: ['on', 'paused', 'unknown'],
  reboot: ['on'],
  reset: ['on', 'paused'],
}

export type PersonsCommand = keyof typeof POSSIBLE_FROM

/** Throws 409 when the command is not possible now: `busy` with the running task, `held`, or `invalid_transition`. */
export function assertCommand(instance: Instance, command: PersonsCommand): void {
  if (instance.lifecycle === 'trashed') throw errors.inTrash({ detail: 'This server is in the trash. Restore it first.' })
  if (instance.lifecycle !== 'active') throw refuse(instance, command)
  if (instance.task) throw errors.busy({ detail: `This server is busy: ${instance.task}. Wait until it is done.`, task: instance.task })
  if (instance.holds.length > 0 && command !== 'stop')
    throw errors.held({ detail: heldDetail(instance.holds), holds: instance.holds.map((hold) => hold.kind) })
  if (!POSSIBLE_FROM[command].includes(instance.power)) throw refuse(instance, command)
}

/** Throws 409 `invalid_transition` unless the server exists and works, whatever its power. */
export function assertActive(instance: Instance, deed: string): void {
  if (instance.lifecycle !== 'active') throw refuse(instance, deed)
}

/** Throws 409: only what is in the trash, and idle, can be taken out of it. */
export function assertRestorable(instance: Instance): void {
  if (instance.lifecycle !== 'trashed') throw refuse(instance, 'be restored')
  if (instance.task) throw errors.busy({ detail: 'This server is just being switched off. Try again in a moment.', task: instance.task })
}

const refuse = (instance: Instance, command: string) =>
  requestErrors.invalidTransition({
    detail: `This server is ${statusOf(instance)}, so it cannot ${command}.`,
    reason: 'invalid_transition',
    from: statusOf(instance),
    to: command,
  })

const heldDetail = (holds: readonly Hold[]): string =>
  holds.some(({ kind }) => kind !== 'billing')
    ? 'This server is suspended. Ask support why.'
    : 'This server is suspended because the wallet is empty. Add funds and it starts again by itself.'

export const hasHold = (instance: Instance, kind: HoldKind): boolean => instance.holds.some((hold) => hold.kind === kind)

/** The instance with one more reason not to run; the same kind again changes nothing. */
export const withHold = (instance: Instance, hold: Hold): Instance =>
  hasHold(instance, hold.kind) ? instance : { ...instance, holds: [...instance.holds, hold] }

export const withoutHold = (instance: Instance, kind: HoldKind): Instance => ({
  ...instance,
  holds: instance.holds.filter((hold) => hold.kind !== kind),
})

/** What must be done so that the power is what it should be, or null. A held server is switched off, whoever started it. */
export function correction(instance: Instance): 'start' | 'suspend' | null {
  if (instance.lifecycle !== 'active' || instance.task) return null
  if (instance.holds.length > 0) return instance.power === 'on' || instance.power === 'paused' ? 'suspend' : null
  return instance.wants === 'on' && instance.power === 'off' ? 'start' : null
}

/** A server switched on or off behind our back: its owner did it inside the guest, so that is what is wanted now. */
export function adopted(instance: Instance, seen: Power): Instance {
  if (instance.holds.length > 0 || instance.task || seen === instance.power) return instance
  if (seen === 'off') return { ...instance, wants: 'off' }
  return seen === 'on' ? { ...instance, wants: 'on' } : instance
}

/** The most of everything that the servers of one account may have together (cloud §3.9). */
export const QUOTA = { instances: 5, cpu: 16, ramMib: 32 * 1024, diskGib: 500 } as const
export type Usage = { readonly [K in keyof typeof QUOTA]: number }

const WORDS: Readonly<Record<keyof Usage, string>> = { instances: 'servers', cpu: 'vCPUs', ramMib: 'MiB of memory', diskGib: 'GiB of disk' }

/** Throws 409 `quotaReached` when what is used and what is wanted pass the quota. */
export function assertQuota(used: Usage, wanted: Pick<Instance, 'cpu' | 'ramMib' | 'diskGib'>): void {
  const adding: Usage = { instances: 1, cpu: wanted.cpu, ramMib: wanted.ramMib, diskGib: wanted.diskGib }
  for (const what of Object.keys(QUOTA) as (keyof Usage)[]) {
    if (used[what] + adding[what] <= QUOTA[what]) continue
    throw errors.quotaReached({
      detail: `This account may have ${QUOTA[what]} ${WORDS[what]} and uses ${used[what]}. Ask support to raise the limit.`,
      reason: 'limit_reached',
      what,
      limit: QUOTA[what],
      used: used[what],
    })
  }
}

/** RFC 1123 label, which is what the guest is called. */
export const HOSTNAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

export const TRASH_DAYS = 7
/** Missing or unreachable for this long, a unit is not charged (cloud §4.2). */
export const OUTAGE_MS = 300_000
/** Hours that the wallet must be able to pay before a server is made (cloud §3.3). */
export const LEAST_HOURS = 24
