export * as arrays from './arrays.ts'
export type { Row } from './batch.ts'
export { bundle, type Run } from './bundle.ts'
export { errors as ledgerErrors } from './errors.ts'
export { holdExpired, walletAdjusted } from './events.ts'
export { checkInvariants, lastCheck } from './invariants.ts'
export { lanePool, PostingLane } from './lane.ts'
export { type Answer, type Operation, type Receipt, type Refusal, refusalError } from './operation.ts'
export { BatchQueue, type Waiting } from './queue.ts'
export { type DailyFlow, dailyFlows, trialBalance } from './reports.ts'
export { capture, chargeNow, findWallet, hold, listHolds, openWallet, post, postEach, release, setCreditLimit } from './service.ts'
export {
  available,
  type Entry,
  type EntryId,
  type EntryKind,
  type Hold,
  type HoldId,
  type Subject,
  type Wallet,
  type WalletId,
} from './wallet.ts'
