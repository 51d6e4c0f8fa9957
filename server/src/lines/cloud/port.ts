import type { Duplex } from 'node:stream'
import { definePort } from '../../platform/ports.ts'

/** Why a hypervisor did not do something. `not_found` is proven absence, `unreachable` is not knowing; they never mix. */
export type DriverErrorCode =
  | 'unreachable'
  | 'timeout'
  | 'busy'
  | 'not_found'
  | 'exists'
  | 'invalid'
  | 'unsupported'
  | 'no_capacity'
  | 'guest_unresponsive'
  | 'internal'

const RETRYABLE: readonly DriverErrorCode[] = ['unreachable', 'timeout', 'busy', 'no_capacity']

/** Thrown by questions that cannot be answered; `retryable` says whether asking again may help. */
export class DriverError extends Error {
  readonly code: DriverErrorCode
  readonly retryable: boolean

  constructor(code: DriverErrorCode, message: string) {
    super(message)
    this.name = 'DriverError'
    this.code = code
    this.retryable = RETRYABLE.includes(code)
  }
}

export type DriverPower = 'on' | 'off' | 'paused'

/** A server as its hypervisor sees it. */
export type Observed = {
  readonly instanceId: string
  readonly power: DriverPower
  /** The guest has answered at its image's proof level since it was last switched on. */
  readonly ready: boolean
  readonly address: string | null
  readonly access: readonly { readonly name: string; readonly host: string; readonly port: number }[]
}

export type InstanceSpec = {
  readonly instanceId: string
  readonly hostname: string
  readonly image: string
  readonly cpu: number
  readonly ramMib: number
  readonly diskGib: number
  readonly sshKey: string | null
}

/**
 * What a verb has come to. `done` may come at once or by `poll`; `pending` goes on by itself or with each poll; after a missing answer the state
 * is asked for with `poll` under the same operation id.
 */
export type Progress =
  | { readonly kind: 'done'; readonly value: Observed | null }
  | { readonly kind: 'pending'; readonly step: string }
  | { readonly kind: 'refused'; readonly code: DriverErrorCode; readonly reason: string; readonly retryable: boolean }

export const refused = (code: DriverErrorCode, reason: string): Progress => ({
  kind: 'refused',
  code,
  reason,
  retryable: RETRYABLE.includes(code),
})

export type PowerTarget = 'on' | 'off' | 'reboot' | 'reset'

/** Counters as the hypervisor has them; they only grow until the server restarts. Null is unknown, never nothing. */
export type Sample = {
  readonly cpuMs: number | null
  readonly memoryBytes: number | null
  readonly diskReadBytes: number | null
  readonly diskWriteBytes: number | null
  readonly netRxBytes: number | null
  readonly netTxBytes: number | null
}

export type Capabilities = {
  readonly images: readonly string[]
  readonly consoles: readonly ('vga' | 'serial')[]
  readonly gracefulOff: boolean
}

export type ConsoleType = 'vga' | 'serial'

/**
 * One kind of hypervisor. Verbs say what should be so and are harmless to repeat: the same operation id, or a state that is there already, is
 * success. Every server carries our instance id. Drivers keep no state that a restart of this process loses.
 */
export interface ComputeDriver {
  capabilities(): Promise<Capabilities>
  /** Throws DriverError when the machine cannot run servers now. */
  probe(): Promise<{ readonly version: string }>
  /** Makes and starts a server; `done` only with proof of life. */
  create(spec: InstanceSpec, opId: string): Promise<Progress>
  /** `graceMs` is how long the guest may take to switch itself off before it is forced; 0 forces at once. */
  power(instanceId: string, to: PowerTarget, opId: string, options: { readonly graceMs: number }): Promise<Progress>
  /** Cuts or restores the network. */
  isolate(instanceId: string, on: boolean, opId: string): Promise<Progress>
  /** Ends the server and its disks; absent is success. */
  destroy(instanceId: string, opId: string): Promise<Progress>
  /** What became of an operation, also after a restart of this process; refused with `not_found` when it never arrived. */
  poll(instanceId: string, opId: string): Promise<Progress>
  /** Null is proven absence. Throws DriverError otherwise. */
  observe(instanceId: string): Promise<Observed | null>
  /** Everything that carries an id of ours. */
  list(): Promise<readonly Observed[]>
  metrics(instanceId: string): Promise<Sample>
  /** An open RFB 3.8 or serial connection, authenticated already; the caller ends it. */
  openConsole(instanceId: string, type: ConsoleType): Promise<Duplex>
}

export const computePort = definePort<ComputeDriver>('cloud.compute')
