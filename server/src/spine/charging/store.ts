import { CompiledQuery, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { bundle } from '../ledger/index.ts'
import type { Session, SessionId } from './session.ts'
import { APPLY_STEPS, readSteps, rowsOf, type Step, type StepAnswer, type StepReply, stepParameters } from './step.ts'
import { type StoredSettlement, type StoredTerms, settlementOf, termsOf } from './stored.ts'

type SessionTable = {
  id: SessionId
  tenant_id: TenantId
  account_id: AccountId
  status: 'open' | 'closed'
  terms: StoredTerms
  granted_seconds: number
  elapsed_seconds: number
  has_hold: boolean
  settlement: StoredSettlement | null
  opened_at: Date
  expires_at: Date
  closed_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    charging_session: SessionTable
  }
}

const sessionOf = (row: Selectable<SessionTable>): Session => ({
  id: row.id,
  tenantId: row.tenant_id,
  accountId: row.account_id,
  terms: termsOf(row.terms),
  status: row.status,
  grantedSeconds: row.granted_seconds,
  elapsedSeconds: row.elapsed_seconds,
  hasHold: row.has_hold,
  settlement: row.settlement && settlementOf(row.settlement),
  openedAt: row.opened_at,
})

export async function findSession(context: Context | Tx, id: SessionId): Promise<Session | undefined> {
  const row = await context.db
    .selectFrom('charging_session')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && sessionOf(row)
}

/** Open sessions of any tenant whose time is over. */
export async function listDueSessions(context: Context, limit: number): Promise<readonly Session[]> {
  const { rows } = await sql<Selectable<SessionTable>>`select * from charging_session
    where status = 'open' and expires_at <= ${context.now()} order by expires_at, id limit ${limit}`.execute(context.db)
  return rows.map(sessionOf)
}

/** Takes one step within the caller's transaction, by the same function as the lane. */
export async function applyStep(tx: Tx, step: Step): Promise<StepAnswer> {
  const rows = rowsOf([step])
  await bundle.openAccounts(rows, (text, values) => tx.db.executeQuery(CompiledQuery.raw(text, values)))
  const { rows: replies } = await tx.db.executeQuery<StepReply>(CompiledQuery.raw(APPLY_STEPS, stepParameters([step], rows, tx.now())))
  const [answer] = readSteps([step], rows, replies[0] as StepReply)
  if (!answer) throw new Error('A step alone cannot be held up by another.')
  return answer
}
