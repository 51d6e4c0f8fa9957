import type { Module } from '../../platform/modules.ts'

export const archiveModule: Module = { name: 'archive' }
