import type { Module } from '../../platform/modules.ts'

export const supportModule: Module = { name: 'support' }
