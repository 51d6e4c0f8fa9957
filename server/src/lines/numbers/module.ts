import type { Module } from '../../platform/modules.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'

export { numbersLine } from './line.ts'

export const numbersModule: Module = { name: 'numbers', routes, jobs, schedules }
