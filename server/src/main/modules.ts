import { deliverMail } from '../platform/mail.ts'
import type { Module } from '../platform/modules.ts'
import { accessModule } from '../spine/access/module.ts'
import { accountsModule } from '../spine/accounts/module.ts'
import { catalogModule } from '../spine/catalog/module.ts'
import { ledgerModule } from '../spine/ledger/module.ts'
import type { Line } from '../spine/orders/line.ts'
import { pricingModule } from '../spine/pricing/module.ts'
import { tenantsModule } from '../spine/tenants/module.ts'

const platformModule: Module = { name: 'platform', jobs: [deliverMail] }

/** Every module of this installation; a new one is one line here. */
export const modules: readonly Module[] = [
  platformModule,
  tenantsModule,
  accountsModule,
  ledgerModule,
  accessModule,
  catalogModule,
  pricingModule,
]

/** Every line that can be ordered; a new one is one line here. */
export const lines: readonly Line[] = []
