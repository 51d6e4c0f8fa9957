import type { Area } from './area.ts'

export const monitoring: Area = {}
