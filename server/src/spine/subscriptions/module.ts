import type { Module } from '../../platform/modules.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'

export const subscriptionsModule: Module = { name: 'subscriptions', handlers, jobs, schedules }
