import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'linecard-root-'))
  writeFileSync(
    path.join(root, 'package.json'),
    JSON.stringify({ name: 'small', version: '1.0.0', dependencies: { inner: 'file:./inner' } }),
  )
  mkdirSync(path.join(root, 'inner'))
  writeFileSync(path.join(root, 'inner', 'package.json'), JSON.stringify({ name: 'inner', version: '1.0.0' }))
  lock('1.0.0')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function lock(version: string): void {
  const packages = {
    '': { name: 'small', version, dependencies: { inner: 'file:./inner' } },
    inner: { version: '1.0.0' },
    'node_modules/inner': { resolved: 'inner', link: true },
  }
  writeFileSync(
    path.join(root, 'package-lock.json'),
    JSON.stringify({ name: 'small', version, lockfileVersion: 3, requires: true, packages }),
  )
}

function install(env: Record<string, string> = {}) {
  const module = path.join(import.meta.dirname, 'bootstrap.mjs')
  const program = `import { ensurePackages } from ${JSON.stringify(module)}; ensurePackages(${JSON.stringify(root)})`
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', env: { ...process.env, ...env } })
}

test('packages are installed once for a lock file, and again when it changes', () => {
  expect(install().stdout).toBe('Installing packages …\n')
  expect(JSON.parse(readFileSync(path.join(root, 'node_modules/inner/package.json'), 'utf8'))).toEqual({ name: 'inner', version: '1.0.0' })
  expect(install().stdout).toBe('')
  lock('1.0.1')
  const later = new Date(Date.now() + 60_000)
  utimesSync(path.join(root, 'package-lock.json'), later, later)
  expect(install().stdout).toBe('Installing packages …\n')
})

test('an installation that fails is one sentence and is tried again the next time', () => {
  const { stderr, status } = install({ PATH: '/nowhere' })
  expect(stderr).toBe('npm could not install the packages: npm itself could not be run (spawnSync npm ENOENT).\n')
  expect(status).toBe(1)
  expect(existsSync(path.join(root, 'node_modules', '.linecard-lock'))).toBe(false)
})

test('an old Node can read the launcher: nothing in it needs TypeScript or a module of another kind', () => {
  for (const file of ['bootstrap.mjs', 'start.mjs', 'run.mjs']) {
    const source = readFileSync(path.join(import.meta.dirname, file), 'utf8')
    expect(source).not.toMatch(/^import .* from '.*\.ts'/m)
    expect(source).not.toMatch(/^import .* from '(?!node:|\.\/bootstrap\.mjs')/m)
    expect(source).not.toMatch(/\?\?=|\|\|=|&&=|\.replaceAll\(|\.at\(|\.findLast|#\w+\(|static \{/)
  }
})
