import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeBackup, testRestore } from '../../src/care/archive/index.ts'
import { migrate } from '../../src/main/migrations.ts'
import { modules } from '../../src/main/modules.ts'
import { seed } from '../../src/main/seed.ts'
import type { Running } from '../../src/main/services.ts'
import { type Postgres, startPostgres } from '../../src/main/supervisor/postgres.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import { type Context, createContext, inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { money } from '../../src/platform/money.ts'
import { createAccount } from '../../src/spine/accounts/index.ts'
import { openWallet, post } from '../../src/spine/ledger/index.ts'
import { rootTenant } from '../../src/spine/tenants/index.ts'
import { testServices } from '../support/services.ts'

let home: string
let postgres: Postgres
let services: Running
let context: Context
const clock = new MovableClock('2026-11-21T02:00:00Z')
const backups = () => path.join(home, 'backups')

/** Pays so many entries of 1.00 into a wallet of its own. */
async function payIn(entries: number): Promise<void> {
  await inTx(context, async (tx) => {
    const account = await createAccount(tx, { name: 'Saver', kind: 'individual', email: `${newId().slice(-12)}@example.com` })
    const wallet = await openWallet(tx, { accountId: account.id, currency: 'USD' })
    const facts = { walletId: wallet.id, from: 'gateway:test', kind: 'recharge', description: 'In', amount: money('USD', '1.00') }
    await post(
      tx,
      Array.from({ length: entries }, () => ({ op: 'credit' as const, id: newId<never>(), ...facts })),
    )
  })
}

const files = (ending: string) => readdirSync(backups()).filter((name) => name.endsWith(ending))

beforeAll(async () => {
  home = mkdtempSync(path.join(os.tmpdir(), 'lc-backup-'))
  postgres = await startPostgres({ dir: path.join(home, 'postgres'), durable: true })
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query('create database linecard')
  await admin.end()
  await migrate(postgres.url())
  services = testServices(postgres.url(), clock, { LINECARD_HOME: home, LINECARD_DATABASE_DATA: path.join(home, 'postgres', 'data') })
  await seed(services, modules)
  context = createContext(services, { tenantId: (await rootTenant(services)).id })
}, 60_000)

afterAll(async () => {
  await services?.stop()
  await postgres?.stop()
  rmSync(home, { recursive: true, force: true })
})

test('story 55: a restored copy passes the laws of the ledger and holds what was written after the backup', async () => {
  await payIn(30)
  await makeBackup(context)
  await payIn(12)
  clock.moveTo('2026-11-21T02:30:00Z')
  const result = await testRestore(context)
  expect(result.detail).toMatch(/^8 laws of the ledger hold over 42 ledger entries\.$/)
  expect(result.ok).toBe(true)
  expect(result.recoveryMs).toBeGreaterThan(0)
}, 60_000)

test('a backup holds nothing that can be read, and nobody else may read it', async () => {
  const [name = ''] = files('.base')
  const bytes = readFileSync(path.join(backups(), name))
  expect(bytes.subarray(0, 4).toString()).toBe('lc1.')
  expect(bytes.includes('PG_VERSION')).toBe(false)
  expect(bytes.includes('Saver')).toBe(false)
})

test('story 55: a damaged backup is told of and the one before is used', async () => {
  clock.moveTo('2026-11-22T02:00:00Z')
  const second = await makeBackup(context)
  const file = path.join(backups(), `${second}.base`)
  const bytes = readFileSync(file)
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
  writeFileSync(file, bytes)
  const result = await testRestore(context)
  expect(result.ok).toBe(true)
  expect(result.backupId).not.toBe(second)
  const { rows } = await services.databases.pool.query<{ status: string }>(`select status from backup order by started_at`)
  expect(rows.map(({ status }) => status)).toEqual(['done', 'damaged'])
  const told = await services.databases.pool.query<{ payload: { backupId: string } }>(
    `select payload from event where type = 'backup.failed'`,
  )
  expect(told.rows.map(({ payload }) => payload.backupId)).toEqual([second])
}, 60_000)

test('every backup has a manifest from which it can be restored without a database', async () => {
  for (const name of files('.json')) {
    const manifest = JSON.parse(readFileSync(path.join(backups(), name), 'utf8')) as { id: string; checksum: string; firstWal: string }
    expect(manifest.firstWal).toMatch(/^[0-9A-F]{24}$/)
    expect(manifest.checksum).toHaveLength(createHash('sha256').update('').digest('hex').length)
  }
  expect(files('.json')).toHaveLength(2)
})

test('the log is put away whole, though several put it away at the same moment', async () => {
  const shipLog = modules.flatMap(({ jobs }) => jobs ?? []).find(({ name }) => name === 'archive.ship-log')
  const handedOut = path.join(home, 'postgres', 'data', 'linecard_wal')
  const waiting = () => readdirSync(handedOut).filter((name) => /^[0-9A-F]{24}$/.test(name))
  const admin = new pg.Client({ connectionString: postgres.url() })
  await admin.connect()
  for (let round = 0; round < 3; round += 1) {
    await payIn(10)
    await admin.query('select pg_switch_wal()')
    await vi.waitUntil(() => waiting().length > 0, { timeout: 30_000 })
    await Promise.all(Array.from({ length: 4 }, async () => shipLog?.run(context, {}, { number: 1, last: true })))
    expect(waiting()).toEqual([])
  }
  await admin.end()
  expect((await testRestore(context)).detail).toMatch(/over 72 ledger entries/)
}, 90_000)
