import { z } from 'zod'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { operatorContext } from '../../spine/providers/index.ts'
import { closeLost, forgetCalls } from './live.ts'

const Nothing = z.object({}).transform((): Record<string, never> => ({}))

const close = defineJob('routing.close-lost', Nothing, async (context) => closeLost(await operatorContext(context)))
const forget = defineJob('routing.forget-calls', Nothing, async (context) => forgetCalls(await operatorContext(context)))

export const jobs = [close, forget]
export const schedules: readonly Schedule[] = [
  { job: close, everySeconds: 60 },
  { job: forget, everySeconds: 3_600 },
]
