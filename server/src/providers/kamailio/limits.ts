import type { CallRef } from '../../lines/voice/port.ts'
import { newId } from '../../platform/ids.ts'
import { Noted } from './events.ts'
import type { SwitchLink } from './link.ts'
import { instant } from './messages.ts'

/** The order needs this long to become a BYE; whoever was granted a second must not be charged for the next one. */
const AHEAD_MS = 20
const LONGEST_TIMER_MS = 2 ** 31 - 1

type Limit = { maxSeconds: number; answer?: Noted; timer?: NodeJS.Timeout }

/**
 * Cuts calls at the very second they were granted. What a restart forgets here Kamailio's own timer cuts, which counts whole seconds and
 * so is up to two of them late.
 */
export class TimeLimits {
  readonly #limits = new Map<CallRef, Limit>()
  readonly #link: () => SwitchLink

  constructor(link: () => SwitchLink) {
    this.#link = link
  }

  /** Notes what was granted, before the call is answered. */
  grant(ref: CallRef, maxSeconds: number): void {
    this.#limits.set(ref, { maxSeconds })
  }

  /** Moves the end of a call to this many seconds after its answer. */
  move(ref: CallRef, maxSeconds: number): void {
    const limit = this.#limits.get(ref)
    if (!limit) return
    limit.maxSeconds = maxSeconds
    this.#schedule(ref, limit)
  }

  /** Hears what the switch wrote down. */
  hear(body: unknown): void {
    const noted = Noted.safeParse(body).data
    const ref = noted?.ref as CallRef
    const limit = this.#limits.get(ref)
    if (!noted || !limit) return
    if (noted.kind === 'end') {
      clearTimeout(limit.timer)
      this.#limits.delete(ref)
    } else if (noted.kind === 'answer') {
      limit.answer = noted
      this.#schedule(ref, limit)
    }
  }

  stop(): void {
    for (const { timer } of this.#limits.values()) clearTimeout(timer)
    this.#limits.clear()
  }

  #schedule(ref: CallRef, limit: Limit): void {
    clearTimeout(limit.timer)
    if (!limit.answer) return
    const { at, callId, fromTag, toTag } = limit.answer
    const left = instant(at).getTime() + limit.maxSeconds * 1_000 - AHEAD_MS - Date.now()
    const cut = () => void this.#link().order({ id: newId(), t: 'cut', callId, fromTag, toTag, why: 'time limit' })
    limit.timer = setTimeout(left > LONGEST_TIMER_MS ? () => this.#schedule(ref, limit) : cut, Math.min(Math.max(0, left), LONGEST_TIMER_MS))
  }
}
