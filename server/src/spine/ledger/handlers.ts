import { type Handler, on } from '../../platform/events.ts'
import { accountCreated, findAccount } from '../accounts/index.ts'
import { openWallet } from './service.ts'

export const handlers: readonly Handler[] = [
  on(accountCreated, 'ledger.open-wallet', async (tx, event) => {
    const { id: accountId, currency } = await findAccount(tx, event.payload.accountId)
    await openWallet(tx, { accountId, currency })
  }),
]
