import { sql } from 'kysely'
import { type Context, type Services, systemContext } from './context.ts'
import type { AccountId, TenantId } from './ids.ts'
import type { Page, PageRequest } from './pages.ts'
import { chainHash } from './relay.ts'

/** One event as the audit log and the time lines show it: who, what, when, old and new values. */
export type AuditEntry = {
  readonly id: string
  readonly position: number | null
  readonly type: string
  readonly version: number
  readonly subjectType: string
  readonly subjectId: string
  readonly accountId: string | null
  readonly payload: Record<string, unknown>
  readonly actor: Record<string, unknown>
  readonly changes: Record<string, { from: unknown; to: unknown }> | null
  readonly requestId: string
  readonly occurredAt: Date
}

export type AuditQuery = PageRequest & {
  readonly type?: string | undefined
  readonly subjectId?: string | undefined
  readonly accountId?: string | undefined
}

type AuditRow = {
  seq: bigint
  id: string
  position: bigint | null
  type: string
  version: number
  subject_type: string
  subject_id: string
  account_id: string | null
  payload: Record<string, unknown>
  actor: Record<string, unknown>
  changes: Record<string, { from: unknown; to: unknown }> | null
  request_id: string
  occurred_at: Date
}

/** The tenant's events, newest first. */
export async function listEvents(context: Context, query: AuditQuery): Promise<Page<AuditEntry>> {
  const before = query.cursor ? BigInt(/^\d{1,18}$/.test(query.cursor) ? query.cursor : '0') : null
  const { rows } = await sql<AuditRow>`select e.*, c.position from event e left join event_chain c on c.event_seq = e.seq
    where e.tenant_id = ${context.tenantId}
      ${before === null ? sql`` : sql`and e.seq < ${before}`}
      ${query.type ? sql`and e.type like ${`${query.type.replace(/[\\%_]/g, '\\$&')}%`}` : sql``}
      ${query.subjectId ? sql`and e.subject_id = ${query.subjectId}` : sql``}
      ${query.accountId ? sql`and e.account_id = ${query.accountId}` : sql``}
    order by e.seq desc limit ${query.limit + 1}`.execute(context.db)
  const shown = rows.slice(0, query.limit)
  const nextCursor = rows.length > query.limit ? String(shown.at(-1)?.seq) : null
  return { items: shown.map(toEntry), nextCursor }
}

const toEntry = (row: AuditRow): AuditEntry => ({
  id: row.id,
  position: row.position === null ? null : Number(row.position),
  type: row.type,
  version: row.version,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  accountId: row.account_id,
  payload: row.payload,
  actor: row.actor,
  changes: row.changes,
  requestId: row.request_id,
  occurredAt: row.occurred_at,
})

export type Verification = {
  readonly checked: number
  readonly intact: boolean
  readonly brokenAt: { readonly position: number; readonly eventId: string } | null
}

type ChainRow = {
  position: bigint
  hash: string
  id: string
  tenant_id: TenantId
  account_id: AccountId | null
  type: string
  subject_id: string
  seq: bigint
  payload: unknown
  actor: unknown
  changes: unknown
  occurred_at: Date
}

const STEP = 2_000

/** Walks the whole chain again and names the first event that no longer is what it was when it was written (story 57). */
export async function verifyChain(services: Services): Promise<Verification> {
  const db = systemContext(services).db
  let previous = ''
  let position = 0n
  let checked = 0
  for (;;) {
    const { rows } = await sql<ChainRow>`select c.position, c.hash, e.* from event_chain c join event e on e.seq = c.event_seq
      where c.position > ${position} order by c.position limit ${STEP}`.execute(db)
    for (const row of rows) {
      if (chainHash(previous, row) !== row.hash)
        return { checked, intact: false, brokenAt: { position: Number(row.position), eventId: row.id } }
      previous = row.hash
      checked += 1
    }
    const last = rows.at(-1)
    if (!last) return { checked, intact: true, brokenAt: null }
    position = last.position
  }
}
