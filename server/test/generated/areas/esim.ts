import type { Area } from './area.ts'

export const esim: Area = {}
