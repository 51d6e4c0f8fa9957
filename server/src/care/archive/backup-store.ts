import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { Id, TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'

export type BackupId = Id<'backup'>
export type BackupStatus = 'running' | 'done' | 'failed' | 'damaged' | 'pruned'

type BackupTable = {
  id: BackupId
  tenant_id: TenantId
  status: BackupStatus
  started_at: Date
  finished_at: Date | null
  bytes: bigint | null
  checksum: string | null
  first_wal: string | null
  last_wal: string | null
  error: string | null
}

type RestoreTestTable = {
  id: string
  tenant_id: TenantId
  backup_id: BackupId | null
  ok: boolean
  detail: string
  recovery_ms: number | null
  newest_at: Date | null
  tested_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    backup: BackupTable
    restore_test: RestoreTestTable
  }
}

export type Backup = {
  readonly id: BackupId
  readonly status: BackupStatus
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly bytes: bigint | null
  readonly error: string | null
}

export type RestoreTest = {
  readonly backupId: BackupId | null
  readonly ok: boolean
  readonly detail: string
  readonly recoveryMs: number | null
  readonly newestAt: Date | null
  readonly testedAt: Date
}

const fromRow = (row: Selectable<BackupTable>): Backup => ({
  id: row.id,
  status: row.status,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  bytes: row.bytes,
  error: row.error,
})

const rows = (context: Context | Tx) => context.db.selectFrom('backup').selectAll().where('tenant_id', '=', context.tenantId)

export const list = (context: Context, query: PageRequest): Promise<Page<Backup>> =>
  keysetPage(rows(context), { column: 'started_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)

export async function findRunning(tx: Tx): Promise<Backup | undefined> {
  const row = await rows(tx).where('status', '=', 'running').forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** The last backup that was made, or is being made. */
export async function findLatest(context: Context | Tx, status?: BackupStatus): Promise<Backup | undefined> {
  let latest = rows(context).orderBy('started_at', 'desc').limit(1)
  if (status) latest = latest.where('status', '=', status)
  const row = await latest.executeTakeFirst()
  return row && fromRow(row)
}

export async function insert(tx: Tx, id: BackupId, startedAt: Date): Promise<void> {
  await tx.db.insertInto('backup').values({ id, tenant_id: tx.tenantId, status: 'running', started_at: startedAt }).execute()
}

export type BackupChange = Partial<Pick<BackupTable, 'status' | 'finished_at' | 'bytes' | 'checksum' | 'first_wal' | 'last_wal' | 'error'>>

export async function change(tx: Tx, ids: readonly BackupId[], values: BackupChange): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable('backup')
    .set(values)
    .where('tenant_id', '=', tx.tenantId)
    .where('id', 'in', [...ids])
    .execute()
}

export async function insertTest(tx: Tx, id: string, test: RestoreTest): Promise<void> {
  await tx.db
    .insertInto('restore_test')
    .values({
      id,
      tenant_id: tx.tenantId,
      backup_id: test.backupId,
      ok: test.ok,
      detail: test.detail,
      recovery_ms: test.recoveryMs,
      newest_at: test.newestAt,
      tested_at: test.testedAt,
    })
    .execute()
}

export async function findLastTest(context: Context): Promise<RestoreTest | undefined> {
  const row = await context.db
    .selectFrom('restore_test')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .orderBy('tested_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      backupId: row.backup_id,
      ok: row.ok,
      detail: row.detail,
      recoveryMs: row.recovery_ms,
      newestAt: row.newest_at,
      testedAt: row.tested_at,
    }
  )
}
