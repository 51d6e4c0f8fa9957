import { sql } from 'kysely'
import type { Tx } from './context.ts'

/** The next human code of a series in this tenant, such as `O-000001`; gapless, because the row stays locked until commit (G1). */
export const nextCode = async (tx: Tx, series: string): Promise<string> => `${series}-${String(await count(tx, series)).padStart(6, '0')}`

/** The next short code of a series in this tenant, such as `I1`, which people say on the phone (G1). */
export const nextShortCode = async (tx: Tx, letter: string): Promise<string> => `${letter}${await count(tx, `short:${letter}`)}`

async function count(tx: Tx, series: string): Promise<bigint> {
  const { rows } = await sql<{ value: bigint }>`insert into counter as c (tenant_id, series, value) values (${tx.tenantId}, ${series}, 1)
    on conflict (tenant_id, series) do update set value = c.value + 1 returning value`.execute(tx.db)
  const [row] = rows
  if (!row) throw new Error(`The counter ${series} did not answer.`)
  return row.value
}
