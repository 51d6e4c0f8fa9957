import pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Logger } from '../../platform/log.ts'
import { APPLY, parameters, type Reply, type Row, readReply, toRow } from './batch.ts'
import type { Answer, Operation } from './operation.ts'
import { type Batch, BatchQueue, type Waiting } from './queue.ts'
import { OPEN_ACCOUNTS, openAccountParameters } from './store.ts'

declare module '../../platform/context.ts' {
  interface Services {
    /** The durable posting lane of this process, for what cannot wait: calls, messages, charges. */
    readonly ledger: PostingLane
  }
}

/** A connection of its own that acts for every tenant, for statements that carry many callers' work. */
export function lanePool(url: string, name: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    options: '-c role=linecard_app -c app.tenant=system',
    application_name: `linecard-${name}`,
  })
  pool.on('error', (err) => log.warn({ err, lane: name }, 'a lane lost its connection'))
  return pool
}

type Postings = Batch<Row, Answer>

/** While PostgreSQL works on one batch, answers are told and the next is written; with more, batches become too small to pay for their commits. */
const TRACKS = 2

const byWallet = (batch: Postings): Postings => batch.toSorted((a, b) => ((a.item.walletId ?? '') < (b.item.walletId ?? '') ? -1 : 1))

/** Postings of many callers travel as one statement and one durable commit. */
export class PostingLane {
  readonly #clock: Clock
  readonly #pools: readonly pg.Pool[]
  readonly #queue: BatchQueue<Row, Answer>
  readonly #open = new Map<string, { readonly row: Row; readonly answer: Promise<Answer> }>()

  constructor(url: string, clock: Clock, log: Logger) {
    this.#clock = clock
    this.#pools = Array.from({ length: TRACKS }, () => lanePool(url, 'ledger', log))
    this.#queue = new BatchQueue<Row, Answer>({
      // A second operation on the same hold depends on how the first ended.
      keyOf: (row) => row.holdId,
      tracks: TRACKS,
      send: (batch, track) => this.#post(this.#pools[track] as pg.Pool, byWallet(batch)),
      log,
    })
  }

  /** Answers when the operation is durable, or why it was refused. Throws 503 `busy` when too many wait. */
  submit(tenantId: TenantId, operation: Operation): Promise<Answer> {
    const row = toRow(tenantId, operation)
    this.#queue.assertRoom()
    if (!row.id) return this.#queue.push(row)
    const open = this.#open.get(row.id)
    if (open) return sameContent(open.row, row) ? open.answer.then(asDuplicate) : Promise.resolve(KEY_REUSED)
    const id = row.id
    const answer = this.#queue.push(row).finally(() => this.#open.delete(id))
    this.#open.set(id, { row, answer })
    return answer
  }

  /** Posts what waits, then closes the connections. */
  async close(): Promise<void> {
    await this.#queue.close()
    await Promise.all(this.#pools.map((pool) => pool.end()))
  }

  async #post(pool: pg.Pool, batch: Postings, accountsOpened = false): Promise<void> {
    const rows = batch.map((waiting) => waiting.item)
    const { rows: replies } = await pool.query<Reply>({
      name: 'ledger-apply',
      text: APPLY,
      values: parameters(rows, this.#clock.now()),
    })
    const answers = readReply(rows, replies[0] as Reply)
    const again: Waiting<Row, Answer>[] = []
    batch.forEach((waiting, at) => {
      const answer = answers[at]
      if (answer) waiting.resolve(answer)
      else again.push(waiting)
    })
    if (again.length === 0) return
    if (accountsOpened) throw new Error('The ledger does not find an account it has opened.')
    await pool.query(OPEN_ACCOUNTS, openAccountParameters(again.map((waiting) => waiting.item)))
    await this.#post(pool, again, true)
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
