import type { Area } from './area.ts'

export const packages: Area = {}
