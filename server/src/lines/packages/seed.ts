import type { Context } from '../../platform/context.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { createPackage, listPackages } from './catalog.ts'

/** Before anything that can be sold, so that a test or an import of old history finds the prices valid. */
const ALWAYS = new Date('2000-01-01T00:00:00Z')

const SEEDS = [
  {
    slug: 'talk-100',
    name: 'Talk 100',
    description: 'A hundred minutes of calls for a month.',
    features: ['100 minutes', 'Renews every 30 days', 'Usable until the end when you cancel'],
    content: { numbers: 0n, seconds: 6_000n, messages: 0n, bytes: 0n },
    listPrice: '4.99',
    discountE4: 0n,
  },
  {
    slug: 'talk-and-text',
    name: 'Talk & Text',
    description: 'Minutes and texts together, ten percent off.',
    features: ['300 minutes', '200 text segments', 'Renews every 30 days'],
    content: { numbers: 0n, seconds: 18_000n, messages: 200n, bytes: 0n },
    listPrice: '16.99',
    discountE4: 100_000n,
  },
] as const

/** Two packages to begin with; a business that has any is left as it is (story 60). */
export async function seedPackages(context: Context): Promise<void> {
  if ((await currentTenant(context)).parentId) return
  const { items } = await listPackages(context, { limit: 1 })
  if (items.length > 0) return
  for (const [index, seed] of SEEDS.entries()) {
    await createPackage(context, { ...seed, termDays: 30, sortOrder: 30 + index, pricedFrom: ALWAYS, publish: true })
  }
}
