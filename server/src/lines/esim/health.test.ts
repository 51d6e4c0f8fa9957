import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { money, rate } from '../../platform/money.ts'
import { GB } from '../../spine/charging/index.ts'
import { afterFailure, afterSuccess, unknownHealth } from './health.ts'
import { costFrom, drawn, holds, type Pool } from './pools.ts'

const NOW = new Date('2026-05-01T00:00:00Z')
const fresh = unknownHealth(newId(), NOW)

test('three failures in a row take a supplier out, a success in between begins the count anew', () => {
  const two = afterFailure(afterFailure(fresh, NOW, 'x'), NOW, 'x')
  expect(two.state).toBe('up')
  expect(afterFailure(two, NOW, 'why')).toMatchObject({ state: 'down', reason: 'why', since: NOW })
  expect(afterFailure(afterSuccess(two, NOW), NOW, 'x')).toMatchObject({ state: 'up', failures: 1 })
  expect(afterFailure(fresh, NOW, 'no money', true).state).toBe('down')
})

test('three successes in a row bring it back, a failure in between begins the count anew', () => {
  const down = afterFailure(fresh, NOW, 'x', true)
  const two = afterSuccess(afterSuccess(down, NOW), NOW)
  expect(two.state).toBe('down')
  expect(afterSuccess(two, NOW)).toEqual({ ...fresh, since: NOW })
  expect(afterSuccess(afterFailure(two, NOW, 'again'), NOW)).toMatchObject({ state: 'down', successes: 1 })
})

test('whatever happens, a supplier changes only after three of a kind in a row', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (experiences) => {
      let health = fresh
      experiences.forEach((worked, at) => {
        const after = worked ? afterSuccess(health, NOW) : afterFailure(health, NOW, 'x')
        const lastThree = experiences.slice(at - 2, at + 1)
        if (after.state !== health.state) expect(lastThree).toEqual([worked, worked, worked])
        health = after
      })
    }),
  )
})

const pool: Pool = { id: newId(), providerId: newId(), totalBytes: 100n * GB, leftBytes: 100n * GB, perGb: rate('USD', '2.00'), low: false }

test('5 GB of a pool at 2.00 a gigabyte cost 10.00 and leave 95 GB', () => {
  expect(costFrom(pool, 5n * GB)).toEqual(money('USD', '10.00'))
  expect(drawn(pool, 5n * GB)).toMatchObject({ leftBytes: 95n * GB, low: false })
})

test('a pool is low below a tenth, and what it cannot hold is not drawn from it', () => {
  expect(drawn(pool, 90n * GB).low).toBe(false)
  expect(drawn(pool, 90n * GB + 1n).low).toBe(true)
  expect(holds({ ...pool, leftBytes: 5n * GB }, 5n * GB)).toBe(true)
  expect(holds({ ...pool, leftBytes: 5n * GB - 1n }, 5n * GB)).toBe(false)
})
