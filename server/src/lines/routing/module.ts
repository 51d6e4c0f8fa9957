import type { Module } from '../../platform/modules.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export const routingModule: Module = { name: 'routing', routes, jobs, schedules }
