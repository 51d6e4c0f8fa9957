import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import pg from 'pg'

const FOLDER = path.join(import.meta.dirname, '../../migrations')

/** Reads NNNN_name.up.sql and .down.sql pairs as migrations. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.up.sql')).sort()
  const step = (file: string) => async (db: Kysely<unknown>) => {
    await sql.raw(await readFile(path.join(FOLDER, file), 'utf8')).execute(db)
  }
  return Object.fromEntries(
    files.map((file) => [
      file.replace('.up.sql', ''),
      { up: step(file), down: step(file.replace('.up.sql', '.down.sql')) } satisfies Migration,
    ]),
  )
}

async function withMigrator<Result>(ownerUrl: string, work: (migrator: Migrator) => Promise<Result>): Promise<Result> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 2 }) }) })
  try {
    return await work(new Migrator({ db, provider: { getMigrations: readMigrations } }))
  } finally {
    await db.destroy()
  }
}

/** The application must reach the queue's tables, which belong to the owner and lock out everyone else. */
const OPEN_QUEUE = `
  grant usage on schema graphile_worker to linecard_app;
  grant select, insert, update, delete on all tables in schema graphile_worker to linecard_app;
  grant usage, select on all sequences in schema graphile_worker to linecard_app;
  grant execute on all functions in schema graphile_worker to linecard_app;
  do $$ declare t text; begin
    for t in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
      execute format('drop policy if exists linecard on graphile_worker.%I', t);
      execute format('create policy linecard on graphile_worker.%I to linecard_app using (true) with check (true)', t);
    end loop;
  end $$;`

/** Brings the schema of business tables and queue to the newest version, as the owner. Answers the names of what ran. */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const ran = await withMigrator(ownerUrl, async (migrator) => {
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw error
    return (results ?? []).map((result) => result.migrationName)
  })
  await runMigrations({ connectionString: ownerUrl })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(OPEN_QUEUE)
  } finally {
    await client.end()
  }
  return ran
}

/** Takes the business schema down again, newest first. */
export const migrateDown = (ownerUrl: string): Promise<void> =>
  withMigrator(ownerUrl, async (migrator) => {
    const { error } = await migrator.migrateTo(NO_MIGRATIONS)
    if (error) throw error
  })
