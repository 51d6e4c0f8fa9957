import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Context, Tx } from './context.ts'

const clientOf = (context: Context | Tx, work: (client: pg.PoolClient) => Promise<void>): Promise<void> =>
  context.db.getExecutor().provideConnection((connection) => work((connection as unknown as { client: pg.PoolClient }).client))

/**
 * Streams rows into a table with `copy … from stdin`. PostgreSQL offers no COPY under row-level security, so it runs as the owner: the
 * caller writes `tenant_id` itself, and nothing a user sent may be part of `statement`.
 */
export async function copyIn(tx: Tx, statement: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  await clientOf(tx, async (client) => {
    await client.query('set local role none')
    const stream = client.query(copyFrom(statement))
    const end = finished(stream)
    try {
      for await (const chunk of chunks) if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), end])
      stream.end()
    } catch (error) {
      stream.destroy(error as Error)
    }
    await end
    await client.query('set local role linecard_app')
  })
}

/** Streams what `copy (query) to stdout` answers, in chunks that may end inside a row. Row-level security applies. */
export async function copyOut(context: Context | Tx, statement: string, take: (chunk: Buffer) => void): Promise<void> {
  await clientOf(context, async (client) => {
    for await (const chunk of client.query(copyTo(statement))) take(chunk as Buffer)
  })
}
