import { existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Context } from '../../platform/context.ts'
import { shipWal, WAL_FOLDER } from './files.ts'
import type { EmbeddedServer } from './port.ts'

const HAND_OUT_MS = 30_000

/** Has the server hand out everything written so far, instead of waiting for a full segment or a minute. Throws when it does not within half a minute. */
export async function handOutNow({ url, dataDir }: EmbeddedServer): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'linecard-backup' })
  await client.connect()
  try {
    // A note of its own makes sure that there is something to hand out.
    await client.query(`select pg_create_restore_point('linecard')`)
    const { rows } = await client.query<{ wal: string }>('select pg_walfile_name(pg_current_wal_insert_lsn()) as wal')
    await client.query('select pg_switch_wal()')
    const segment = path.join(dataDir, WAL_FOLDER, rows[0]?.wal ?? '')
    for (const deadline = Date.now() + HAND_OUT_MS; !existsSync(segment); ) {
      if (Date.now() > deadline) throw new Error('The server has not handed out its log within half a minute.')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    await client.end()
  }
}

/** Puts away what the server has handed out, one at a time over all processes: two that seal the same file would write into each other's. Answers how many. */
export async function shipHandedOut(context: Context, { url, dataDir, backupsDir }: EmbeddedServer): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'linecard-ship-log' })
  await client.connect()
  try {
    // Given back with the connection, also when this process dies.
    await client.query(`select pg_advisory_lock(hashtextextended('archive ship log', 0))`)
    return await shipWal(context.services.secrets, dataDir, backupsDir)
  } finally {
    await client.end()
  }
}

/** Everything written so far, safe in the backups' folder. */
export async function shipEverything(context: Context, server: EmbeddedServer): Promise<void> {
  await handOutNow(server)
  await shipHandedOut(context, server)
}
