import type { Module } from '../../platform/modules.ts'

export const esimModule: Module = { name: 'esim' }
