import { type Handler, on } from '../../platform/events.ts'
import { allowanceGranted } from '../../spine/charging/index.ts'
import { walletAdjusted } from '../../spine/ledger/index.ts'
import { paymentCompleted } from '../../spine/payments/index.ts'
import { resumeWaiting } from './service.ts'

export const handlers: readonly Handler[] = [
  on(allowanceGranted, 'esim.resume-granted', async (tx, { accountId, payload }) => {
    if (accountId && payload.unit === 'bytes') await resumeWaiting(tx, accountId)
  }),
  on(paymentCompleted, 'esim.resume-paid', (tx, { payload }) => resumeWaiting(tx, payload.accountId)),
  on(walletAdjusted, 'esim.resume-adjusted', async (tx, { accountId }) => {
    if (accountId) await resumeWaiting(tx, accountId)
  }),
]
