import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { Config } from '../../server/src/main/config.ts'
import { migrate } from '../../server/src/main/migrations.ts'
import { lines, modules } from '../../server/src/main/modules.ts'
import { seed } from '../../server/src/main/seed.ts'
import { createServices, type Running } from '../../server/src/main/services.ts'
import { startPostgres } from '../../server/src/main/supervisor/postgres.ts'

export type Installation = {
  readonly services: Running
  readonly databaseUrl: string
  readonly query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>
  /** Starts the product's HTTP server in a process of its own; answers its address. */
  serve(): Promise<string>
  stop(): Promise<void>
}

/** A fresh, durable installation of the product in a temporary folder, as a customer would have it. */
export async function install(): Promise<Installation> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'lc-bench-'))
  const postgres = await startPostgres({ dir: path.join(home, 'postgres'), durable: true })
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query('create database linecard')
  await admin.end()
  const databaseUrl = postgres.url('linecard')
  await migrate(databaseUrl)
  const environment = {
    DATABASE_URL: databaseUrl,
    LINECARD_MASTER_KEY: Buffer.alloc(32, 9).toString('base64url'),
    LINECARD_HOME: home,
    LOG_LEVEL: 'error',
  }
  const services = createServices('bench', Config.parse(environment), lines)
  await seed(services, modules)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const children: ReturnType<typeof fork>[] = []
  return {
    services,
    databaseUrl,
    query: async <Row>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as Row[],
    serve: () =>
      new Promise((resolve, reject) => {
        const child = fork(path.join(import.meta.dirname, 'server.ts'), {
          env: { ...process.env, ...environment },
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        })
        children.push(child)
        child.once('message', (message) => resolve((message as { url: string }).url))
        child.once('exit', (code) => reject(new Error(`The benched server ended with ${code}.`)))
      }),
    async stop() {
      await Promise.all(
        children.map((child) => {
          const ended = new Promise((resolve) => child.once('exit', resolve))
          child.disconnect()
          return ended
        }),
      )
      await client.end()
      await services.stop()
      await postgres.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
