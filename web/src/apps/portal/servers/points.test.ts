import { expect, test } from 'vitest'
import { pointsOf } from './points.ts'

const sample = (at: string, cpuPct: number | null) => ({
  at,
  cpuPct,
  memoryBytes: 64 * 1024 * 1024,
  diskReadBytes: 60 * 1024,
  diskWriteBytes: null,
  netRxBytes: 0,
  netTxBytes: 6 * 1024,
})

test('a step that was not measured is a gap, which is not nothing', () => {
  const points = pointsOf({
    stepSeconds: 60,
    items: [sample('2026-01-01T00:00:00Z', 12.34), sample('2026-01-01T00:03:00Z', null)],
  })
  expect(points.map(({ cpu }) => cpu)).toEqual([12.3, null, null, null])
  expect(points.map(({ rx }) => rx)).toEqual([0, null, null, 0])
  expect(points[0]).toMatchObject({ memory: 64, read: 1, write: null, tx: 0.1 })
})

test('nothing measured is nothing drawn', () => {
  expect(pointsOf({ stepSeconds: 60, items: [] })).toEqual([])
})
