import { z } from 'zod'
import { createContext } from '../../platform/context.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { rootTenant } from '../../spine/tenants/index.ts'
import { watchCredit } from './alerts.ts'
import { openMonths } from './cdr-store.ts'
import { importJob } from './imports.ts'

const Nothing = z.object({}).transform((): Record<string, never> => ({}))

/** Carriers belong to the operator, whoever runs the schedule. */
const credit = defineJob('carriers.watch-credit', Nothing, async ({ services }) => {
  const operator = await rootTenant(services)
  await watchCredit(createContext(services, { tenantId: operator.id }))
})

const months = defineJob('carriers.open-months', Nothing, async (context) => {
  await openMonths(context)
})

export const jobs = [credit, months, importJob]
export const schedules: readonly Schedule[] = [
  { job: credit, everySeconds: 60 },
  { job: months, everySeconds: 21_600 },
]
