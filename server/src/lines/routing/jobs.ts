import { z } from 'zod'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { operatorContext } from './decider.ts'
import { closeLost, forgetCalls } from './live.ts'

const Nothing = z.object({}).transform((): Record<string, never> => ({}))

const close = defineJob('routing.close-lost', Nothing, async ({ services }) => closeLost(await operatorContext(services)))
const forget = defineJob('routing.forget-calls', Nothing, async ({ services }) => forgetCalls(await operatorContext(services)))

export const jobs = [close, forget]
export const schedules: readonly Schedule[] = [
  { job: close, everySeconds: 60 },
  { job: forget, everySeconds: 3_600 },
]
