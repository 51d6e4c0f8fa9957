import { archiveModule } from '../care/archive/module.ts'
import { insightsModule } from '../care/insights/module.ts'
import { monitoringModule } from '../care/monitoring/module.ts'
import { notificationsModule } from '../care/notifications/module.ts'
import { supportModule } from '../care/support/module.ts'
import { verificationGate, verificationModule } from '../care/verification/module.ts'
import { carriersModule } from '../lines/carriers/module.ts'
import { cloudLine, cloudModule } from '../lines/cloud/module.ts'
import { esimLine, esimModule } from '../lines/esim/module.ts'
import { messagingModule } from '../lines/messaging/module.ts'
import { numbersLine, numbersModule } from '../lines/numbers/module.ts'
import { packagesLine, packagesModule } from '../lines/packages/module.ts'
import { routingModule } from '../lines/routing/module.ts'
import { voiceModule } from '../lines/voice/module.ts'
import { deliverMail } from '../platform/mail.ts'
import type { Module } from '../platform/modules.ts'
import { platformRetention } from '../platform/retention.ts'
import { accessModule } from '../spine/access/module.ts'
import { accountsModule } from '../spine/accounts/module.ts'
import { catalogModule } from '../spine/catalog/module.ts'
import { chargingModule } from '../spine/charging/module.ts'
import { ledgerModule } from '../spine/ledger/module.ts'
import type { Gate, Line } from '../spine/orders/line.ts'
import { ordersModule } from '../spine/orders/module.ts'
import { paymentsModule } from '../spine/payments/module.ts'
import { pricingModule } from '../spine/pricing/module.ts'
import { providersModule } from '../spine/providers/module.ts'
import { ratingModule } from '../spine/rating/module.ts'
import { subscriptionsModule } from '../spine/subscriptions/module.ts'
import { tenantsModule } from '../spine/tenants/module.ts'

const platformModule: Module = { name: 'platform', jobs: [deliverMail], retention: platformRetention }

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
  ratingModule,
  chargingModule,
  ordersModule,
  subscriptionsModule,
  paymentsModule,
  numbersModule,
  messagingModule,
  voiceModule,
  esimModule,
  cloudModule,
  packagesModule,
  carriersModule,
  routingModule,
  verificationModule,
  supportModule,
  notificationsModule,
  insightsModule,
  monitoringModule,
  archiveModule,
]

/** Every line that can be ordered; a new one is one line here. */
export const lines: readonly Line[] = [numbersLine, esimLine, cloudLine, packagesLine]

/** What must be true before anybody delivers; a new one is one line here. */
export const gates: readonly Gate[] = [verificationGate]
