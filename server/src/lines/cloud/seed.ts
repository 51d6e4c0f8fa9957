import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { publishOffering } from '../../spine/catalog/index.ts'
import { createProvider, listProviders, switchProvider } from '../../spine/providers/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import { computePort, DriverError } from './port.ts'
import { priceOfSize } from './price.ts'
import type { ComputeProduct } from './product.ts'
import { hasAny } from './product-store.ts'
import { createProduct, listProducts, type NewProduct, setPrices } from './products.ts'

/** Before anything that can be sold, so that an import of old history finds them valid. */
const ALWAYS = new Date('2000-01-01T00:00:00Z')

const SIZES: readonly Omit<NewProduct, 'validFrom' | 'sortOrder'>[] = [
  { slug: 's1', name: 'S1', description: 'For trying things out.', cpu: 1, ramMib: 128, diskGib: 1, hourly: '0.0074', monthlyCap: '5.00' },
  { slug: 's2', name: 'S2', description: 'A small service.', cpu: 1, ramMib: 256, diskGib: 2, hourly: '0.0149', monthlyCap: '10.00' },
  {
    slug: 's3',
    name: 'S3',
    description: 'Two cores for busier work.',
    cpu: 2,
    ramMib: 512,
    diskGib: 4,
    hourly: '0.0298',
    monthlyCap: '20.00',
  },
  { slug: 's4', name: 'S4', description: 'The largest one.', cpu: 2, ramMib: 1024, diskGib: 8, hourly: '0.0596', monthlyCap: '40.00' },
]
const FIRST_PLACE = 100
const MOST_SIZES = 100

/** The operator chose its currency when it was set up: sizes that have no price in it get their first one, the same figures. */
export async function priceSizes(tx: Tx): Promise<void> {
  const { items } = await listProducts(tx, { limit: MOST_SIZES })
  for (const product of items) {
    const size = SIZES.find(({ slug }) => slug === product.slug)
    if (size && !(await isPriced(tx, product))) await setPrices(tx, product, size)
  }
}

async function isPriced(tx: Tx, { offeringId }: ComputeProduct): Promise<boolean> {
  try {
    await priceOfSize(tx, { offeringId })
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === 'pricing.notSellable') return false
    throw error
  }
}

const HERE = { vendor: 'qemu', name: 'QEMU on this machine', priority: 10, settings: { region: 'here', regionName: 'This machine' } }
const SIMULATED = {
  vendor: 'compute-simulated',
  name: 'Simulated servers',
  priority: 90,
  settings: { region: 'demo', regionName: 'Simulated' },
}

/** The operator's first sizes and the machine they run on: this one with QEMU when it can, a simulated one otherwise (story 60). */
export async function seedCloud(context: Context): Promise<void> {
  if ((await currentTenant(context)).parentId) return
  if (!(await hasAny(context))) {
    await inTx(context, async (tx) => {
      for (const [index, size] of SIZES.entries()) {
        const product = await createProduct(tx, { ...size, validFrom: ALWAYS, sortOrder: FIRST_PLACE + index })
        await publishOffering(tx, product.offeringId)
      }
    })
  }
  await seedMachine(context)
}

async function seedMachine(context: Context): Promise<void> {
  const { items } = await listProviders(context, { limit: 100 })
  const has = (vendor: string) => items.some((provider) => provider.vendor === vendor)
  const ready = await canRun(context, HERE.vendor)
  if (ready && !has(HERE.vendor)) await add(context, HERE)
  const nothing = !ready && !items.some(({ capabilities }) => capabilities.includes('compute'))
  if (nothing && context.services.simulators.size > 0) await add(context, SIMULATED)
}

async function canRun({ services }: Context, vendor: string): Promise<boolean> {
  try {
    await services.adapters.open(computePort, vendor, { providerId: '', settings: {}, webhookBase: '' }).probe()
    return true
  } catch (error) {
    if (error instanceof DriverError) return false
    throw error
  }
}

async function add(context: Context, machine: typeof HERE): Promise<void> {
  await inTx(context, async (tx) => {
    const provider = await createProvider(tx, { ...machine, capabilities: ['compute'] })
    await switchProvider(tx, provider.id, true)
  })
}
