import type { Module } from '../../platform/modules.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { planRoutes } from './plan-routes.ts'
import { routes } from './routes.ts'
import { seedPlans } from './seed.ts'
import { supplierRoutes } from './supplier-routes.ts'
import { webhooks } from './webhooks.ts'

export { esimLine } from './line.ts'

export const esimModule: Module = {
  name: 'esim',
  routes: [...routes, ...planRoutes, ...supplierRoutes, ...webhooks],
  handlers,
  jobs,
  schedules,
  seed: seedPlans,
}
