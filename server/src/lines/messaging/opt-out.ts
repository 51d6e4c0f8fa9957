import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { NumberId } from '../numbers/index.ts'
import { optedIn, optedOut } from './events.ts'
import type { Message } from './message.ts'

/** Whether the peer has told this number to stop. */
export async function isOptedOut(context: Context | Tx, numberId: NumberId, peer: string): Promise<boolean> {
  const { rows } = await sql`select 1 from opt_out
    where tenant_id = ${context.tenantId} and number_id = ${numberId} and peer = ${peer} and ended_at is null`.execute(context.db)
  return rows.length > 0
}

/** Keeps the peer's STOP with the message that said it; answers false when it was kept before. */
export async function optOut(tx: Tx, message: Message): Promise<boolean> {
  const id = newId()
  const kept = await sql`insert into opt_out (id, tenant_id, account_id, number_id, peer, message_id, created_at)
    values (${id}, ${tx.tenantId}, ${message.accountId}, ${message.numberId}, ${message.peer}, ${message.id}, ${tx.now()}) on conflict do nothing`.execute(
    tx.db,
  )
  if (kept.numAffectedRows !== 1n) return false
  await publish(tx, optedOut, { optOutId: id, peer: message.peer }, { accountId: message.accountId })
  return true
}

/** The peer said START: messages may reach them again. Answers false when nothing had stopped them. */
export async function optIn(tx: Tx, message: Message): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`update opt_out set ended_at = ${tx.now()}
    where tenant_id = ${tx.tenantId} and number_id = ${message.numberId} and peer = ${message.peer} and ended_at is null returning id`.execute(
    tx.db,
  )
  for (const { id } of rows) await publish(tx, optedIn, { optOutId: id, peer: message.peer }, { accountId: message.accountId })
  return rows.length > 0
}
