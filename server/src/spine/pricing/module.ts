import type { Module } from '../../platform/modules.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { seedPrices } from './seed.ts'

export const pricingModule: Module = { name: 'pricing', retention, routes, seed: seedPrices }
