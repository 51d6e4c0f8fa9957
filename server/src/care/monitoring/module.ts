import { inTx } from '../../platform/context.ts'
import type { Module } from '../../platform/modules.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { seedRules } from './alerts.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'

export const monitoringModule: Module = {
  name: 'monitoring',
  routes,
  handlers,
  jobs,
  schedules,
  retention,
  async seed(context) {
    if ((await currentTenant(context)).kind === 'operator') await inTx(context, seedRules)
  },
}
