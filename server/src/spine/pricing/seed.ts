import { type Context, inTx } from '../../platform/context.ts'
import { derivedId } from '../../platform/ids.ts'
import { parseDecimal, rate } from '../../platform/money.ts'
import { currentTenant } from '../tenants/index.ts'
import type { BasePriceId } from './price.ts'
import * as store from './store.ts'

const VENDOR = 'twilio'

/** Before anything that can be sold, so that a test or an import of old history finds them valid. */
const ALWAYS = new Date('2000-01-01T00:00:00Z')

const BASE_PRICES: readonly (readonly [service: string, country: string | null, usd: string])[] = [
  ['number_purchase', null, '0'],
  ['number_monthly', 'US', '1.15'],
  ['number_monthly', 'GB', '1.15'],
  ['number_monthly', 'DE', '1.50'],
  ['number_monthly', 'FR', '1.15'],
  ['number_monthly', 'CA', '1.15'],
  ['sms', 'US', '0.0079'],
  ['sms', 'GB', '0.04'],
  ['sms', 'DE', '0.075'],
  ['sms', 'FR', '0.065'],
  ['sms', 'CA', '0.0075'],
  ['sms', null, '0.05'],
  ['voice', 'US', '0.014'],
  ['voice', 'GB', '0.016'],
  ['voice', 'DE', '0.02'],
  ['voice', 'FR', '0.018'],
  ['voice', 'CA', '0.014'],
]

const MARKUPS: readonly (readonly [service: string, percentage: string])[] = [
  ['number_purchase', '60'],
  ['number_monthly', '60'],
  ['sms', '50'],
  ['voice', '50'],
]

/** Prices with which a fresh operator can sell. What was ended or replaced since stays so (story 60); resellers start at their parent's prices. */
export async function seedPrices(context: Context): Promise<void> {
  const tenant = await currentTenant(context)
  if (tenant.parentId) return
  await inTx(context, async (tx) => {
    const common = { validFrom: ALWAYS, validTo: null, createdAt: tx.now() }
    for (const [service, country, usd] of BASE_PRICES) {
      const id = derivedId<BasePriceId>(tenant.id, 'base-price', service, country ?? 'any', VENDOR)
      await store.insertBasePrice(tx, { ...common, id, service, country, vendor: VENDOR, offeringId: null, rate: rate('USD', usd) })
    }
    for (const [service, percentage] of MARKUPS) {
      await store.insertRule(tx, {
        ...common,
        id: derivedId(tenant.id, 'price-rule', service),
        accountId: null,
        group: null,
        service,
        country: null,
        vendor: null,
        offeringId: null,
        increments: null,
        kind: 'markup_percentage',
        valueE8: parseDecimal(percentage, 8),
        minChargeE8: null,
        currency: null,
        belowFloorReason: null,
      })
    }
  })
}
