import { z } from 'zod'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { recordCheck } from './invariants.ts'
import { expireHolds } from './service.ts'

const Nothing = z.object({}).transform((): Record<string, never> => ({}))

const expireHoldsJob = defineJob('ledger.expire-holds', Nothing, async (context) => {
  await expireHolds(context)
})

const checkInvariantsJob = defineJob('ledger.check-invariants', Nothing, async (context) => {
  // After hours without a worker, holds whose time is over wait for the other job: that is no broken law.
  await expireHolds(context)
  await recordCheck(context)
})

export const jobs = [expireHoldsJob, checkInvariantsJob]

export const schedules: readonly Schedule[] = [
  { job: expireHoldsJob, everySeconds: 60 },
  { job: checkInvariantsJob, everySeconds: 3_600 },
]
