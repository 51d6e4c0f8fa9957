import type { Module } from '../../platform/modules.ts'
import { openMonths } from './cdr-store.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export const carriersModule: Module = { name: 'carriers', routes, jobs, schedules, seed: openMonths }
