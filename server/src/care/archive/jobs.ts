import { z } from 'zod'
import { days, hours, later } from '../../platform/clock.ts'
import { DomainError } from '../../platform/errors.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { operatorContext } from '../../spine/providers/index.ts'
import { makeBackup } from './backup.ts'
import * as backups from './backup-store.ts'
import { errors } from './errors.ts'
import { testRestore } from './restore-test.ts'
import { runRetention } from './retention.ts'
import * as retention from './retention-store.ts'
import { shipHandedOut } from './wal.ts'

const BACKUP_HOUR = 2
const RETENTION_HOUR = 3
const TEST_EVERY_DAYS = 28
const nothing = z.object({})

/** The last time a daily hour came round, in UTC. */
function lastAt(hour: number, now: Date): Date {
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour))
  return today <= now ? today : later(today, -days(1))
}

/** One was begun by hand a moment ago: that one counts. */
const unlessRunning = (error: unknown): void => {
  if (!(error instanceof DomainError) || error.code !== errors.backupRunning.code) throw error
}

/** At 02:00 UTC, or as soon as the machine is on again. A failure is tried again within the hour, and is an alert at once. */
export const backUpDaily = defineJob(
  'archive.back-up',
  nothing,
  async (context) => {
    const operator = await operatorContext(context)
    if (!operator.services.embedded) return
    const latest = await backups.findLatest(operator, 'done')
    if (latest && latest.startedAt >= lastAt(BACKUP_HOUR, operator.now())) return
    await makeBackup(operator).catch(unlessRunning)
  },
  { attempts: 1 },
)

/** Every minute what the server has handed out of its log is put away. */
export const shipLog = defineJob(
  'archive.ship-log',
  nothing,
  async (context) => {
    const { embedded } = context.services
    if (embedded) await shipHandedOut(context, embedded)
  },
  { attempts: 1 },
)

/** Every four weeks a backup is restored and the ledger's laws are proven on the copy. */
export const testRestoreMonthly = defineJob(
  'archive.test-restore',
  nothing,
  async (context) => {
    const operator = await operatorContext(context)
    if (!operator.services.embedded || !(await backups.findLatest(operator, 'done'))) return
    const last = await backups.findLastTest(operator)
    if (last && last.testedAt > later(operator.now(), -days(TEST_EVERY_DAYS))) return
    await testRestore(operator)
  },
  { attempts: 1 },
)

/** At 03:00 UTC everything whose time is over goes (W40). */
export const forgetDaily = defineJob('archive.forget', nothing, async (context) => {
  const operator = await operatorContext(context)
  const { items } = await retention.listRuns(operator, { limit: 1 })
  if (items[0] && items[0].ranAt >= lastAt(RETENTION_HOUR, operator.now())) return
  await runRetention(operator)
})

/** What a person asked for; the work may take longer than a request. */
export const backUpNow = defineJob(
  'archive.back-up-now',
  nothing,
  async (context) => void (await makeBackup(context).catch(unlessRunning)),
  {
    attempts: 1,
  },
)
export const testRestoreNow = defineJob('archive.test-restore-now', nothing, async (context) => void (await testRestore(context)), {
  attempts: 1,
})

export const jobs = [backUpNow, testRestoreNow, backUpDaily, shipLog, testRestoreMonthly, forgetDaily]

const HOUR = hours(1) / 1_000
export const schedules: readonly Schedule[] = [
  { job: backUpDaily, everySeconds: HOUR },
  { job: shipLog, everySeconds: 60 },
  { job: testRestoreMonthly, everySeconds: 24 * HOUR },
  { job: forgetDaily, everySeconds: HOUR },
]
