import type { Module } from '../../platform/modules.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export const archiveModule: Module = { name: 'archive', routes, handlers, jobs, schedules }
