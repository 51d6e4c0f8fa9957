export type { Bucket, BucketId, Split, Unit } from './allowance.ts'
export {
  allowanceLeft,
  endAllowances,
  grantAllowances,
  listAllowances,
  type NewAllowance,
  reserveAllowance,
  returnAllowance,
} from './allowances.ts'
export { type BatchUse, meterBatch, type UsageBatch } from './batch.ts'
export { checkUsage } from './check.ts'
export { allowanceGranted } from './events.ts'
export { SessionLane } from './lane.ts'
export { type Metering, meter, recordUsage, type Use } from './meter.ts'
export { meterPast } from './past.ts'
export { dataText, GB, MB } from './quantity.ts'
export { authorize, extend, settle } from './service.ts'
export { type Authorization, type Ending, type Grant, type SessionCost, SessionId, type Settlement } from './session.ts'
export type { UsageId, UsageRecord } from './usage.ts'
