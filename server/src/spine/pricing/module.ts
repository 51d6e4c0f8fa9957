import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'
import { seedPrices } from './seed.ts'

export const pricingModule: Module = { name: 'pricing', routes, seed: seedPrices }
