import type { Module } from '../../platform/modules.ts'
import { callRoutes } from './call-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { handlers } from './handlers.ts'
import { jobs, schedules } from './jobs.ts'
import { ruleRoutes } from './rule-routes.ts'
import { voicemailRoutes } from './voicemail-routes.ts'

export const voiceModule: Module = {
  name: 'voice',
  routes: [...deviceRoutes, ...ruleRoutes, ...callRoutes, ...voicemailRoutes],
  handlers,
  jobs,
  schedules,
}
