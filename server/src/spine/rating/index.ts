export type { DurationRounding, Tariff } from './tariff.ts'
