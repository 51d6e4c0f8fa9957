import type pg from 'pg'
import { newId } from '../../platform/ids.ts'
import { Noted, TIME_LIMIT } from './events.ts'
import type { SwitchLink } from './link.ts'
import { instant } from './messages.ts'

/** The order needs this long to become a BYE; whoever was granted a second must not be charged for the next one. */
const AHEAD_MS = 20
const AGAIN_MS = 250
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Calls that are up, each with the last end that the switch was given. */
const LIVE = `select a.body, (select o.max_seconds from switch.call_order o where o.ref = a.ref and o.outcome = 'done' and o.kind = 'prolong'
    order by o.id desc limit 1) as moved
  from switch.outbox a where a.kind = 'answer' and a.created_at > now() - interval '1 day'
    and not exists (select from switch.outbox e where e.ref = a.ref and e.kind = 'end')`

type Limit = { readonly answer: Noted; maxSeconds: number; timer?: NodeJS.Timeout }

/** Cuts calls at the very second they were granted. Kamailio's own timer, which counts whole seconds and may be two late, stands in when we are away. */
export class TimeLimits {
  readonly #limits = new Map<string, Limit>()
  readonly #link: SwitchLink

  constructor(link: SwitchLink) {
    this.#link = link
  }

  /** Takes up the calls that an earlier process left running. */
  async load(pool: pg.Pool): Promise<void> {
    const { rows } = await pool.query<{ body: unknown; moved: number | null }>(LIVE)
    for (const { body, moved } of rows) {
      const answer = this.hear(body)
      if (answer && moved !== null) this.move(answer.ref, moved)
    }
  }

  /** Moves the end of a call to this many seconds after its answer. */
  move(ref: string, maxSeconds: number): void {
    const limit = this.#limits.get(ref)
    if (!limit) return
    limit.maxSeconds = maxSeconds
    this.#schedule(limit)
  }

  /** Hears what the switch wrote down; an event that is told twice changes nothing. */
  hear(body: unknown): Noted | undefined {
    const noted = Noted.safeParse(body).data
    if (noted?.kind === 'end') {
      clearTimeout(this.#limits.get(noted.ref)?.timer)
      this.#limits.delete(noted.ref)
    } else if (noted?.kind === 'answer' && noted.max !== undefined && !this.#limits.has(noted.ref)) {
      const limit: Limit = { answer: noted, maxSeconds: noted.max }
      this.#limits.set(noted.ref, limit)
      this.#schedule(limit)
    }
    return noted
  }

  stop(): void {
    for (const { timer } of this.#limits.values()) clearTimeout(timer)
    this.#limits.clear()
  }

  #schedule(limit: Limit): void {
    clearTimeout(limit.timer)
    const left = instant(limit.answer.at).getTime() + limit.maxSeconds * 1_000 - AHEAD_MS - Date.now()
    if (left > LONGEST_TIMER_MS) limit.timer = setTimeout(() => this.#schedule(limit), LONGEST_TIMER_MS)
    else limit.timer = setTimeout(() => void this.#cut(limit), Math.max(0, left))
  }

  async #cut(limit: Limit): Promise<void> {
    const { ref, callId, fromTag, toTag } = limit.answer
    const done = await this.#link.order({ id: newId(), t: 'cut', callId, fromTag, toTag, why: TIME_LIMIT })
    // The switch is being restarted: it knows the call again in a moment.
    if (!done && this.#limits.get(ref) === limit) limit.timer = setTimeout(() => this.#schedule(limit), AGAIN_MS)
  }
}
