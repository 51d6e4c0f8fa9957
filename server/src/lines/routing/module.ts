import type { Module } from '../../platform/modules.ts'

export const routingModule: Module = { name: 'routing' }
