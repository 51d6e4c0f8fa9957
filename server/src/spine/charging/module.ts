import type { Module } from '../../platform/modules.ts'

export const chargingModule: Module = { name: 'charging' }
