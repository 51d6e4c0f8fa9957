import pg from 'pg'
import { hours, later } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { BackupId } from './backup-store.ts'
import * as store from './backup-store.ts'
import { errors } from './errors.ts'
import { backupFailed, backupMade } from './events.ts'
import { listWal, readManifests, removeBackup, removeWal, writeArchive, writeManifest } from './files.ts'
import { backupsToKeep, walToKeep } from './kept.ts'
import type { EmbeddedServer } from './port.ts'
import { shipHandedOut } from './wal.ts'

/** A backup that has been running this long belongs to a process that died. */
const STALE_MS = hours(6)

/** The server to back up. Throws 409 `notOurDatabase` where it is somebody else's. */
export function ourServer(context: Context): EmbeddedServer {
  const { embedded } = context.services
  if (!embedded) throw errors.notOurDatabase({ detail: 'DATABASE_URL names a server of your own: back it up where it runs.' })
  return embedded
}

async function begin(context: Context): Promise<BackupId> {
  return inTx(context, async (tx) => {
    const running = await store.findRunning(tx)
    if (running && later(running.startedAt, STALE_MS) > tx.now()) {
      throw errors.backupRunning({ detail: 'A backup is being made already.', backupId: running.id })
    }
    if (running) await store.change(tx, [running.id], { status: 'failed', finished_at: tx.now(), error: 'It never came to its end.' })
    const id = newId<BackupId>()
    await store.insert(tx, id, tx.now())
    return id
  })
}

const segmentOf = async (client: pg.Client, lsn: string): Promise<string> =>
  (await client.query<{ wal: string }>('select pg_walfile_name($1::pg_lsn) as wal', [lsn])).rows[0]?.wal ?? ''

/** Copies the running server while everybody goes on writing; the log between start and stop makes the copy whole. */
async function copyServer(context: Context, server: EmbeddedServer, id: BackupId) {
  const client = new pg.Client({ connectionString: server.url, application_name: 'linecard-backup' })
  await client.connect()
  try {
    const { rows: started } = await client.query<{ lsn: string }>(`select pg_backup_start('linecard', true) as lsn`)
    const firstWal = await segmentOf(client, started[0]?.lsn ?? '')
    let lastLsn = ''
    const { bytes, checksum } = await writeArchive(
      { secrets: context.services.secrets, dataDir: server.dataDir, folder: server.backupsDir, id },
      async () => {
        const { rows } = await client.query<{ lsn: string; labelfile: string; spcmapfile: string }>('select * from pg_backup_stop(true)')
        const [row] = rows
        if (!row) throw new Error('The server did not end the backup.')
        lastLsn = row.lsn
        return row
      },
    )
    const lastWal = await segmentOf(client, lastLsn)
    const { rows: version } = await client.query<{ server_version: string }>('show server_version')
    return { bytes, checksum, firstWal, lastWal, serverVersion: version[0]?.server_version ?? '' }
  } finally {
    await client.end()
  }
}

/**
 * Makes a base backup and prunes old ones (W41). It counts only when its file, its part of the log and its manifest are there; a failure is an
 * event that becomes an alert. Throws 409 `notOurDatabase`, `backupRunning`, and what went wrong.
 */
export async function makeBackup(context: Context): Promise<BackupId> {
  const server = ourServer(context)
  const id = await begin(context)
  const startedAt = context.now()
  try {
    const copy = await copyServer(context, server, id)
    await shipHandedOut(context, server)
    const finishedAt = context.now()
    await writeManifest(server.backupsDir, {
      id,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      ...copy,
    })
    await inTx(context, async (tx) => {
      await store.change(tx, [id], {
        status: 'done',
        finished_at: finishedAt,
        bytes: BigInt(copy.bytes),
        checksum: copy.checksum,
        first_wal: copy.firstWal,
        last_wal: copy.lastWal,
      })
      await publish(tx, backupMade, { backupId: id, bytes: String(copy.bytes) })
    })
    await prune(context, server)
    return id
  } catch (error) {
    await noteFailure(context, id, error)
    throw error
  }
}

async function noteFailure(context: Context, id: BackupId, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  await inTx(context, async (tx) => {
    await store.change(tx, [id], { status: 'failed', finished_at: tx.now(), error: reason })
    await publish(tx, backupFailed, { backupId: id, reason })
  })
}

/** Removes the backups and the log that nobody needs any more. */
async function prune(context: Context, { backupsDir }: EmbeddedServer): Promise<void> {
  const all = (await readManifests(backupsDir)).map((manifest) => ({ ...manifest, startedAt: new Date(manifest.startedAt) }))
  const kept = backupsToKeep(all)
  const gone = all.filter(({ id }) => !kept.some((one) => one.id === id))
  for (const { id } of gone) await removeBackup(backupsDir, id)
  const files = await listWal(backupsDir)
  const needed = new Set(walToKeep(files, kept))
  for (const name of files) if (!needed.has(name) && !name.endsWith('.history')) await removeWal(backupsDir, name)
  await inTx(context, (tx) =>
    store.change(
      tx,
      gone.map(({ id }) => id as string as BackupId),
      { status: 'pruned' },
    ),
  )
}
