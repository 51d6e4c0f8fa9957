import { type Duplex, duplexPair } from 'node:stream'
import {
  type ComputeDriver,
  DriverError,
  type InstanceSpec,
  type Observed,
  type PowerTarget,
  type Progress,
  refused,
  type Sample,
} from '../../lines/cloud/port.ts'
import type { Clock } from '../../platform/clock.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import { serveRfb } from './rfb.ts'
import { type Fault, type Guest, guestIds, readGuest, removeGuest, strike, writeGuest } from './state.ts'
import { EchoShell } from './terminal.ts'

const IMAGES = ['linecard-mini']

const absent = (): Progress => refused('not_found', 'There is no such server here.')

const observedOf = (guest: Guest): Observed => ({
  instanceId: guest.spec.instanceId,
  power: guest.power,
  ready: guest.power === 'on',
  address: '203.0.113.57',
  access: [],
})

/** A guest uses a little of everything while it is on, always the same for the same server and instant. */
function sampleOf(guest: Guest, now: number): Sample {
  const seconds = guest.power === 'on' ? Math.max(0, Math.floor((now - guest.since) / 1_000)) : 0
  const busy = (Number.parseInt(guest.spec.instanceId.slice(-2), 16) % 40) + 5
  return {
    cpuMs: seconds * busy * 10,
    memoryBytes: Math.floor(guest.spec.ramMib * 1_048_576 * (0.3 + busy / 200)),
    diskReadBytes: seconds * 4_096,
    diskWriteBytes: seconds * 12_288,
    netRxBytes: seconds * 9_000,
    netTxBytes: seconds * 21_000,
  }
}

class Simulation implements ComputeDriver {
  readonly #home: string
  readonly #clock: Clock
  readonly #bootMs: number

  constructor(home: string, clock: Clock, bootMs: number) {
    this.#home = home
    this.#clock = clock
    this.#bootMs = bootMs
  }

  #now = (): number => this.#clock.now().getTime()

