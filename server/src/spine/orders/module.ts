import type { Module } from '../../platform/modules.ts'
import { cardRoutes } from './cards.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export const ordersModule: Module = { name: 'orders', routes: [...routes, ...cardRoutes], jobs, schedules }
