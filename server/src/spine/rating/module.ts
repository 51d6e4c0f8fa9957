import type { Module } from '../../platform/modules.ts'

export const ratingModule: Module = { name: 'rating' }
