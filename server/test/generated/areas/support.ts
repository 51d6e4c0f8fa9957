import type { Area } from './area.ts'

export const support: Area = {}
