import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Context, inTx } from './context.ts'
import { requestErrors } from './errors.ts'

export type KeyedRequest = { readonly key: string; readonly route: string; readonly body: unknown }

type Stored = { body_hash: string; reply: unknown; state: 'running' | 'answered'; stale: boolean }

const LEASE_SECONDS = 60

/**
 * Runs `answer` once per key and caller and repeats its reply for seven days (G14).
 * Throws 422 `keyReused` when the key came with another body and 409 `keyInFlight` while the first is running.
 * A crash leaves the key running; after a minute the next caller runs again, which the operations below stand by being keyed themselves.
 */
export async function answerOnce<Reply>(context: Context, request: KeyedRequest, answer: () => Promise<Reply>): Promise<Reply> {
  const hash = createHash('sha256')
    .update(`${request.route}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  const owner = context.accountId ?? context.actor.id ?? 'tenant'
  const stored = await claim(context, owner, request.key, hash)
  if (stored) {
    if (stored.body_hash !== hash) {
      throw requestErrors.keyReused({
        detail: 'This Idempotency-Key was sent with another request before. Use a new key for a new intent.',
      })
    }
    if (stored.state === 'answered') return stored.reply as Reply
    throw requestErrors.keyInFlight({ detail: 'The first request with this key is still running. Try again in a moment.' })
  }
  try {
    const reply = await answer()
    await sql`update idempotency_key set state = 'answered', reply = ${JSON.stringify(reply)} where tenant_id = ${context.tenantId}
      and owner = ${owner} and key = ${request.key}`.execute(context.db)
    return reply
  } catch (error) {
    // A refusal moved nothing, so the caller may mend the request and use the key again.
    await sql`delete from idempotency_key where tenant_id = ${context.tenantId} and owner = ${owner} and key = ${request.key}`.execute(
      context.db,
    )
    throw error
  }
}

/** Answers undefined when the key is ours to run. */
const claim = (context: Context, owner: string, key: string, hash: string): Promise<Stored | undefined> =>
  inTx(context, async (tx) => {
    const won = await sql`insert into idempotency_key (tenant_id, owner, key, body_hash, state, created_at) values
      (${tx.tenantId}, ${owner}, ${key}, ${hash}, 'running', now()) on conflict do nothing`.execute(tx.db)
    if (won.numAffectedRows === 1n) return undefined
    const { rows } = await sql<Stored>`select body_hash, reply, state, created_at < now() - make_interval(secs => ${LEASE_SECONDS}) as stale
      from idempotency_key where tenant_id = ${tx.tenantId} and owner = ${owner} and key = ${key} for update`.execute(tx.db)
    const row = rows[0]
    if (row?.state === 'running' && row.stale && row.body_hash === hash) {
      await sql`update idempotency_key set created_at = now() where tenant_id = ${tx.tenantId} and owner = ${owner} and key = ${key}`.execute(
        tx.db,
      )
      return undefined
    }
    return row
  })
