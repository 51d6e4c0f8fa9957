import { requestErrors } from '../../platform/errors.ts'
import type { Logger } from '../../platform/log.ts'

export type Waiting<Item, Answer> = {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

export type Batch<Item, Answer> = readonly Waiting<Item, Answer>[]

export type BatchQueueOptions<Item, Answer> = {
  /** What two items under way must not have in common: the second waits until the first is answered. */
  readonly keyOf: (item: Item) => string | undefined
  /** How many batches may be under way at once, each on a track of its own, numbered from 0. */
  readonly tracks: number
  /** Writes a batch and answers each of it. A throw sends each again by itself, so writing must be harmless to repeat. */
  readonly send: (batch: Batch<Item, Answer>, track: number) => Promise<void>
  readonly log: Logger
}

/** Bounds the time one commit takes, and with it the slowest answer. */
const MOST_IN_BATCH = 512
const MOST_WAITING = 2_000

/**
 * Work of many callers travels in batches. A batch leaves as soon as a track is free and takes a track's share of all there is, so batches grow
 * with the load, one is written while another is gathered, and a caller alone never waits for company.
 */
export class BatchQueue<Item, Answer> {
  readonly #options: BatchQueueOptions<Item, Answer>
  readonly #freeTracks: number[]
  readonly #keysUnderWay = new Set<string>()
  #queue: Waiting<Item, Answer>[] = []
  #underWay = 0
  #leavesSoon = false
  #closed = false
  #whenIdle: (() => void) | undefined

  constructor(options: BatchQueueOptions<Item, Answer>) {
    this.#options = options
    this.#freeTracks = Array.from({ length: options.tracks }, (_, track) => track)
  }

  /** Throws 503 `busy` when too many wait. */
  assertRoom(): void {
    if (!this.#closed && this.#queue.length < MOST_WAITING) return
    throw requestErrors.busy({ detail: 'More charges arrive than can be posted. Try again in a second.', retryAfterSeconds: 1 })
  }

  push(item: Item): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#queue.push({ item, resolve, reject })
    })
    this.#leaveSoon()
    return answer
  }

  /** Writes what waits and takes no more. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#queue.length === 0 && this.#underWay === 0) return
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve
    })
  }

  /** Everything that arrives in this turn of the event loop shares the batches. */
  #leaveSoon(): void {
    if (this.#leavesSoon) return
    this.#leavesSoon = true
    setImmediate(() => {
      this.#leavesSoon = false
      while (this.#freeTracks.length > 0 && this.#leave());
    })
  }

  /** Whether a batch left; what waits for a key leaves when that key is back. */
  #leave(): boolean {
    const batch = this.#take()
    const track = batch.length > 0 ? this.#freeTracks.pop() : undefined
    if (track === undefined) return false
    void this.#carry(batch, track)
    return true
  }

  async #carry(batch: Batch<Item, Answer>, track: number): Promise<void> {
    this.#underWay += batch.length
    await this.#send(batch, track)
    this.#underWay -= batch.length
    for (const { item } of batch) this.#keysUnderWay.delete(this.#options.keyOf(item) ?? '')
    this.#freeTracks.push(track)
    if (this.#queue.length > 0) this.#leaveSoon()
    else if (this.#underWay === 0) this.#whenIdle?.()
  }

  #take(): Batch<Item, Answer> {
    const share = Math.ceil((this.#queue.length + this.#underWay) / this.#options.tracks)
    const most = Math.min(MOST_IN_BATCH, share)
    const batch: Waiting<Item, Answer>[] = []
    const later: Waiting<Item, Answer>[] = []
    const keysLater = new Set<string>()
    for (const waiting of this.#queue) {
      const key = this.#options.keyOf(waiting.item)
      const isKeyTaken = key !== undefined && (this.#keysUnderWay.has(key) || keysLater.has(key))
      const goes = batch.length < most && !isKeyTaken
      const [place, keys] = goes ? [batch, this.#keysUnderWay] : [later, keysLater]
      place.push(waiting)
      if (key !== undefined) keys.add(key)
    }
    this.#queue = later
    return batch
  }

  async #send(batch: Batch<Item, Answer>, track: number): Promise<void> {
    try {
      await this.#options.send(batch, track)
    } catch (err) {
      if (batch.length > 1) this.#options.log.warn({ err, operations: batch.length }, 'a batch of postings failed; trying them one by one')
      // One bad operation must not fail the others; keys make it safe to send again what may have been committed.
      for (const waiting of batch) await this.#options.send([waiting], track).catch(waiting.reject)
    }
  }
}
