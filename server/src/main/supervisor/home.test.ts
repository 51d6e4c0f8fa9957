import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockHome } from './claims.ts'
import { openHome, openSecrets } from './home.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'linecard-home-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const modeOf = (file: string) => statSync(file).mode & 0o777

test('the folder and its keys are closed to other users, also when they were open before', () => {
  chmodSync(home, 0o755)
  openSecrets(openHome(home))
  expect(modeOf(home)).toBe(0o700)
  chmodSync(path.join(home, 'secrets.json'), 0o644)
  openSecrets(home)
  expect(modeOf(path.join(home, 'secrets.json'))).toBe(0o600)
})

test('the keys are made once, and anew for every installation', () => {
  const first = openSecrets(home)
  expect(Buffer.from(first.masterKey, 'base64url')).toHaveLength(32)
  expect(openSecrets(home)).toEqual(first)
  const other = openHome(path.join(home, 'other'))
  expect(openSecrets(other).masterKey).not.toBe(first.masterKey)
})

test('an installation from before a simulator came gets its keys once, and keeps its own', () => {
  const file = path.join(home, 'secrets.json')
  const { telnaKey: _, ...before } = openSecrets(home)
  writeFileSync(file, JSON.stringify(before))
  const after = openSecrets(home)
  expect(after).toMatchObject(before)
  expect(after.telnaKey).toMatch(/^[0-9a-f]{48}$/)
  expect(openSecrets(home)).toEqual(after)
})

test('lost or damaged keys of an existing database are not replaced by new ones', () => {
  const file = path.join(home, 'secrets.json')
  openSecrets(home)
  writeFileSync(file, '{"masterKey": ')
  expect(() => openSecrets(home)).toThrow(`${file} is damaged: bring it back from your backup.`)
  rmSync(file)
  mkdirSync(path.join(home, 'postgres', 'data'), { recursive: true })
  expect(() => openSecrets(home)).toThrow(`${file} is missing but its database is there: bring the file back from your backup.`)
})

test('a lock is held by a running process and stale when that is gone or the id belongs to another one', async () => {
  const lock = path.join(home, 'supervisor.lock')
  const held = await lockHome(home)
  await expect(lockHome(home)).rejects.toThrow(`Linecard already runs on ${home} (process ${process.pid})`)
  const mine = readFileSync(lock, 'utf8')
  held.release()
  for (const stale of [mine.replace(/\d+$/, '1'), '4194304 anything', '']) {
    writeFileSync(lock, stale)
    const taken = await lockHome(home)
    expect(readFileSync(lock, 'utf8')).toBe(mine)
    taken.release()
  }
})

test('a start waits for the one before that is just ending', async () => {
  const before = await lockHome(home)
  before.ending()
  let taken = false
  const next = lockHome(home).then((lock) => {
    taken = true
    return lock
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(taken).toBe(false)
  before.release()
  const lock = await next
  await expect(lockHome(home)).rejects.toThrow('already runs')
  lock.release()
})
