import type { Module } from '../../platform/modules.ts'

export const verificationModule: Module = { name: 'verification' }
