import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { copyIn } from '../../platform/copy.ts'
import type { CopyRows, RowPlace } from '../../platform/copy-rows.ts'
import { type Id, idSchema, newId } from '../../platform/ids.ts'
import { CDR_COLUMNS } from './import-rate.ts'

export type CdrImportId = Id<'cdrImport'>
export const CdrImportId = idSchema<CdrImportId>()

/** A file of call records and how far it has been taken in; everything it has done is in the transaction that moves it on. */
export type CdrImport = {
  readonly id: CdrImportId
  readonly source: string
  readonly objectKey: string
  readonly fileName: string
  readonly sizeBytes: bigint
  readonly status: 'waiting' | 'running' | 'done' | 'failed'
  readonly nextByte: bigint
  readonly nextLine: bigint
  readonly chunk: number
  readonly rowsTaken: bigint
  readonly rowsDuplicate: bigint
  readonly rowsRejected: bigint
  readonly soldMicros: bigint
  readonly boughtMicros: bigint
  readonly error: string | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

const COLUMNS =
  sql.raw(`id, source, object_key as "objectKey", file_name as "fileName", size_bytes as "sizeBytes", status, next_byte as "nextByte",
  next_line as "nextLine", chunk, rows_taken as "rowsTaken", rows_duplicate as "rowsDuplicate", rows_rejected as "rowsRejected",
  sold_micros as "soldMicros", bought_micros as "boughtMicros", error, created_at as "createdAt", finished_at as "finishedAt"`)

export async function insert(tx: Tx, file: Pick<CdrImport, 'id' | 'source' | 'objectKey' | 'fileName' | 'sizeBytes'>): Promise<void> {
  await sql`insert into cdr_import (id, tenant_id, source, object_key, file_name, size_bytes, status, created_at)
    values (${file.id}, ${tx.tenantId}, ${file.source}, ${file.objectKey}, ${file.fileName}, ${file.sizeBytes}, 'waiting', ${tx.now()})`.execute(
    tx.db,
  )
}

export async function find(context: Context | Tx, id: CdrImportId): Promise<CdrImport | undefined> {
  const { rows } = await sql<CdrImport>`select ${COLUMNS} from cdr_import where tenant_id = ${context.tenantId} and id = ${id}`.execute(
    context.db,
  )
  return rows[0]
}

export async function lock(tx: Tx, id: CdrImportId): Promise<CdrImport | undefined> {
  const { rows } =
    await sql<CdrImport>`select ${COLUMNS} from cdr_import where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(tx.db)
  return rows[0]
}

/** The newest files. */
export async function list(context: Context): Promise<readonly CdrImport[]> {
  const { rows } =
    await sql<CdrImport>`select ${COLUMNS} from cdr_import where tenant_id = ${context.tenantId} order by created_at desc, id limit 100`.execute(
      context.db,
    )
  return rows
}

export async function save(tx: Tx, file: CdrImport): Promise<void> {
  await sql`update cdr_import set status = ${file.status}, next_byte = ${file.nextByte}, next_line = ${file.nextLine}, chunk = ${file.chunk},
      rows_taken = ${file.rowsTaken}, rows_duplicate = ${file.rowsDuplicate}, rows_rejected = ${file.rowsRejected}, sold_micros = ${file.soldMicros},
      bought_micros = ${file.boughtMicros}, error = ${file.error}, finished_at = ${file.finishedAt}
    where tenant_id = ${tx.tenantId} and id = ${file.id}`.execute(tx.db)
}

/** Of these call ids of the source, those that are recorded already within the days of the chunk. */
export async function recorded(
  context: Context,
  source: string,
  ids: readonly string[],
  period: { readonly from: Date; readonly to: Date },
): Promise<ReadonlySet<string>> {
  // Both ways to answer this are cheap, a look-up for each or one pass over the period, and a partition being filled has no statistics to choose well by.
  const { rows } = await sql<{
    id: string
  }>`select external_id as id from call_cdr where tenant_id = ${context.tenantId} and source = ${source}
      and external_id = any(${ids}::text[]) and started_at >= ${period.from} and started_at <= ${period.to}`.execute(context.db)
  return new Set(rows.map((row) => row.id))
}

async function* asAsync<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items
}

/** Stores encoded records of the tenant. */
export async function copyRecords(tx: Tx, rows: CopyRows, places: readonly RowPlace[]): Promise<void> {
  if (places.length > 0) await copyIn(tx, `copy call_cdr (${CDR_COLUMNS}) from stdin (format binary)`, asAsync(rows.copyOf(places)))
}

export type Reject = { readonly line: bigint; readonly reason: string; readonly raw: string }

export async function addRejects(tx: Tx, importId: CdrImportId, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return
  await sql`insert into cdr_reject (id, tenant_id, import_id, line, reason, raw)
    select id, ${tx.tenantId}, ${importId}, line, reason, raw from unnest(${rejects.map(() => newId())}::uuid[], ${rejects.map(({ line }) => line.toString())}::bigint[],
      ${rejects.map(({ reason }) => reason)}::text[], ${rejects.map(({ raw }) => raw)}::text[]) as r (id, line, reason, raw)`.execute(tx.db)
}

/** The first rejected lines of a file. */
export async function rejectsOf(context: Context, importId: CdrImportId): Promise<readonly Reject[]> {
  const { rows } =
    await sql<Reject>`select line, reason, raw from cdr_reject where tenant_id = ${context.tenantId} and import_id = ${importId}
    order by line limit 200`.execute(context.db)
  return rows
}
