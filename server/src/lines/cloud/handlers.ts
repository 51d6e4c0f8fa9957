import { type Handler, on } from '../../platform/events.ts'
import { installationSetUp } from '../../spine/access/index.ts'
import { walletAdjusted } from '../../spine/ledger/index.ts'
import { paymentCompleted } from '../../spine/payments/index.ts'
import { priceSizes } from './seed.ts'
import { resumePaid } from './service.ts'

export const handlers: readonly Handler[] = [
  on(installationSetUp, 'cloud.price-sizes', (tx) => priceSizes(tx)),
  on(paymentCompleted, 'cloud.resume-paid', (tx, { payload }) => resumePaid(tx, payload.accountId)),
  on(walletAdjusted, 'cloud.resume-adjusted', async (tx, { accountId }) => {
    if (accountId) await resumePaid(tx, accountId)
  }),
]
