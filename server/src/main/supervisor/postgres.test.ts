import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { alive, endOrphans } from './orphans.ts'
import { type Postgres, startPostgres } from './postgres.ts'

const folders: string[] = []

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'linecard-pg-'))
  folders.push(made)
  return made
}

afterEach(async () => {
  for (const made of folders.splice(0)) {
    await endOrphans(path.join(made, 'data'))
    rmSync(made, { recursive: true, force: true })
  }
})

async function query(postgres: Postgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('two servers run at once, each behind a socket that only its own user may reach, and leave nothing when they stop', async () => {
  const servers = await Promise.all([startPostgres({ dir: folder(), durable: false }), startPostgres({ dir: folder(), durable: false })])
  for (const server of servers) {
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700)
    const [row] = await query(server, `select current_setting('listen_addresses') as listens, current_setting('fsync') as fsync`)
    expect(row).toEqual({ listens: '', fsync: 'off' })
    const rules = await query(server, `select distinct auth_method from pg_hba_file_rules where type <> 'local'`)
    expect(rules).toEqual([{ auth_method: 'reject' }])
  }
  for (const server of servers) {
    await server.stop()
    expect(alive(server.pid)).toBe(false)
    expect(existsSync(server.socketDir)).toBe(false)
  }
})

test('what was committed is there after the server was killed', async () => {
  const dir = folder()
  const first = await startPostgres({ dir, durable: true })
  expect(await query(first, `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits`)).toEqual([
    { fsync: 'on', commits: 'on' },
  ])
  await query(first, 'create table kept as select generate_series(1, 1000) as n')
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  const second = await startPostgres({ dir, durable: true })
  expect(await query(second, 'select count(*)::int, sum(n)::int from kept')).toEqual([{ count: 1000, sum: 500_500 }])
  expect(second.url()).toBe(first.url())
  await second.stop()
})

test('a server that outlived its keeper is ended before its data is served again', async () => {
  const dir = folder()
  const orphan = await startPostgres({ dir, durable: false })
  const next = await startPostgres({ dir, durable: false })
  expect(alive(orphan.pid)).toBe(false)
  expect(next.pid).not.toBe(orphan.pid)
  expect(await query(next, 'select 1 as one')).toEqual([{ one: 1 }])
  await next.stop()
})

test('a stale postmaster.pid that names a stranger neither blocks the start nor hurts the stranger', async () => {
  const dir = folder()
  await (await startPostgres({ dir, durable: false })).stop()
  const { uid, gid } = statSync(path.join(dir, 'data'))
  // A program of the system, because the other user may not read the folder this Node is in.
  const stranger = spawn('sleep', ['600'], { ...(process.getuid?.() === 0 && { uid, gid }), cwd: '/' })
  writeFileSync(path.join(dir, 'data', 'postmaster.pid'), `${stranger.pid}\n${path.join(dir, 'data')}\n1\n5432\n/nowhere\n\n  0 0\nready\n`)
  const server = await startPostgres({ dir, durable: false })
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(alive(stranger.pid ?? 0)).toBe(true)
  stranger.kill('SIGKILL')
  await server.stop()
})

test('a half-made database of an interrupted start is made anew', async () => {
  const dir = folder()
  mkdirSync(path.join(dir, 'init-1', 'base'), { recursive: true })
  writeFileSync(path.join(dir, 'init-1', 'PG_VERSION'), '18\n')
  const server = await startPostgres({ dir, durable: false })
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(path.join(dir, 'init-1'))).toBe(false)
  await server.stop()
})

test('data of another major is refused in one sentence that says what to do, and stays as it is', async () => {
  const dir = folder()
  const server = await startPostgres({ dir, durable: false })
  await server.stop()
  const version = path.join(dir, 'data', 'PG_VERSION')
  writeFileSync(version, '17\n')
  await expect(startPostgres({ dir, durable: false })).rejects.toThrow(
    /^The data in .* belongs to PostgreSQL 17 and this Linecard brings \d+: run it with LINECARD_PG_BIN set to PostgreSQL 17\.$/,
  )
  expect(existsSync(server.socketDir)).toBe(false)
  writeFileSync(version, '18\n')
  const again = await startPostgres({ dir, durable: false })
  await again.stop()
})

test.runIf(process.getuid?.() === 0)('root may keep the data below a folder that is closed to everybody else', async () => {
  const closed = folder()
  chmodSync(closed, 0o700)
  const server = await startPostgres({ dir: path.join(closed, 'home', 'postgres'), durable: false })
  expect(await query(server, "select pg_read_file('PG_VERSION') is not null as reads")).toEqual([{ reads: true }])
  await server.stop()
})

test.runIf(process.getuid?.() !== 0)('over loopback nobody connects without the password', async () => {
  const server = await startPostgres({ dir: folder(), durable: false, transport: 'loopback' })
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  const wrong = new pg.Client({ connectionString: server.url('postgres').replace(/:[^:@]*@/, ':wrong@') })
  await expect(wrong.connect()).rejects.toThrow('password authentication failed')
  await server.stop()
})
