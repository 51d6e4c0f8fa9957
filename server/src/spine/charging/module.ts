import type { Module } from '../../platform/modules.ts'
import { jobs, schedules } from './jobs.ts'

export const chargingModule: Module = { name: 'charging', jobs, schedules }
