import type { Area } from './area.ts'

export const rating: Area = {}
