import { z } from 'zod'
import { type Context, createContext } from '../../platform/context.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { rootTenant } from '../../spine/tenants/index.ts'
import { evaluateAlerts } from './alerts.ts'
import { collect } from './collect.ts'
import { probeIntegrations } from './probe.ts'

/** The machine is the operator's to watch. */
async function operatorOf(context: Context): Promise<Context> {
  const { id: tenantId } = await rootTenant(context.services)
  return createContext(context.services, { tenantId, requestId: context.requestId, log: context.log })
}

const nothing = z.object({})
const once = { attempts: 1 } as const

export const collectMetrics = defineJob('monitoring.collect', nothing, async (context) => collect(await operatorOf(context)), once)
export const evaluate = defineJob('monitoring.evaluate', nothing, async (context) => evaluateAlerts(await operatorOf(context)), once)
export const probe = defineJob('monitoring.probe', nothing, async (context) => probeIntegrations(await operatorOf(context)), once)

export const jobs = [collectMetrics, evaluate, probe]
export const schedules: readonly Schedule[] = jobs.map((job) => ({ job, everySeconds: 60 }))
