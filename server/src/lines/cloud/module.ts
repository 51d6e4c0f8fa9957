import type { Module } from '../../platform/modules.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { productRoutes } from './product-routes.ts'
import { routes } from './routes.ts'
import { seedCloud } from './seed.ts'

export { cloudLine } from './line.ts'

export const cloudModule: Module = { name: 'cloud', routes: [...productRoutes, ...routes], handlers, jobs, schedules, seed: seedCloud }
