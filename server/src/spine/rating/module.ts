import type { Module } from '../../platform/modules.ts'
import { routes } from './routes.ts'

export const ratingModule: Module = { name: 'rating', routes }
