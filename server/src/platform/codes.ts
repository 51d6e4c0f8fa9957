import { sql } from 'kysely'
import type { Tx } from './context.ts'

/** The next human code of a series in this tenant, such as `O-000001`; gapless, because the row stays locked until commit (G1). */
export async function nextCode(tx: Tx, series: string): Promise<string> {
  const { rows } = await sql<{ value: bigint }>`insert into counter as c (tenant_id, series, value) values (${tx.tenantId}, ${series}, 1)
    on conflict (tenant_id, series) do update set value = c.value + 1 returning value`.execute(tx.db)
  return `${series}-${String(rows[0]?.value).padStart(6, '0')}`
}
