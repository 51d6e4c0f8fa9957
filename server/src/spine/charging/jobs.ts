import { z } from 'zod'
import { systemContext } from '../../platform/context.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { expireAllowances } from './allowances.ts'
import { closeAbandoned } from './service.ts'

const Nothing = z.object({}).transform((): Record<string, never> => ({}))

const watchdog = defineJob('charging.close-abandoned', Nothing, async (context) => {
  await closeAbandoned(systemContext(context.services))
})

const expire = defineJob('charging.expire-allowances', Nothing, async (context) => {
  await expireAllowances(context)
})

export const jobs = [watchdog, expire]

export const schedules: readonly Schedule[] = [
  { job: watchdog, everySeconds: 60 },
  { job: expire, everySeconds: 60 },
]
