import { type Context, inTx } from '../../platform/context.ts'
import { derivedId } from '../../platform/ids.ts'
import { money } from '../../platform/money.ts'
import { listOfferings } from '../../spine/catalog/index.ts'
import { GB } from '../../spine/charging/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import type { PlanId } from './plan.ts'
import { createPlan, publishPlan } from './plans.ts'

const EUROPE = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE CH GB'.split(' ')
const WORLD = [...EUROPE, ...'US CA MX BR AR CL AU NZ JP KR SG TH ID MY VN TR AE ZA EG MA IL'.split(' ')]
const FULL_SPEED = 'Full speed, 4G and 5G where there is 5G'
const DAILY = 'Full speed for 2 GB a day, then 1 Mbit/s'

type Seed = {
  readonly slug: string
  readonly name: string
  readonly countries: readonly string[]
  readonly gigabytes: bigint | null
  readonly days: number
  readonly price: string
  /** Package code and cost at each supplier, the first one to be asked in front. */
  readonly offers: readonly (readonly [vendor: string, code: string, cost: string])[]
}

const SEEDS: readonly Seed[] = [
  {
    slug: 'esim-germany-1gb',
    name: 'Germany 1 GB',
    countries: ['DE'],
    gigabytes: 1n,
    days: 7,
    price: '4.50',
    offers: [
      ['telna', '1001', '1.80'],
      ['esimaccess', 'DE-1-7', '1.60'],
    ],
  },
  {
    slug: 'esim-uk-3gb',
    name: 'United Kingdom 3 GB',
    countries: ['GB'],
    gigabytes: 3n,
    days: 30,
    price: '8.00',
    offers: [
      ['telna', '1002', '3.60'],
      ['esimaccess', 'GB-3-30', '3.20'],
    ],
  },
  {
    slug: 'esim-europe-5gb',
    name: 'Europe 5 GB',
    countries: EUROPE,
    gigabytes: 5n,
    days: 30,
    price: '20.00',
    offers: [
      ['telna', '1003', '9.00'],
      ['esimaccess', 'EU-5-30', '8.20'],
    ],
  },
  {
    slug: 'esim-europe-20gb',
    name: 'Europe 20 GB',
    countries: EUROPE,
    gigabytes: 20n,
    days: 30,
    price: '36.00',
    offers: [
      ['telna', '1004', '19.00'],
      ['esimaccess', 'EU-20-30', '17.50'],
    ],
  },
  {
    slug: 'esim-usa-3gb',
    name: 'United States 3 GB',
    countries: ['US'],
    gigabytes: 3n,
    days: 30,
    price: '9.00',
    offers: [
      ['telna', '1005', '4.20'],
      ['esimaccess', 'US-3-30', '3.90'],
    ],
  },
  {
    slug: 'esim-usa-10gb',
    name: 'United States 10 GB',
    countries: ['US'],
    gigabytes: 10n,
    days: 30,
    price: '22.00',
    offers: [
      ['telna', '1006', '11.00'],
      ['esimaccess', 'US-10-30', '10.40'],
    ],
  },
  {
    slug: 'esim-japan-5gb',
    name: 'Japan 5 GB',
    countries: ['JP'],
    gigabytes: 5n,
    days: 15,
    price: '13.00',
    offers: [
      ['esimaccess', 'JP-5-15', '5.90'],
      ['telna', '1007', '6.30'],
    ],
  },
  {
    slug: 'esim-world-3gb',
    name: 'World 3 GB',
    countries: WORLD,
    gigabytes: 3n,
    days: 30,
    price: '24.00',
    offers: [
      ['telna', '1008', '12.00'],
      ['esimaccess', 'GL-3-30', '11.60'],
    ],
  },
  {
    slug: 'esim-europe-unlimited',
    name: 'Europe unlimited',
    countries: EUROPE,
    gigabytes: null,
    days: 10,
    price: '34.00',
    offers: [['esimaccess', 'EU-UL-10', '19.50']],
  },
]

/** Before anything that can be sold, as the other seeded prices. */
const ALWAYS = new Date('2000-01-01T00:00:00Z')

/** A few believable plans of the operator's; what was changed, archived or made under the same short name since stays so (story 60). */
export async function seedPlans(context: Context): Promise<void> {
  const tenant = await currentTenant(context)
  if (tenant.kind !== 'operator') return
  const { items } = await listOfferings(context, { kind: 'esim', limit: 1 })
  if (items.length > 0) return
  await inTx(context, async (tx) => {
    for (const seed of SEEDS) {
      const dataBytes = seed.gigabytes === null ? null : seed.gigabytes * GB
      const plan = await createPlan(tx, {
        id: derivedId<PlanId>(tenant.id, 'esim-plan', seed.slug),
        slug: seed.slug,
        name: seed.name,
        description: seed.countries.length === 1 ? '' : `One eSIM for ${seed.countries.length} countries.`,
        dataBytes,
        voiceMinutes: null,
        smsCount: null,
        validityDays: seed.days,
        validity: 'first_use',
        countries: seed.countries,
        speed: seed.gigabytes === null ? DAILY : FULL_SPEED,
        price: money('USD', seed.price),
        validFrom: ALWAYS,
        offers: seed.offers.map(([vendor, packageCode, cost], index) => ({
          vendor,
          packageCode,
          topUpCode: vendor === 'esimaccess' ? `TOPUP_${packageCode}` : packageCode.replace(/^1/, '5'),
          bytes: dataBytes,
          days: seed.days,
          cost: money('USD', cost),
          priority: (index + 1) * 10,
        })),
      })
      await publishPlan(tx, plan.id)
    }
  })
}
