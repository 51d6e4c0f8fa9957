import { attendTrunkCalls, operatorContext } from '../../src/lines/routing/index.ts'
import { type PlayedCall, SwitchPlayer, silence } from '../../src/lines/voice/calling-for-tests.ts'
import type { CallDecider, CallEvent, Decision } from '../../src/lines/voice/index.ts'
import { callDecider } from '../../src/main/calls.ts'
import { later } from '../../src/platform/clock.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Dice, Tally } from './dice.ts'
import { CARRIER_IP, CARRIER_PREFIX, type Customer } from './town.ts'
import type { World } from './world.ts'

/** How the switch tells about a call: as it happens, everything twice, everything at the end and out of order, or nothing after its answer. */
const FATES = ['told', 'told', 'doubled', 'shuffled', 'untold'] as const
type Fate = (typeof FATES)[number]

/** Drawn before anything runs, so that a seed means one run. */
type Course = {
  readonly fate: Fate
  readonly seconds: number
  /** The first way answers so, and the next one is tried. */
  readonly fails: number | null
  readonly answered: boolean
  readonly order: readonly number[]
}

type Up = {
  readonly call: PlayedCall
  readonly course: Course
  readonly answer: CallEvent
  readonly endsAt: Date
  readonly voicemail: boolean
}

const LONGEST_SECONDS = 200

/** Calls that are up, of customers and of carriers, as one switch sees them. */
export class LiveCalls {
  readonly #world: World
  readonly #dice: Dice
  readonly #tally: Tally
  readonly #decider: CallDecider
  readonly #player: SwitchPlayer
  #up: Up[] = []
  #dialled = 0

  constructor(world: World, dice: Dice, tally: Tally) {
    this.#world = world
    this.#dice = dice
    this.#tally = tally
    this.#decider = callDecider(world.services)
    this.#player = new SwitchPlayer(world, this.#decider)
  }

  get count(): number {
    return this.#up.length
  }

  /** A call from the customer's phone. */
  outbound(one: Customer): () => Promise<void> {
    const course = this.#draw(0.2)
    const to = this.#dice.chance(0.5) ? this.#next('+1202555') : this.#next('+44207183')
    return () => this.#begin('device call', this.#player.outbound(one, to), course)
  }

  /** A call to the customer's number; who does not answer finds the mailbox. */
  inbound(one: Customer): () => Promise<void> {
    const noAnswer = this.#dice.chance(0.4)
    const course = { ...this.#draw(0), ...(noAnswer && { fails: 408 }) }
    const from = this.#next('+1202555')
    return () => this.#begin('inbound call', this.#player.inbound(from, one.e164), course)
  }

  /** A call of the carrier; the first supplier fails now and then. */
  wholesale(): () => Promise<void> {
    const course = this.#draw(0.4)
    const dialled = `${CARRIER_PREFIX}${this.#next('44207183')}`
    const facts = { sourceIp: CARRIER_IP, requestUser: dialled, toUser: dialled, fromUser: '+442079460000' }
    return () => this.#begin('wholesale call', this.#player.ask(facts), course)
  }

  /** What the loop beside the switch does, and the end of every call whose time has come. */
  async attend(): Promise<void> {
    if (this.#up.length === 0) return
    await this.#player.attend()
    await attendTrunkCalls(await operatorContext(this.#world.services), this.#player.control)
    const now = this.#world.clock.now()
    const over = this.#up.filter((up) => now >= up.endsAt || now >= this.#cutAt(up))
    this.#up = this.#up.filter((up) => !over.includes(up))
    await Promise.all(over.map((up) => this.#end(up)))
  }

  #cutAt({ call, answer }: Up): Date {
    return later(answer.at, call.limit * 1_000)
  }

  #next(prefix: string): string {
    this.#dialled += 1
    return `${prefix}${String(this.#dialled).padStart(4, '0')}`
  }

  #draw(failing: number): Course {
    return {
      fate: this.#dice.pick(FATES),
      seconds: this.#dice.between(1, LONGEST_SECONDS),
      fails: this.#dice.chance(failing) ? 503 : null,
      answered: this.#dice.chance(0.9),
      order: this.#dice.shuffle([0, 1, 2, 3]),
    }
  }

  async #begin(what: string, asked: Promise<Decision>, course: Course): Promise<void> {
    const decision = await asked
    if (decision.kind === 'reject') {
      this.#tally.add(`${what} refused with ${decision.code}`)
      return
    }
    this.#tally.add(what)
    const call = this.#player.routed(decision)
    if (course.fails !== null) {
      const next = await call.fail(course.fails)
      this.#tally.add(course.fails === 503 ? `${what}: the first way fails` : `${what}: no answer`)
      if (next === undefined) return call.giveUp(course.fails)
    }
    if (!course.answered) return this.#ring(call, course.fate)
    const answer = call.event('answer', { code: 200 })
    if (course.fate !== 'shuffled') for (const event of [call.event('attempt'), call.event('ringing'), answer]) await call.tell(event)
    const voicemail = course.fails === 408
    this.#up.push({ call, course, answer, voicemail, endsAt: later(answer.at, course.seconds * 1_000) })
  }

  /** Nobody answers; what the caller does then is told or not. */
  async #ring(call: PlayedCall, fate: Fate): Promise<void> {
    await call.tell(call.event('ringing'))
    if (fate === 'untold') this.#tally.add('fault: an end that was never told')
    else await call.giveUp(487)
  }

  async #end(up: Up): Promise<void> {
    const { call, course, answer } = up
    const end = new Date(Math.min(this.#world.clock.now().getTime(), up.endsAt.getTime(), this.#cutAt(up).getTime()))
    const durationMs = end.getTime() - answer.at.getTime()
    const facts = { at: end, durationMs, code: 200, cause: 16, releasedBy: 'caller' } as const
    const events = [call.event('attempt', { at: answer.at }), call.event('ringing', { at: answer.at }), answer, call.event('end', facts)]
    if (up.voicemail) await this.#leaveMessage(call, durationMs)
    if (course.fate === 'untold') this.#tally.add('fault: an end that was never told')
    if (course.fate === 'told') await call.tell(call.event('end', facts))
    if (course.fate === 'doubled') {
      this.#tally.add('fault: a call told twice')
      await Promise.all([...events, ...events].map((event) => call.tell(event)))
    }
    if (course.fate === 'shuffled') {
      this.#tally.add('fault: a call told out of order')
      for (const place of course.order) if (events[place]) await call.tell(events[place])
    }
  }

  async #leaveMessage(call: PlayedCall, durationMs: number): Promise<void> {
    const message = { ref: call.ref, recordingId: newId(), audio: silence(3), durationMs, at: this.#world.clock.now() }
    await Promise.all([this.#decider.record(message), this.#decider.record(message)])
    this.#tally.add('voicemail')
  }
}
