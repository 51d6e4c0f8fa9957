export type { Account, AccountKind, AccountStatus } from './account.ts'
export { accountCreated } from './events.ts'
export { accountNames, countAccounts, createAccount, findAccount, groupAccount, listAccounts } from './service.ts'
