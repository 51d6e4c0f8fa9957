import { type Context, inScope, inTx, type Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import type { Policy } from './case.ts'
import * as store from './store.ts'

/** German numbers go to people whose identity and address are known (§ 172 TKG). */
const DEFAULTS: readonly Policy[] = [
  {
    purpose: 'number:DE',
    title: 'Buy a number in Germany',
    requirements: [['passport', 'id_card'], ['utility_bill']],
    validMonths: 24,
  },
]

/** Puts the default policies there where they are absent. */
export const seedPolicies = (context: Context | Tx): Promise<void> =>
  inTx(context, async (tx) => {
    for (const policy of DEFAULTS) await store.insertPolicy(tx, policy)
  })

/** A new reseller needs the same papers from the first day. */
export const seedTenant = (tx: Tx, tenantId: TenantId): Promise<void> => inScope(tx, { tenantId }, (own) => seedPolicies(own))
