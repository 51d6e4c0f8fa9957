import { v5 } from 'uuid'
import { expect, test } from 'vitest'
import { derivedId, newId, newIds } from './ids.ts'

test('a derived id is the version 5 UUID of its name, as every other implementation makes it', () => {
  for (const name of ['', 'session-charge', 'Zürich 数', 'x'.repeat(1_000)]) {
    expect(derivedId(name, '7')).toBe(v5(`${name}/7`, 'b9a35d1e-6a7f-5c0e-9d2b-1f4c7e8a0d31'))
  }
})

test('ids sort by the moment they were made, one by one and many at once', () => {
  const ids = [newId(), ...newIds(1_000)]
  expect(new Set(ids).size).toBe(1_001)
  expect(ids.slice(1).toSorted()).toEqual(ids.slice(1))
})
