import type { Module } from '../../platform/modules.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { seedProviders } from './seed.ts'

export const providersModule: Module = { name: 'providers', retention, routes, seed: seedProviders }
