import type { Area } from './area.ts'

export const charging: Area = {}
