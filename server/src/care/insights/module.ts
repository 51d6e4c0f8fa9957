import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'

export const insightsModule: Module = { name: 'insights', routes }
