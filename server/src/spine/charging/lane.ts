import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/log.ts'
import { BatchQueue, bundle, lanePool, type Waiting, type WalletId } from '../ledger/index.ts'
import type { Session, SessionId } from './session.ts'
import { APPLY_STEPS, readSteps, rowsOf, type Step, type StepAnswer, type StepReply, stepParameters } from './step.ts'

declare module '../../platform/context.ts' {
  interface Services {
    /** The lane of this process for sessions that are charged while they last. */
    readonly charging: SessionLane
  }
}

/** Steps of many sessions travel as one statement and one durable commit, each accepted or refused by itself. */
export class SessionLane {
  /** What this process knows of open sessions; their terms never change, so they are read from the database once. */
  readonly sessions = new LRUCache<SessionId, Session>({ max: 50_000 })
  /** Which wallet an account has in a currency, which never changes either. */
  readonly wallets = new LRUCache<string, WalletId>({ max: 50_000 })
  readonly #pool: pg.Pool
  readonly #clock: Clock
  readonly #queue: BatchQueue<Step, StepAnswer>
  readonly #opened = new Set<string>()

  constructor(url: string, clock: Clock, log: Logger) {
    this.#clock = clock
    this.#pool = lanePool(url, 'charging', log)
    this.#queue = new BatchQueue<Step, StepAnswer>({
      keyOf: (step) => step.sessionId,
      tracks: 1,
      send: (batch) => this.#apply(batch.toSorted((a, b) => ((a.item.walletId ?? '') < (b.item.walletId ?? '') ? -1 : 1))),
      log,
    })
  }

  /** Answers when the step is durable, or why it was not taken. Throws 503 `busy` when too many wait. */
  submit(step: Step): Promise<StepAnswer> {
    this.#queue.assertRoom()
    return this.#queue.push(step)
  }

  async close(): Promise<void> {
    await this.#queue.close()
    await this.#pool.end()
  }

  async #apply(batch: readonly Waiting<Step, StepAnswer>[]): Promise<void> {
    const steps = batch.map((waiting) => waiting.item)
    const rows = rowsOf(steps)
    await bundle.openAccounts(rows, (text, values) => this.#pool.query(text, values), this.#opened)
    const { rows: replies } = await this.#pool.query<StepReply>({
      name: 'charging-apply',
      text: APPLY_STEPS,
      values: stepParameters(steps, rows, this.#clock.now()),
    })
    const answers = readSteps(steps, rows, replies[0] as StepReply)
    const again: Waiting<Step, StepAnswer>[] = []
    batch.forEach((waiting, at) => {
      const answer = answers[at]
      if (answer) waiting.resolve(answer)
      else again.push(waiting)
    })
    if (again.length > 0) await this.#apply(again)
  }
}
