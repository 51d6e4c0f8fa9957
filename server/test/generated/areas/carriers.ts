import type { Area } from './area.ts'

export const carriers: Area = {}
