import type { Area } from './area.ts'

export const verification: Area = {}
