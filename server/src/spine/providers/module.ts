import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'
import { seedProviders } from './seed.ts'

export const providersModule: Module = { name: 'providers', routes, seed: seedProviders }
