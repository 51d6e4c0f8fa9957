import type { Module } from '../../platform/modules.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export const chargingModule: Module = { name: 'charging', routes, jobs, schedules }
