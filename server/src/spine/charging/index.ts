export type { Bucket, BucketId, Split, Unit } from './allowance.ts'
export {
  endAllowances,
  grantAllowances,
  listAllowances,
  type NewAllowance,
  reserveAllowance,
  returnAllowance,
  useAllowance,
} from './allowances.ts'
export { errors as chargingErrors } from './errors.ts'
export { allowanceThresholdReached } from './events.ts'
export { SessionLane } from './lane.ts'
export { authorize, extend, settle } from './service.ts'
export { type Authorization, type Ending, type Grant, type SessionCost, SessionId, type Settlement } from './session.ts'
