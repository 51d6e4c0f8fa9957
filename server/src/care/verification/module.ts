import type { Module } from '../../platform/modules.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { routes } from './routes.ts'
import { seedPolicies } from './seed.ts'

export { verificationGate } from './gate.ts'

export const verificationModule: Module = { name: 'verification', routes, handlers, jobs, schedules, seed: seedPolicies }
