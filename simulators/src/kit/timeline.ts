/**
 * How time passes in a simulator: `immediate` runs follow-ups as soon as the answer is out, `timed` waits as long as a
 * vendor would, `manual` waits for `advance`.
 */
export type Pace = 'immediate' | 'timed' | 'manual'

type Step = { readonly delayMs: number; readonly run: () => void }

// Long enough for the HTTP answer to leave before its first webhook, short enough that no test notices.
const IMMEDIATE_START_MS = 5

/** The things a vendor does later: status changes and webhooks, each scheduled relative to the one before. */
export class Timeline {
  #pace: Pace
  readonly #queue: Step[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #onIdle: () => void

  constructor(pace: Pace, onIdle: () => void) {
    this.#pace = pace
    this.#onIdle = onIdle
  }

  get pace(): Pace {
    return this.#pace
  }

  /** Steps that will run without anybody's help; queued steps of `manual` are not among them. */
  get running(): number {
    return this.#timers.size
  }

  get queued(): number {
    return this.#queue.length
  }

  schedule(delayMs: number, run: () => void): void {
    if (this.#pace === 'manual') this.#queue.push({ delayMs, run })
    else this.#start({ delayMs, run })
  }

  /** Runs up to `steps` queued steps, in the order in which they were scheduled, and those they schedule in turn. */
  advance(steps = Number.POSITIVE_INFINITY): number {
    let done = 0
    while (done < steps) {
      const next = this.#queue.shift()
      if (!next) break
      next.run()
      done += 1
    }
    return done
  }

  setPace(pace: Pace): void {
    this.#pace = pace
    if (pace === 'manual') return
    for (const step of this.#queue.splice(0)) this.#start(step)
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#queue.length = 0
    this.#onIdle()
  }

  #start(step: Step): void {
    const wait = this.#pace === 'timed' ? step.delayMs : Math.min(step.delayMs, IMMEDIATE_START_MS)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      step.run()
      this.#onIdle()
    }, wait)
    this.#timers.add(timer)
  }
}
