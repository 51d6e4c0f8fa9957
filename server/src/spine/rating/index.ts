export { affordableSeconds } from './affordable.ts'
export { amountFor, type CallTrace, type RatedCall, rateCall } from './amount.ts'
export { billedSeconds } from './increments.ts'
export { type DurationRounding, type Tariff, tariffOf } from './tariff.ts'
