import type { Module } from '../../platform/modules.ts'

export const voiceModule: Module = { name: 'voice' }
