import { pollUsage } from '../../lines/esim/index.ts'
import { browsePlans } from '../../lines/esim/plans.ts'
import { listEsims } from '../../lines/esim/service.ts'
import { listPackages } from '../../lines/packages/catalog.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { placeOrder } from '../../spine/orders/index.ts'
import { activeProviders, createProvider, switchProvider } from '../../spine/providers/index.ts'
import type { Config } from '../config.ts'
import { type Customer, unlessRefused } from './deeds.ts'
import { tellVendor } from './vendors.ts'

const REGION = 'demo'
const SERVER_NAMES = ['web', 'db', 'mail', 'shop', 'backup'] as const

/** The story's servers are simulated, also where this machine could run real ones. */
export async function openServers(operator: Context): Promise<void> {
  const machines = await activeProviders(operator, 'compute')
  if (machines.some(({ settings }) => settings['region'] === REGION)) return
  const facts = { vendor: 'compute-simulated', name: 'Simulated servers', priority: 90, capabilities: ['compute'] }
  const { id } = await createProvider(operator, { ...facts, settings: { region: REGION, regionName: 'Simulated' } })
  await switchProvider(operator, id, true)
}

const buy = (context: Context, { accountId }: Customer, kind: string, attributes: object): Promise<boolean> =>
  unlessRefused(() => placeOrder(context, accountId, [{ kind, attributes: { ...attributes } }], newId()))

export async function buyEsim(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const plans = await browsePlans(context, { vendor: 'telna' })
  const wish = plans[Math.floor(roll() * plans.length)]
  if (wish && (await buy(context, customer, 'esim', { planId: wish.plan.id }))) customer.travels = true
}

export async function buyPackage(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const { items } = await listPackages(context, { status: 'active', limit: 10 })
  const wish = items[Math.floor(roll() * items.length)]
  if (wish) await buy(context, customer, 'package', { packageId: wish.id })
}

export async function buyServer(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const name = `${SERVER_NAMES[Math.floor(roll() * SERVER_NAMES.length)]}-${1 + Math.floor(roll() * 3)}`
  await buy(context, customer, 'instance', { size: 's1', image: 'linecard-mini', region: REGION, name })
}

const MB = 1_048_576

/** A traveller installs what came, and uses some of it. */
export async function useEsim(context: Context, customer: Customer, config: Config, roll: () => number): Promise<void> {
  const bytes = Math.floor((20 + roll() * 400) * MB)
  if (!customer.iccid) {
    const [esim] = (await listEsims(context, { limit: 1 })).items
    if (!esim?.iccid || esim.vendor !== 'telna') return
    customer.iccid = esim.iccid
    await tellVendor(config, 'telna', 'install', { iccid: esim.iccid })
  }
  await tellVendor(config, 'telna', 'report-usage', { iccid: customer.iccid, bytes })
}

/** Asks the suppliers what was used, as happens every few minutes. */
export const readUsage = (operator: Context): Promise<unknown> => inTx(operator, (tx) => enqueue(tx, pollUsage, {}))
