import type { Module } from '../../platform/modules.ts'

export const notificationsModule: Module = { name: 'notifications' }
