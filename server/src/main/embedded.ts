import path from 'node:path'
import type { EmbeddedServer } from '../care/archive/index.ts'
import type { Config } from './config.ts'

/** The embedded server this process works on, for backups; undefined where DATABASE_URL names another one. */
export function embeddedServer(config: Config): EmbeddedServer | undefined {
  const { LINECARD_DATABASE_DATA: dataDir, DATABASE_URL: url } = config
  if (!dataDir) return undefined
  return {
    dataDir,
    backupsDir: path.resolve(config.LINECARD_BACKUPS ?? path.join(config.LINECARD_HOME, 'backups')),
    url,
    async openCopy(dir, restoreCommand) {
      const { startPostgres } = await import('./supervisor/postgres.ts')
      const copy = await startPostgres({ dir, durable: false, restoreCommand })
      return { url: copy.url(), stop: () => copy.stop() }
    },
  }
}
