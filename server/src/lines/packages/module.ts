import type { Module } from '../../platform/modules.ts'

export const packagesModule: Module = { name: 'packages' }
