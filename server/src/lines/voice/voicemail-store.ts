import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { NumberId } from '../numbers/index.ts'
import type { CallId } from './call.ts'
import type { Voicemail, VoicemailId } from './voicemail.ts'

type VoicemailTable = {
  id: VoicemailId
  tenant_id: TenantId
  account_id: AccountId
  number_id: NumberId
  call_id: CallId
  recording_id: string
  from_number: string
  object_key: string | null
  bytes: number
  duration_ms: number
  transcription: string | null
  read_at: Date | null
  created_at: Date
  deleted_at: Date | null
  erased_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    voicemail: VoicemailTable
  }
}

const fromRow = (row: Selectable<VoicemailTable>): Voicemail => ({
  id: row.id,
  accountId: row.account_id,
  numberId: row.number_id,
  callId: row.call_id,
  recordingId: row.recording_id,
  from: row.from_number,
  objectKey: row.object_key,
  bytes: row.bytes,
  durationMs: row.duration_ms,
  transcription: row.transcription,
  readAt: row.read_at,
  createdAt: row.created_at,
  deletedAt: row.deleted_at,
  erasedAt: row.erased_at,
})

const rows = (context: Context | Tx) => context.db.selectFrom('voicemail').selectAll().where('tenant_id', '=', context.tenantId)

export async function findVoicemail(context: Context | Tx, id: VoicemailId): Promise<Voicemail | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lockVoicemail(tx: Tx, id: VoicemailId): Promise<Voicemail | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** Answers false when the recorder handed this recording over before. */
export async function insertVoicemail(tx: Tx, voicemail: Voicemail): Promise<boolean> {
  const result = await tx.db
    .insertInto('voicemail')
    .values({
      id: voicemail.id,
      tenant_id: tx.tenantId,
      account_id: voicemail.accountId,
      number_id: voicemail.numberId,
      call_id: voicemail.callId,
      recording_id: voicemail.recordingId,
      from_number: voicemail.from,
      object_key: voicemail.objectKey,
      bytes: voicemail.bytes,
      duration_ms: voicemail.durationMs,
      transcription: voicemail.transcription,
      created_at: voicemail.createdAt,
    })
    // Its id follows from the recording, so two at once may meet at either key.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function saveVoicemail(tx: Tx, voicemail: Voicemail): Promise<void> {
  const set = { object_key: voicemail.objectKey, read_at: voicemail.readAt, deleted_at: voicemail.deletedAt, erased_at: voicemail.erasedAt }
  await tx.db.updateTable('voicemail').set(set).where('tenant_id', '=', tx.tenantId).where('id', '=', voicemail.id).execute()
}

export type VoicemailQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly numberId?: NumberId | undefined
  readonly callId?: CallId | undefined
  readonly unread?: boolean | undefined
  readonly deleted?: boolean | undefined
}

export function listVoicemails(context: Context, query: VoicemailQuery): Promise<Page<Voicemail>> {
  let found = rows(context).where('erased_at', 'is', null)
  found = query.deleted ? found.where('deleted_at', 'is not', null) : found.where('deleted_at', 'is', null)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.numberId) found = found.where('number_id', '=', query.numberId)
  if (query.callId) found = found.where('call_id', '=', query.callId)
  if (query.unread) found = found.where('read_at', 'is', null)
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

export async function countUnread(context: Context): Promise<number> {
  const counted = await context.db
    .selectFrom('voicemail')
    .select((select) => select.fn.countAll<bigint>().as('count'))
    .where('tenant_id', '=', context.tenantId)
    .where('read_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(counted.count)
}

/** Messages of any tenant that were deleted long enough ago; asked by the schedule as the system. */
export async function listErasable(
  system: Context,
  deletedBefore: Date,
  limit: number,
): Promise<readonly { readonly id: VoicemailId; readonly tenantId: TenantId; readonly accountId: AccountId }[]> {
  return system.db
    .selectFrom('voicemail')
    .select(['id', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('deleted_at', '<=', deletedBefore)
    .where('erased_at', 'is', null)
    .limit(limit)
    .execute()
}

/** Whether another message, of anybody, is stored as the same bytes; asked as the system, because objects are shared by content. */
export async function isObjectShared(system: Context, id: VoicemailId, objectKey: string): Promise<boolean> {
  const { rows: found } = await sql<{
    shared: boolean
  }>`select exists (select from voicemail where object_key = ${objectKey} and id <> ${id}) as shared`.execute(system.db)
  return found[0]?.shared ?? true
}
