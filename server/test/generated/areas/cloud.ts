import type { Area } from './area.ts'

export const cloud: Area = {}
