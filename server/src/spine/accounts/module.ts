import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'

export const accountsModule: Module = { name: 'accounts', routes }
