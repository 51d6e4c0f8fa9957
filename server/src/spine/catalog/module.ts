import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'
import { seedOfferings } from './service.ts'

export const catalogModule: Module = { name: 'catalog', routes, seed: seedOfferings }
