import { readFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { RESTORE_COMMAND, restoreInto } from '../server/src/care/archive/index.ts'
import { lockHome } from '../server/src/main/supervisor/claims.ts'
import { identityFor } from '../server/src/main/supervisor/identity.ts'
import { startPostgres } from '../server/src/main/supervisor/postgres.ts'
import { createSecretBox } from '../server/src/platform/secrets.ts'

/**
 * Puts the embedded database back from its backups: `npm run restore [-- BACKUP]`. What is there now is moved aside, never deleted. Linecard must
 * be stopped; the master key of `secrets.json` opens the backups.
 */
async function main(): Promise<void> {
  const home = path.resolve(process.env['LINECARD_HOME'] || '.linecard')
  const backups = path.resolve(process.env['LINECARD_BACKUPS'] || path.join(home, 'backups'))
  const { masterKey } = JSON.parse(readFileSync(path.join(home, 'secrets.json'), 'utf8')) as { masterKey: string }
  const lock = await lockHome(home)
  try {
    const now = path.join(home, 'postgres')
    const aside = path.join(home, `postgres-before-${new Date().toISOString().replaceAll(':', '-')}`)
    process.stdout.write(`This puts the database of ${home} back from ${backups}.\nWhat is there now is moved to ${aside}.\n`)
    const prompt = createInterface({ input: process.stdin, output: process.stdout })
    const typed = await prompt.question('Type RESTORE to go on: ')
    prompt.close()
    if (typed.trim() !== 'RESTORE') throw new Error('Nothing was changed.')

    const { uid, gid } = identityFor(path.join(now, 'data'))
    const owner = uid !== undefined && gid !== undefined ? { uid, gid } : undefined
    const fresh = path.join(home, `postgres-restored-${process.pid}`)
    await mkdir(fresh, { mode: 0o700 })
    const restored = await restoreInto(createSecretBox(masterKey.split(',')), backups, fresh, { id: process.argv[2], owner })
    for (const { id } of restored.damaged) process.stdout.write(`The backup ${id} is damaged and was passed over.\n`)
    const server = await startPostgres({ dir: fresh, durable: true, restoreCommand: RESTORE_COMMAND })
    await server.stop()
    await rename(now, aside)
    await rename(fresh, now)
    const { id, finishedAt } = restored.manifest
    process.stdout.write(
      `Restored backup ${id} of ${finishedAt} and ${restored.segments} files of the log. Start Linecard again with npm start.\n`,
    )
  } finally {
    lock.release()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
