import path from 'node:path'
import pg from 'pg'
import type { Message } from './parts.ts'
import { type Postgres, startPostgres } from './postgres.ts'

/** A server that ends this soon after its start is left to the supervisor, who waits longer from time to time. */
const STEADY_MS = 5_000

/** How long the others, who lost the supervisor too, may go on with the database to finish their work. */
const DRAIN_MS = 10_000

const stop = Promise.withResolvers<'stop'>()
let deserted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.resolve('stop'))
process.on('disconnect', () => {
  deserted = true
  stop.resolve('stop')
})

function tell(message: Message): void {
  if (process.connected) process.send?.(message)
}

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

/** Waits until nobody but this connection uses the database, for as long as the others may take. */
async function drain(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const deadline = Date.now() + DRAIN_MS
    while (Date.now() < deadline) {
      const { rows } = await client.query(`select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`)
      if (rows.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    await client.end()
  }
}

async function open(dir: string): Promise<Postgres> {
  const postgres = await startPostgres({ dir, durable: true })
  tell({ postgres: postgres.pid })
  return postgres
}

/** Owns the database server, so that it ends with the supervisor even when that is killed, and comes back when it dies itself. */
async function keep(dir: string): Promise<void> {
  let postgres = await open(dir)
  try {
    await createDatabase(postgres.url('postgres'))
    tell({ ready: true, databaseUrl: postgres.url(), env: { LINECARD_DATABASE_DATA: path.resolve(dir, 'data') } })
    for (;;) {
      const since = Date.now()
      if ((await Promise.race([postgres.ended, stop.promise])) === 'stop')
        return deserted ? await drain(postgres.url('postgres')) : undefined
      if (Date.now() - since < STEADY_MS) throw new Error('PostgreSQL ended right after its start.')
      process.stderr.write('PostgreSQL ended unexpectedly and is started again.\n')
      postgres = await open(dir)
    }
  } finally {
    await postgres.stop()
  }
}

keep(path.join(process.env['LINECARD_HOME'] ?? '.linecard', 'postgres')).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
