import type { Module } from '../../platform/modules.ts'

export const monitoringModule: Module = { name: 'monitoring' }
