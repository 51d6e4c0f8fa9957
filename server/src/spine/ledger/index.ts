export { errors as ledgerErrors } from './errors.ts'
export { holdExpired } from './events.ts'
export { checkInvariants } from './invariants.ts'
export { PostingLane } from './lane.ts'
export type { Operation, Receipt } from './operation.ts'
export {
  capture,
  chargeNow,
  explainEntry,
  findWallet,
  hold,
  listHolds,
  openWallet,
  post,
  postNow,
  release,
  trialBalance,
} from './service.ts'
export type { Entry, EntryId, EntryKind, Hold, HoldId, Wallet, WalletId } from './wallet.ts'
