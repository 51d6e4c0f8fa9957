import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

type Debian = {
  readonly NEEDS: Readonly<Record<string, unknown>>
  readonly needsOf: (name: string) => readonly string[]
  readonly lacking: (name: string) => string | undefined
}
const { NEEDS, needsOf, lacking } = (await import(path.join(import.meta.dirname, 'debian.mjs'))) as Debian

test('every end-to-end file needs something that is described', () => {
  const files = readdirSync(path.join(import.meta.dirname, '../e2e')).filter((name) => name.endsWith('.e2e.ts'))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) for (const need of needsOf(file)) expect(Object.keys(NEEDS)).toContain(need)
})

test('a file without a need of its own needs the browser, the switch needs no browser', () => {
  expect(needsOf('anything.e2e.ts')).toEqual(['browser'])
  expect(needsOf('switch.e2e.ts')).toEqual(['switch'])
})

test('what is missing is one sentence with the programs and the packages', () => {
  const there = [process.execPath, '/nowhere/else']
  Object.assign(NEEDS, { imaginary: { title: 'Something', packages: ['some-thing'], files: [['/nowhere/some'], there] } })
  expect(lacking('imaginary')).toBe('These tests need Something (missing: /nowhere/some): run `apt-get install some-thing` as root.')
  Object.assign(NEEDS, { imaginary: { title: 'Something', packages: ['some-thing'], files: [there] } })
  expect(lacking('imaginary')).toBe(undefined)
})
