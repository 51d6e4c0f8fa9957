import type { Area } from './area.ts'

export const notifications: Area = {}
