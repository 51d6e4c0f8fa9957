import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { amountOf } from '../../platform/money.ts'
import { rerate } from './usage.ts'
import { listUsage } from './usage-store.ts'

const SAMPLE = 5

/** Each query answers the rows that break the law (product §2.4, 8, and W20). */
const LAWS: Readonly<Record<string, (context: Context) => RawBuilder<unknown>>> = {
  'What allowances and the wallet paid of a use is the whole of it': () => sql`select id from usage_record u
    where allowance_quantity + wallet_quantity <> quantity or allowance_quantity <>
      (select coalesce(sum((s ->> 'quantity')::bigint), 0) from jsonb_array_elements(splits) s)`,
  'No bucket is used beyond what was granted': () => sql`select id from allowance_bucket where used + reserved > granted`,
  'What a bucket has given is what its users have': () => sql`select b.id from allowance_bucket b
    left join (select bucket_id, sum(quantity) filter (where state = 'used') as used, sum(quantity) filter (where state = 'reserved') as reserved
      from allowance_use group by bucket_id) u on u.bucket_id = b.id
    where b.used <> coalesce(u.used, 0) or b.reserved <> coalesce(u.reserved, 0)`,
  'Every session that has ended has one usage record, and what it says was posted': () => sql`select s.id from charging_session s
    left join usage_record u on u.id = s.id left join entry e on e.id = u.entry_id
    where s.status = 'closed' and (u.id is null or u.amount_micros <> coalesce(e.amount_micros, 0))`,
  'No session is open five minutes after its time': (context) => sql`select id from charging_session
    where status = 'open' and expires_at < ${context.now()}::timestamptz - interval '5 minutes'`,
}

const NEWEST = 500

/** The laws of usage that are broken, with up to five rows that break each; none is the good answer. */
export async function checkUsage(context: Context): Promise<readonly { readonly name: string; readonly offending: readonly unknown[] }[]> {
  const broken: { name: string; offending: unknown[] }[] = []
  for (const [name, breach] of Object.entries(LAWS)) {
    const { rows } = await sql`select * from (${breach(context)}) breach limit ${SAMPLE}`.execute(context.db)
    if (rows.length > 0) broken.push({ name, offending: [...rows] })
  }
  const { items } = await listUsage(context, { limit: NEWEST })
  const different = items.filter(({ trace, amount }) => (rerate(trace)?.units ?? amount.units) !== amount.units)
  if (different.length > 0) {
    broken.push({
      name: 'The stored reason of a use comes to what was charged',
      offending: different.slice(0, SAMPLE).map(({ id, amount }) => ({ id, amount: amountOf(amount) })),
    })
  }
  return broken
}
