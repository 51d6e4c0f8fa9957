import type { Module } from '../../platform/modules.ts'

export const cloudModule: Module = { name: 'cloud' }
