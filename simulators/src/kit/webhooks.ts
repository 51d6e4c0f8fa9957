import type { Faults } from './faults.ts'
import { shuffled } from './random.ts'
import type { Pace } from './timeline.ts'

/** What a signer may be asked to do wrong: sign with another secret, or claim an older time. */
export type Signing = { readonly bad: boolean; readonly ageSeconds: number }
export type Signed = { readonly headers: Record<string, string>; readonly body: string }

export type Webhook = {
  readonly topic: string
  /** Webhooks about one subject leave in order; different subjects do not wait for each other. */
  readonly subject: string
  readonly url: string
  readonly sign: (signing: Signing) => Signed
  /** Whether another attempt follows after attempt number `attempt` (from 1); `status` is absent when nobody answered. */
  readonly retries: (attempt: number, status: number | undefined) => boolean
  readonly done?: (delivered: boolean) => void
}

export type Delivery = {
  readonly topic: string
  readonly subject: string
  readonly url: string
  readonly attempt: number
  readonly body: string
  readonly headers: Record<string, string>
  readonly status: number | undefined
  readonly error: string | undefined
  readonly at: string
}

const KEPT_DELIVERIES = 10_000
const REORDER_FLUSH_MS = 250
const RETRY_MS: Record<Pace, readonly number[]> = {
  immediate: [10, 20, 40, 80, 160, 320, 640],
  manual: [10, 20, 40, 80, 160, 320, 640],
  timed: [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000],
}

/** Sends webhooks as the vendor would, or as a programmed fault says. */
export class Webhooks {
  readonly #faults: Faults
  readonly #pace: () => Pace
  readonly #onIdle: () => void
  readonly #lanes = new Map<string, Promise<void>>()
  readonly #retryTimers = new Set<NodeJS.Timeout>()
  #log: Delivery[] = []
  #held: Webhook[] = []
  #holding = false
  #reordering: { readonly window: number; readonly collected: Webhook[]; readonly timer: NodeJS.Timeout } | undefined
  #busy = 0
  #closed = false

  constructor(faults: Faults, pace: () => Pace, onIdle: () => void) {
    this.#faults = faults
    this.#pace = pace
    this.#onIdle = onIdle
  }

  get inFlight(): number {
    return this.#busy + this.#retryTimers.size + (this.#reordering ? 1 : 0)
  }

  get holding(): boolean {
    return this.#holding
  }

  get held(): number {
    return this.#held.length
  }

  get log(): readonly Delivery[] {
    return this.#log
  }

  send(webhook: Webhook): void {
    if (this.#closed) return
    if (this.#holding) {
      this.#held.push(webhook)
      return
    }
    if (this.#faults.strike(webhook.topic, 'lose')) {
      webhook.done?.(true)
      return
    }
    const duplicate = this.#faults.strike(webhook.topic, 'duplicate')
    const copies = duplicate ? (duplicate.times ?? 2) : 1
    for (let copy = 0; copy < copies; copy += 1) this.#collectOrDispatch(webhook)
  }

  hold(): void {
    this.#holding = true
  }

  /** Lets held webhooks go, in order or shuffled. */
  release(order: 'kept' | 'shuffled' = 'kept'): number {
    this.#holding = false
    const held = this.#held.splice(0)
    const sent = order === 'kept' ? held : shuffled(held, this.#faults.random)
    for (const webhook of sent) this.send(webhook)
    return held.length
  }

  clear(): void {
    for (const timer of this.#retryTimers) clearTimeout(timer)
    this.#retryTimers.clear()
    if (this.#reordering) clearTimeout(this.#reordering.timer)
    this.#reordering = undefined
    this.#held = []
    this.#holding = false
    this.#log = []
    this.#onIdle()
  }

  close(): void {
    this.clear()
    this.#closed = true
  }

  #collectOrDispatch(webhook: Webhook): void {
    const fault = this.#faults.strike(webhook.topic, 'reorder')
    if (!fault) {
      this.#dispatch(webhook)
      return
    }
    this.#reordering ??= {
      window: fault.window ?? 5,
      collected: [],
      timer: setTimeout(() => this.#flushReordered(), REORDER_FLUSH_MS),
    }
    this.#reordering.collected.push(webhook)
    if (this.#reordering.collected.length >= this.#reordering.window) this.#flushReordered()
  }

  #flushReordered(): void {
    if (!this.#reordering) return
    const { collected, timer } = this.#reordering
    clearTimeout(timer)
    this.#reordering = undefined
    for (const webhook of shuffled(collected, this.#faults.random)) this.#dispatch(webhook, 'reordered')
    this.#onIdle()
  }

  #dispatch(webhook: Webhook, lane = webhook.subject): void {
    this.#busy += 1
    const before = this.#lanes.get(lane) ?? Promise.resolve()
    const sent = before.then(() => this.#attempt(webhook, 1))
    this.#lanes.set(lane, sent)
    void sent.finally(() => {
      this.#busy -= 1
      if (this.#lanes.get(lane) === sent) this.#lanes.delete(lane)
      this.#onIdle()
    })
  }

  async #attempt(webhook: Webhook, attempt: number): Promise<void> {
    if (this.#closed) return
    const stale = this.#faults.strike(webhook.topic, 'stale-signature')
    const bad = this.#faults.strike(webhook.topic, 'bad-signature') !== undefined
    const signed = webhook.sign({ bad, ageSeconds: stale ? (stale.seconds ?? 301) : 0 })
    const { status, error } = await post(webhook.url, signed)
    const { topic, subject, url } = webhook
    this.#log.push({ topic, subject, url, attempt, ...signed, status, error, at: new Date().toISOString() })
    if (this.#log.length > KEPT_DELIVERIES) this.#log.splice(0, this.#log.length - KEPT_DELIVERIES)

    const delivered = status !== undefined && status >= 200 && status < 300
    if (delivered || this.#closed || !webhook.retries(attempt, status)) webhook.done?.(delivered)
    else this.#retryLater(webhook, attempt)
  }

  #retryLater(webhook: Webhook, attempt: number): void {
    const waits = RETRY_MS[this.#pace()]
    const timer = setTimeout(
      () => {
        this.#retryTimers.delete(timer)
        this.#busy += 1
        void this.#attempt(webhook, attempt + 1).finally(() => {
          this.#busy -= 1
          this.#onIdle()
        })
      },
      waits[Math.min(attempt, waits.length) - 1],
    )
    this.#retryTimers.add(timer)
  }
}

async function post(url: string, signed: Signed): Promise<{ status: number | undefined; error: string | undefined }> {
  try {
    const reply = await fetch(url, { method: 'POST', ...signed, redirect: 'manual', signal: AbortSignal.timeout(15_000) })
    await reply.arrayBuffer()
    return { status: reply.status, error: undefined }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { status: undefined, error: cause instanceof Error ? cause.message : String(cause) }
  }
}
