import path from 'node:path'
import pg from 'pg'
import { runPart } from '../part.ts'
import { type Postgres, startPostgres } from './postgres.ts'

/** Owns the database server, so that it ends with the supervisor even when that is killed, and comes back when it dies itself. */
runPart(async () => {
  const dir = path.join(process.env['LINECARD_HOME'] ?? '.linecard', 'postgres')
  let stopping = false
  let postgres: Postgres = await startPostgres({ dir, durable: true })
  const watch = async (): Promise<void> => {
    while (!stopping) {
      await postgres.ended
      if (stopping) return
      process.stderr.write('PostgreSQL ended unexpectedly and is started again.\n')
      postgres = await startPostgres({ dir, durable: true })
    }
  }
  watch().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
  await createDatabase(postgres.url('postgres'))
  return {
    ready: { databaseUrl: postgres.url() },
    async stop() {
      stopping = true
      await postgres.stop()
    },
  }
})

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'linecard'`)
    if (rowCount === 0) await client.query('create database linecard')
  } finally {
    await client.end()
  }
}
