import type { Module } from '../../platform/modules.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { webhooks } from './webhooks.ts'

export const messagingModule: Module = { name: 'messaging', retention, routes: [...routes, ...webhooks], handlers, jobs, schedules }