  /** Lets a fault strike before anything happens, does the work, and may lose the answer. */
  #answer(verb: Fault['verb'], work: () => Progress): Progress {
    if (strike(this.#home, verb, ['unreachable'])) throw new DriverError('unreachable', 'The simulated machine is down.')
    if (strike(this.#home, verb, ['no_capacity'])) return refused('no_capacity', 'The simulated machine is full.')
    if (strike(this.#home, verb, ['refuse'])) return refused('invalid', 'The simulated machine does not want to.')
    const progress = work()
    if (strike(this.#home, verb, ['lost_reply'])) throw new DriverError('timeout', 'The answer was lost.')
    return progress
  }

  #progress(guest: Guest, opId: string): Progress {
    const operation = guest.operations[opId]
    if (!operation) return refused('not_found', 'This was never asked for here.')
    if (operation.done) return { kind: 'done', value: observedOf(guest) }
    if (operation.doneAt > this.#now())
      return { kind: 'pending', step: operation.to === 'off' ? 'the guest switches itself off' : 'booting' }
    const power = operation.to === 'off' ? 'off' : 'on'
    const finished: Guest = {
      ...guest,
      power,
      since: this.#now(),
      operations: { ...guest.operations, [opId]: { ...operation, done: true } },
    }
    writeGuest(this.#home, finished)
    return { kind: 'done', value: observedOf(finished) }
  }

  capabilities = async () => ({ images: IMAGES, consoles: ['vga', 'serial'] as const, gracefulOff: true })

  async probe() {
    if (strike(this.#home, 'any', ['unreachable'])) throw new DriverError('unreachable', 'The simulated machine is down.')
    return { version: 'simulated' }
  }

  async create(spec: InstanceSpec, opId: string) {
    return this.#answer('create', () => {
      if (!IMAGES.includes(spec.image)) return refused('unsupported', `There is no image ${spec.image} on this machine.`)
      const operation = { to: 'create' as const, doneAt: this.#now() + this.#bootMs, done: false }
      const guest: Guest = readGuest(this.#home, spec.instanceId) ?? {
        spec,
        power: 'off',
        isolated: false,
        since: this.#now(),
        operations: {},
      }
      const asked = guest.operations[opId] ? guest : { ...guest, operations: { ...guest.operations, [opId]: operation } }
      writeGuest(this.#home, asked)
      return this.#progress(asked, opId)
    })
  }

  async power(instanceId: string, to: PowerTarget, opId: string, { graceMs }: { readonly graceMs: number }) {
    return this.#answer('power', () => {
      const guest = readGuest(this.#home, instanceId)
      if (!guest) return absent()
      if (guest.operations[opId]) return this.#progress(guest, opId)
      // A deaf guest keeps running until its time is over and it is switched off by force.
      const deaf = graceMs > 0 && to !== 'on' && to !== 'reset' && strike(this.#home, 'power', ['ignore_acpi']) !== undefined
      const takes = (deaf ? graceMs : 0) + (to === 'off' ? 0 : this.#bootMs)
      const asked: Guest = { ...guest, operations: { ...guest.operations, [opId]: { to, doneAt: this.#now() + takes, done: false } } }
      writeGuest(this.#home, asked)
      return this.#progress(asked, opId)
    })
  }

  async isolate(instanceId: string, on: boolean) {
    return this.#answer('isolate', () => {
      const guest = readGuest(this.#home, instanceId)
      if (!guest) return absent()
      writeGuest(this.#home, { ...guest, isolated: on })
      return { kind: 'done', value: observedOf(guest) }
    })
  }

  async destroy(instanceId: string) {
    return this.#answer('destroy', () => {
      removeGuest(this.#home, instanceId)
      return { kind: 'done', value: null }
    })
  }

  async poll(instanceId: string, opId: string) {
    return this.#answer('poll', () => {
      const guest = readGuest(this.#home, instanceId)
      return guest ? this.#progress(guest, opId) : absent()
    })
  }

  async observe(instanceId: string) {
    if (strike(this.#home, 'observe', ['unreachable'])) throw new DriverError('unreachable', 'The simulated machine is down.')
    const guest = readGuest(this.#home, instanceId)
    return guest && observedOf(guest)
  }

  list = async () =>
    guestIds(this.#home).flatMap((id) => {
      const guest = readGuest(this.#home, id)
      return guest ? [observedOf(guest)] : []
    })

  async metrics(instanceId: string) {
    const guest = readGuest(this.#home, instanceId)
    if (guest?.power !== 'on') throw new DriverError('invalid', 'The server is off.')
    return sampleOf(guest, this.#now())
  }

  async openConsole(instanceId: string, type: 'vga' | 'serial'): Promise<Duplex> {
    const found = readGuest(this.#home, instanceId)
    if (!found) throw new DriverError('not_found', 'There is no such server here.')
    if (found.power !== 'on') throw new DriverError('invalid', 'The server is off.')
    const { hostname } = found.spec
    const header = () => {
      const power = readGuest(this.#home, instanceId)?.power ?? 'off'
      return [`${hostname}: a simulated server`, `power ${power}, ${this.#clock.now().toISOString().slice(0, 19)}Z`]
    }
    const [ours, theirs] = duplexPair()
    const shell = new EchoShell(header)
    if (type === 'vga') serveRfb(ours, hostname, shell)
    else {
      ours.on('data', (part: Buffer) => ours.write([...part.toString('utf8')].map((one) => shell.type(one === '\r' ? '\n' : one)).join('')))
      ours.on('error', () => ours.destroy())
      ours.write(`${header().join('\r\n')}\r\n$ `)
    }
    return theirs
  }
}

/** Servers that are files: everything a hypervisor says, without one. `bootMs` in the provider's settings paces it. */
export const simulatedDriver =
  (home: string, clock: Clock) =>
  ({ settings }: Pick<AdapterSettings, 'settings'>): ComputeDriver =>
    new Simulation(home, clock, Number(settings['bootMs'] ?? 0))
