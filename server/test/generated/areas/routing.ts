import type { Area } from './area.ts'

export const routing: Area = {}
