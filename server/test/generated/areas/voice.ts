import type { Area } from './area.ts'

export const voice: Area = {}
