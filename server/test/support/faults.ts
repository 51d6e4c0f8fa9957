import type { Fault, FaultInput } from '../../../simulators/src/kit/faults.ts'
import { setFaults } from '../../src/providers/compute-simulated/state.ts'
import type { Dice, Tally } from './dice.ts'
import type { Town } from './town.ts'

type Vendor = 'twilio' | 'telna' | 'esimAccess' | 'stripe'

const ASKED: readonly (readonly [Vendor, string])[] = [
  ['twilio', 'numbers.buy'],
  ['twilio', 'messages.create'],
  ['twilio', 'messages.create'],
  ['telna', 'work-orders.create'],
  ['esimAccess', 'esim.order'],
  ['stripe', 'checkout.create'],
]
const WRONG: readonly Omit<FaultInput, 'operation'>[] = [
  { kind: 'drop-before-effect' },
  { kind: 'drop-after-effect' },
  { kind: 'drop-after-effect' },
  { kind: 'fail-after-effect', status: 503 },
  { kind: 'fail', status: 429 },
  { kind: 'fail', status: 500 },
]
const TOLD: readonly (readonly [Vendor, FaultInput])[] = [
  ['twilio', { kind: 'duplicate', operation: 'message.status', times: 3, count: 2 }],
  ['twilio', { kind: 'duplicate', operation: 'message.inbound', times: 3, count: 1 }],
  ['twilio', { kind: 'lose', operation: 'message.status', count: 1 }],
  ['twilio', { kind: 'reorder', operation: 'message.status', window: 3, count: 3 }],
  ['stripe', { kind: 'duplicate', times: 3, count: 2 }],
]
const MACHINES = [
  { verb: 'create', kind: 'lost_reply' },
  { verb: 'create', kind: 'unreachable' },
  { verb: 'create', kind: 'no_capacity' },
  { verb: 'power', kind: 'lost_reply' },
  { verb: 'power', kind: 'unreachable' },
  { verb: 'destroy', kind: 'lost_reply' },
  { verb: 'observe', kind: 'unreachable' },
] as const

/** What goes wrong around the town. */
export class Misfortune {
  readonly #town: Town
  readonly #dice: Dice
  readonly #tally: Tally

  constructor(town: Town, dice: Dice, tally: Tally) {
    this.#town = town
    this.#dice = dice
    this.#tally = tally
    for (const vendor of ['twilio', 'telna', 'esimAccess', 'stripe'] as const)
      this.#vendors[vendor].control.seed(dice.between(1, 1_000_000))
  }

  get #vendors() {
    return this.#town.world.vendors
  }

  /** Up to four things that go wrong in the coming minute, each once or twice. */
  strike(): void {
    for (let count = this.#dice.between(1, 3); count > 0; count -= 1) {
      const [vendor, operation] = this.#dice.pick(ASKED)
      this.#vendors[vendor].control.fault({ ...this.#dice.pick(WRONG), operation, count: 1 })
    }
    if (this.#dice.chance(0.5)) {
      const [vendor, fault] = this.#dice.pick(TOLD)
      this.#vendors[vendor].control.fault(fault)
    }
    if (this.#dice.chance(0.5)) {
      setFaults(this.#town.home, [{ ...this.#dice.pick(MACHINES), times: 1 }])
      this.#tally.add('fault: a machine that does not answer')
    }
    if (this.#dice.chance(0.2)) this.#vendors.twilio.control.holdWebhooks()
  }

  /** Webhooks that were held back leave in another order. */
  release(): void {
    const held = this.#vendors.twilio.control.releaseWebhooks('shuffled')
    if (held > 0) this.#tally.add('fault: webhooks out of order', held)
  }

  /** The supplier of eSIMs is gone until `relent`. */
  takeDown(): void {
    this.#vendors.telna.control.fault({ kind: 'down' })
  }

  /** Jobs that wait run twice, as when a worker dies after its work and before it says so. */
  async doubleJobs(): Promise<void> {
    const rows = await this.#town.world.query<{ id: string }>(
      `select (graphile_worker.add_job(t.identifier, j.payload, run_at => j.run_at, max_attempts => j.max_attempts::int)).id::text as id
       from (select * from graphile_worker._private_jobs where locked_at is null and attempts < max_attempts order by id limit $1) j
       join graphile_worker._private_tasks t on t.id = j.task_id`,
      [this.#dice.between(1, 6)],
    )
    if (rows.length > 0) this.#tally.add('fault: a job run twice', rows.length)
  }

  /** Everything goes well from now on; counts what struck. */
  relent(): void {
    this.release()
    setFaults(this.#town.home, [])
    for (const vendor of ['twilio', 'telna', 'esimAccess', 'stripe'] as const) {
      const { control } = this.#vendors[vendor]
      for (const fault of control.faults()) if (fault.struck > 0) this.#tally.add(nameOf(fault), fault.struck)
      control.clearFaults()
    }
  }
}

const nameOf = ({ kind, status }: Fault): string => `fault: ${kind}${status ? ` ${status}` : ''}`
