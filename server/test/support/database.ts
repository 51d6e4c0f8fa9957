import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/main/migrations.ts'
import { modules } from '../../src/main/modules.ts'
import { seed } from '../../src/main/seed.ts'
import { startPostgres } from '../../src/main/supervisor/postgres.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { testServices } from './services.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
  }
}

/** One PostgreSQL for the whole run with a migrated and seeded template; every test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'lc-test-'))
  const postgres = await startPostgres({ dir, durable: false })
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query('create database template_linecard')
  await admin.end()
  const url = postgres.url('template_linecard')
  await migrate(url)
  const services = testServices(url, systemClock)
  await seed(services, modules)
  await services.stop()
  project.provide('databaseUrl', postgres.url('DATABASE'))
  return async () => {
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
