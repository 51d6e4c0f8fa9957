import type { Area } from './area.ts'

export const archive: Area = {}
