import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'
import { selfRoutes } from './self-routes.ts'

export const accessModule: Module = { name: 'access', routes: [...routes, ...selfRoutes] }
