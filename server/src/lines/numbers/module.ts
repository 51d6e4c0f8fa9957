import type { Module } from '../../platform/modules.ts'
import { jobs, schedules } from './jobs.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'

export { numbersLine } from './line.ts'

export const numbersModule: Module = { name: 'numbers', retention, routes, jobs, schedules }
