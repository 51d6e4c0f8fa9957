import { requestErrors } from '../../platform/errors.ts'
import type { Logger } from '../../platform/log.ts'

export type Waiting<Item, Answer> = {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

export type BatchQueueOptions<Item, Answer> = {
  /** What two items of one batch must not have in common: the second waits for the batch after it. */
  readonly keyOf: (item: Item) => string | undefined
  /** Writes a batch and answers each of it. A throw sends each again by itself, so writing must be harmless to repeat. */
  readonly send: (batch: readonly Waiting<Item, Answer>[]) => Promise<void>
  readonly log: Logger
}

/** Bounds the time one commit takes, and with it the slowest answer. */
const MOST_IN_BATCH = 512
const MOST_WAITING = 2_000

const nextTick = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Work of many callers travels in batches. One batch is under way at a time and the next leaves when it is back, so batches grow with the
 * load and one caller alone never waits for company.
 */
export class BatchQueue<Item, Answer> {
  readonly #options: BatchQueueOptions<Item, Answer>
  #queue: Waiting<Item, Answer>[] = []
  #running: Promise<void> | undefined
  #closed = false

  constructor(options: BatchQueueOptions<Item, Answer>) {
    this.#options = options
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
    this.#running ??= this.#run()
    return answer
  }

  /** Writes what waits and takes no more. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #run(): Promise<void> {
    do {
      // Everything that arrives in this turn of the event loop shares the batch.
      await nextTick()
      await this.#send(this.#take())
    } while (this.#queue.length > 0)
    this.#running = undefined
  }

  #take(): readonly Waiting<Item, Answer>[] {
    const batch: Waiting<Item, Answer>[] = []
    const later: Waiting<Item, Answer>[] = []
    const taken = new Set<string>()
    for (const waiting of this.#queue) {
      const key = this.#options.keyOf(waiting.item)
      if (batch.length === MOST_IN_BATCH || (key && taken.has(key))) later.push(waiting)
      else batch.push(waiting)
      if (key) taken.add(key)
    }
    this.#queue = later
    return batch
  }

  async #send(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      await this.#options.send(batch)
    } catch (err) {
      if (batch.length > 1) this.#options.log.warn({ err, operations: batch.length }, 'a batch of postings failed; trying them one by one')
      // One bad operation must not fail the others; keys make it safe to send again what may have been committed.
      for (const waiting of batch) await this.#options.send([waiting]).catch(waiting.reject)
    }
  }
}
