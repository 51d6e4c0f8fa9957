import { z } from 'zod'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { operatorContext } from '../../spine/providers/index.ts'
import { watchCredit } from './alerts.ts'
import { openMonths } from './cdr-store.ts'
import { importJob } from './imports.ts'

const Nothing = z.object({}).transform((): Record<string, never> => ({}))

/** Carriers belong to the operator, whoever runs the schedule. */
const credit = defineJob('carriers.watch-credit', Nothing, async (context) => {
  await watchCredit(await operatorContext(context))
})

const months = defineJob('carriers.open-months', Nothing, async (context) => {
  await openMonths(context)
})

export const jobs = [credit, months, importJob]
export const schedules: readonly Schedule[] = [
  { job: credit, everySeconds: 60 },
  { job: months, everySeconds: 21_600 },
]
