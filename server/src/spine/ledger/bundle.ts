import type { TenantId } from '../../platform/ids.ts'
import { parameters, type Reply, type Row, readReply, toRow } from './batch.ts'
import type { Answer, Operation } from './operation.ts'
import { OPEN_ACCOUNTS, openAccountParameters } from './store.ts'

/** Runs one statement, in whatever transaction or lane the caller is in. */
export type Run = (text: string, values: unknown[]) => Promise<unknown>

/**
 * For a database function of another module that calls `ledger_apply` inside, so that postings and what belongs with them are one statement:
 * the nineteen parameters it hands on, and the reading of what it answers. Every key and every hold may occur once.
 */
export const bundle = {
  rows: (tenantId: TenantId, operations: readonly Operation[]): readonly Row[] => operations.map((operation) => toRow(tenantId, operation)),
  parameters: (rows: readonly Row[], now: Date): unknown[] => parameters(rows, now),
  /** Opens the accounts the rows name; `known` remembers what is committed, so that it is asked once. */
  async openAccounts(rows: readonly Row[], run: Run, known?: Set<string>): Promise<void> {
    const ids = (row: Row) => [row.counter?.id, row.other?.id].filter((id) => id !== undefined)
    const missing = rows.filter((row) => ids(row).some((id) => !known?.has(id)))
    if (missing.length === 0) return
    await run(OPEN_ACCOUNTS, openAccountParameters(missing))
    for (const row of missing) for (const id of ids(row)) known?.add(id)
  },
  /** One answer per row. Throws when an account is missing, which `openAccounts` would have opened. */
  read(rows: readonly Row[], reply: Reply): readonly Answer[] {
    const answers = readReply(rows, reply)
    if (answers.includes(undefined)) throw new Error('A posting names a ledger account that was not opened.')
    return answers as readonly Answer[]
  },
}
