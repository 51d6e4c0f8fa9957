import type { Module } from '../../platform/modules.ts'
import { handlers } from './notify.ts'
import { inboxRoutes } from './routes.ts'
import { templateRoutes } from './template-routes.ts'

export { templateLetters } from './letters.ts'

export const notificationsModule: Module = { name: 'notifications', routes: [...inboxRoutes, ...templateRoutes], handlers }
