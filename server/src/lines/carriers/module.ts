import type { Module } from '../../platform/modules.ts'

export const carriersModule: Module = { name: 'carriers' }
