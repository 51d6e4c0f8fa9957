import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'

export const tenantsModule: Module = { name: 'tenants', routes }
