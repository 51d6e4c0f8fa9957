import { expect, test } from 'vitest'
import { backupsToKeep, type KeptBackup, walToKeep } from './kept.ts'

const hex = (place: number) => place.toString(16).toUpperCase().padStart(16, '0')
const wal = (place: number) => `00000001${hex(place)}`
const dayBefore = (days: number): Date => new Date(Date.UTC(2026, 10, 21, 2) - days * 86_400_000)

/** One a day, each beginning ten segments after the one before. */
const daily = (count: number): KeptBackup[] =>
  Array.from({ length: count }, (_, days) => ({
    id: `backup-${days}`,
    startedAt: dayBefore(days),
    firstWal: wal((count - days) * 10),
    lastWal: wal((count - days) * 10 + 1),
  }))

test('story 55: of 400 daily backups 30 daily and 12 monthly remain', () => {
  const kept = backupsToKeep(daily(400))
  expect(kept).toHaveLength(42)
  expect(kept.slice(0, 30).map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, days) => `backup-${days}`))
  const months = kept.slice(30).map(({ startedAt }) => startedAt.toISOString().slice(0, 10))
  expect(months[0]).toBe('2026-10-01')
  expect(months.at(-1)).toBe('2025-11-01')
  expect(new Set(months.map((day) => day.slice(0, 7))).size).toBe(12)
})

test('pruning again takes nothing more', () => {
  const kept = backupsToKeep(daily(400))
  expect(backupsToKeep(kept)).toEqual(kept)
})

test('of several backups of one day the newest is kept', () => {
  const morning = { id: 'morning', startedAt: new Date('2026-11-20T02:00:00Z') }
  const evening = { id: 'evening', startedAt: new Date('2026-11-20T20:00:00Z') }
  const later = Array.from({ length: 40 }, (_, days) => ({ id: `day-${days}`, startedAt: new Date(Date.UTC(2026, 10, 21 + days, 2)) }))
  expect(backupsToKeep([morning, evening]).map(({ id }) => id)).toContain('evening')
  expect(backupsToKeep([morning, evening, ...later]).filter(({ id }) => id === 'morning' || id === 'evening')).toHaveLength(1)
})

test('the log is kept since the oldest daily backup, and of older ones only what makes each whole', () => {
  const kept = backupsToKeep(daily(400))
  const files = Array.from({ length: 4_100 }, (_, place) => wal(place))
  const needed = new Set(walToKeep(files, kept))
  const oldestDaily = (400 - 29) * 10
  expect([...needed].filter((file) => file >= wal(oldestDaily))).toHaveLength(4_100 - oldestDaily)
  expect([...needed].filter((file) => file < wal(oldestDaily))).toHaveLength(12 * 2)
})

test('without any backup no log is needed', () => {
  expect(walToKeep([wal(1)], [])).toEqual([])
})
