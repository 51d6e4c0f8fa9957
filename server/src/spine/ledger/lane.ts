import pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { requestErrors } from '../../platform/errors.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Logger } from '../../platform/log.ts'
import { APPLY, parameters, type Reply, type Row, readReply, toRow } from './batch.ts'
import type { Answer, Operation } from './operation.ts'
import { OPEN_ACCOUNTS, openAccountParameters } from './store.ts'

declare module '../../platform/context.ts' {
  interface Services {
    /** The durable posting lane of this process, for what cannot wait: calls, messages, charges. */
    readonly ledger: PostingLane
  }
}

type Waiting = { readonly row: Row; readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void }

/** Bounds the time one commit takes, and with it the slowest answer. */
const MOST_IN_BATCH = 512
const MOST_WAITING = 2_000

const nextTick = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Postings of many callers travel as one statement and one durable commit. One batch is under way at a time and the next leaves
 * when it is back, so batches grow with the load and one caller alone never waits for company.
 */
export class PostingLane {
  readonly #pool: pg.Pool
  readonly #clock: Clock
  readonly #log: Logger
  readonly #open = new Map<string, { readonly row: Row; readonly answer: Promise<Answer> }>()
  #queue: Waiting[] = []
  #running: Promise<void> | undefined
  #closed = false

  constructor(url: string, clock: Clock, log: Logger) {
    this.#clock = clock
    this.#log = log
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 1,
      options: '-c role=linecard_app -c app.tenant=system',
      application_name: 'linecard-ledger',
    })
    this.#pool.on('error', (err) => log.warn({ err }, 'the ledger lane lost its connection'))
  }

  /** Answers when the operation is durable, or why it was refused. Throws 503 `busy` when too many wait. */
  submit(tenantId: TenantId, operation: Operation): Promise<Answer> {
    if (this.#closed || this.#queue.length >= MOST_WAITING) {
      throw requestErrors.busy({ detail: 'More charges arrive than can be posted. Try again in a second.', retryAfterSeconds: 1 })
    }
    const row = toRow(tenantId, operation)
    if (!row.id) return this.#enqueue(row)
    const open = this.#open.get(row.id)
    if (open) return sameContent(open.row, row) ? open.answer.then(asDuplicate) : Promise.resolve(KEY_REUSED)
    const id = row.id
    const answer = this.#enqueue(row).finally(() => this.#open.delete(id))
    this.#open.set(id, { row, answer })
    return answer
  }

  /** Posts what waits, then closes the connection. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await this.#pool.end()
  }

  #enqueue(row: Row): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#queue.push({ row, resolve, reject })
    })
    this.#running ??= this.#run()
    return answer
  }

  async #run(): Promise<void> {
    do {
      // Everything that arrives in this turn of the event loop shares the batch.
      await nextTick()
      await this.#send(this.#take())
    } while (this.#queue.length > 0)
    this.#running = undefined
  }

  /** The next batch; a second operation on the same hold waits for the one after it, since it depends on how the first ended. */
  #take(): readonly Waiting[] {
    const batch: Waiting[] = []
    const later: Waiting[] = []
    const holds = new Set<string>()
    for (const waiting of this.#queue) {
      const { holdId } = waiting.row
      if (batch.length === MOST_IN_BATCH || (holdId && holds.has(holdId))) later.push(waiting)
      else batch.push(waiting)
      if (holdId) holds.add(holdId)
    }
    this.#queue = later
    return batch.sort((a, b) => ((a.row.walletId ?? '') < (b.row.walletId ?? '') ? -1 : 1))
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#post(batch)
    } catch (err) {
      if (batch.length > 1) this.#log.warn({ err, operations: batch.length }, 'a batch of postings failed; trying them one by one')
      // One bad operation must not fail the others; keys make it safe to send again what may have been committed.
      for (const waiting of batch) await this.#post([waiting]).catch(waiting.reject)
    }
  }

  async #post(batch: readonly Waiting[], accountsOpened = false): Promise<void> {
    const rows = batch.map((waiting) => waiting.row)
    const { rows: replies } = await this.#pool.query<Reply>({
      name: 'ledger-apply',
      text: APPLY,
      values: parameters(rows, this.#clock.now()),
    })
    const answers = readReply(rows, replies[0] as Reply)
    const again: Waiting[] = []
    batch.forEach((waiting, at) => {
      const answer = answers[at]
      if (answer) waiting.resolve(answer)
      else again.push(waiting)
    })
    if (again.length === 0) return
    if (accountsOpened) throw new Error('The ledger does not find an account it has opened.')
    await this.#pool.query(OPEN_ACCOUNTS, openAccountParameters(again.map((waiting) => waiting.row)))
    await this.#post(again, true)
  }
}

const KEY_REUSED: Answer = { status: 'key_reused', limit: null, available: null }

const asDuplicate = (answer: Answer): Answer => (answer.status === 'done' ? { ...answer, duplicate: true } : answer)

/** Whether two operations under one key mean the same; the database compares the same facts. */
function sameContent(one: Row, other: Row): boolean {
  const facts = ({ operation, tenantId, walletId, holdId, counter, other: from }: Row) =>
    [tenantId, walletId, holdId, counter?.id, from?.id, operation.op, 'id' in operation && [operation.kind, operation.amount.units]].join()
  return facts(one) === facts(other)
}
