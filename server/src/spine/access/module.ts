import type { Module } from '../../platform/modules.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { selfRoutes } from './self-routes.ts'

export const accessModule: Module = { name: 'access', retention, routes: [...routes, ...selfRoutes] }
