import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { createContext, inTx } from '../../platform/context.ts'
import { Databases } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { newId, type TenantId } from '../../platform/ids.ts'
import { checkInvariants } from '../../spine/ledger/index.ts'
import { ourServer } from './backup.ts'
import type { BackupId, RestoreTest } from './backup-store.ts'
import * as store from './backup-store.ts'
import { backupFailed, backupRestored } from './events.ts'
import type { Manifest } from './files.ts'
import { ownerOf, RESTORE_COMMAND, restoreInto } from './restore.ts'
import { shipEverything } from './wal.ts'

type Proof = { readonly ok: boolean; readonly detail: string; readonly newestAt: Date | null }

/** Asks the restored copy what the ledger's own page asks, over everybody's rows. */
async function prove(context: Context, url: string): Promise<Proof> {
  const databases = new Databases(url, 2, (err) => context.log.warn({ err }, 'the restored copy lost a connection'))
  try {
    const copy = createContext({ ...context.services, databases }, { tenantId: 'system' as TenantId })
    const laws = await checkInvariants(copy)
    const { rows } = await sql<{ entries: bigint; newest: Date | null }>`select
      (select count(*) from entry) as entries, (select max(occurred_at) from event) as newest`.execute(copy.db)
    const broken = laws.filter((law) => !law.ok).map((law) => law.name)
    const counted = `${rows[0]?.entries ?? 0n} ledger entries`
    const detail = broken.length === 0 ? `${laws.length} laws of the ledger hold over ${counted}.` : `Broken: ${broken.join('; ')}.`
    return { ok: broken.length === 0, detail, newestAt: rows[0]?.newest ?? null }
  } finally {
    await databases.close()
  }
}

/** A backup that is not what it was: known as damaged, and told. */
async function noteDamaged(context: Context, damaged: readonly Manifest[]): Promise<void> {
  for (const { id } of damaged) {
    await inTx(context, async (tx) => {
      await store.change(tx, [id as string as BackupId], { status: 'damaged', error: 'Its checksum is not what it was.' })
      await publish(tx, backupFailed, { backupId: id, reason: 'The checksum of this backup is not what it was when it was made.' })
    })
  }
}

/**
 * Restores the newest whole backup into a server of its own, replays the log, and proves the ledger's laws on the copy (W41, monthly). A damaged
 * backup is told of and the one before is used. Throws 409 `notOurDatabase`, and what stopped the restore.
 */
export async function testRestore(context: Context): Promise<RestoreTest> {
  const server = ourServer(context)
  // Beside the data, because that is where the server's own user may go.
  await shipEverything(context, server)
  const scratch = await mkdtemp(path.join(path.dirname(server.dataDir), 'copy-'))
  try {
    const began = performance.now()
    const owner = await ownerOf(server.dataDir)
    const { manifest, damaged } = await restoreInto(context.services.secrets, server.backupsDir, scratch, { owner })
    await noteDamaged(context, damaged)
    const copy = await server.openCopy(scratch, RESTORE_COMMAND)
    try {
      const recoveryMs = Math.round(performance.now() - began)
      const proof = await prove(context, copy.url)
      return await record(context, { ...proof, backupId: manifest.id as string as BackupId, recoveryMs })
    } finally {
      await copy.stop()
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const record = (context: Context, result: Omit<RestoreTest, 'testedAt'>): Promise<RestoreTest> =>
  inTx(context, async (tx) => {
    const test: RestoreTest = { ...result, testedAt: tx.now() }
    await store.insertTest(tx, newId(), test)
    if (test.ok && test.backupId) await publish(tx, backupRestored, { backupId: test.backupId, recoveryMs: test.recoveryMs ?? 0 })
    else if (test.backupId) await publish(tx, backupFailed, { backupId: test.backupId, reason: test.detail })
    return test
  })
