import { insightsModule } from '../care/insights/module.ts'
import { messagingModule } from '../lines/messaging/module.ts'
import { numbersLine, numbersModule } from '../lines/numbers/module.ts'
import { deliverMail } from '../platform/mail.ts'
import type { Module } from '../platform/modules.ts'
import { accessModule } from '../spine/access/module.ts'
import { accountsModule } from '../spine/accounts/module.ts'
import { catalogModule } from '../spine/catalog/module.ts'
import { ledgerModule } from '../spine/ledger/module.ts'
import type { Line } from '../spine/orders/line.ts'
import { ordersModule } from '../spine/orders/module.ts'
import { paymentsModule } from '../spine/payments/module.ts'
import { pricingModule } from '../spine/pricing/module.ts'
import { providersModule } from '../spine/providers/module.ts'
import { subscriptionsModule } from '../spine/subscriptions/module.ts'
import { tenantsModule } from '../spine/tenants/module.ts'

const platformModule: Module = { name: 'platform', jobs: [deliverMail] }

/** Every module of this installation; a new one is one line here. */
export const modules: readonly Module[] = [
  platformModule,
  tenantsModule,
  accountsModule,
  ledgerModule,
  accessModule,
  providersModule,
  catalogModule,
  pricingModule,
  ordersModule,
  subscriptionsModule,
  paymentsModule,
  numbersModule,
  messagingModule,
  insightsModule,
]

/** Every line that can be ordered; a new one is one line here. */
export const lines: readonly Line[] = [numbersLine]
