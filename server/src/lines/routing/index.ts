export { isFromCarrier, operatorContext, trunkCalls } from './decider.ts'
export { attendTrunkCalls } from './live.ts'
export { reportTrunkCall } from './report.ts'
