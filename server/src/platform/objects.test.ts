import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileObjects } from './objects.ts'

test('the same bytes stored many times at once are one object, and nothing is left beside it', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lc-objects-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const objects = fileObjects(folder)
  const bytes = Buffer.alloc(100_000, 7)
  const [key = '', ...others] = await Promise.all(Array.from({ length: 20 }, () => objects.put(bytes)))
  expect(new Set(others)).toEqual(new Set([key]))
  expect(Buffer.from(await objects.get(key)).equals(bytes)).toBe(true)
  expect(readdirSync(path.join(folder, key.slice(0, 2)))).toEqual([key])
})
