import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'
import { seedPackages } from './seed.ts'

export { packagesLine } from './line.ts'

export const packagesModule: Module = { name: 'packages', routes, seed: seedPackages }
