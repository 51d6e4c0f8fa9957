import type { Module } from '../../platform/modules.ts'
import { deskRoutes } from './desk-routes.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export const supportModule: Module = { name: 'support', routes: [...routes, ...deskRoutes], handlers, jobs, schedules }
