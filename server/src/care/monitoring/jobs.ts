import { z } from 'zod'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { operatorContext } from '../../spine/providers/index.ts'
import { evaluateAlerts } from './alerts.ts'
import { collect } from './collect.ts'
import { probeIntegrations } from './probe.ts'

const nothing = z.object({})
const once = { attempts: 1 } as const

export const collectMetrics = defineJob('monitoring.collect', nothing, async (context) => collect(await operatorContext(context)), once)
export const evaluate = defineJob('monitoring.evaluate', nothing, async (context) => evaluateAlerts(await operatorContext(context)), once)
export const probe = defineJob('monitoring.probe', nothing, async (context) => probeIntegrations(await operatorContext(context)), once)

export const jobs = [collectMetrics, evaluate, probe]
export const schedules: readonly Schedule[] = jobs.map((job) => ({ job, everySeconds: 60 }))
