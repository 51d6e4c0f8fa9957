import { z } from 'zod'
import type { Context, Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { amountOf, charge, compare, minus, money, rate, rateOf, zero } from '../../platform/money.ts'
import { OfferingId } from '../../spine/catalog/index.ts'
import { findWallet, openWallet, release } from '../../spine/ledger/index.ts'
import type { Json, Line, LineItem, PreparedItem, ServiceCard, ServiceId, Supplier, Supply } from '../../spine/orders/index.ts'
import { errors } from './errors.ts'
import { instanceFailed, instanceReady } from './events.ts'
import { HOSTNAME, type Instance, type InstanceId, LEAST_HOURS, statusOf, withLifecycle } from './instance.ts'
import { writeLetter } from './mails.ts'
import { beginUnit, ENTRY_KIND, holdFirst, meterLater, REVENUE } from './meter.ts'
import { IDLE_METER, type Plan } from './metering.ts'
import { machinesOf, quoteServer } from './offers.ts'
import { isSshKey } from './product.ts'
import { fulfil, reconcile, SupplyDetails } from './provision.ts'
import { cleanUp } from './queue.ts'
import { requireRoom, resumeInstance, suspendInstance, terminateInstance } from './service.ts'
import * as store from './store.ts'
import { note } from './task-store.ts'

const Wish = z.strictObject({
  size: z.string().min(1).max(61),
  image: z.string().min(1).max(60),
  region: z.string().min(1).max(60),
  name: z.string().regex(HOSTNAME, 'Use 1 to 63 small letters, digits or hyphens.'),
  sshKey: z.string().max(3_000).optional(),
})

const Prepared = z.object({
  offeringId: OfferingId,
  size: z.string(),
  image: z.string(),
  region: z.string(),
  name: z.string(),
  sshKey: z.string().nullable(),
  cpu: z.number(),
  ramMib: z.number(),
  diskGib: z.number(),
  currency: z.string(),
  hourly: z.string(),
  cap: z.string().nullable(),
  trace: z.record(z.string(), z.unknown()),
})

/** The server's id follows from the order item, so that every step finds the same row and the machine the same guest. */
const instanceIdOf = (item: Pick<LineItem, 'id'>): InstanceId => derivedId('instance', item.id)
const instanceOf = (serviceId: ServiceId): InstanceId => serviceId as string as InstanceId
const serviceOf = (id: InstanceId): ServiceId => id as string as ServiceId

/** Nothing is charged when a server is made: its first hour is set aside, and every hour is paid when it is over (W28). */
async function prepare(context: Context, attributes: Json): Promise<PreparedItem> {
  const wish = Wish.parse(attributes)
  const accountId = context.accountId
  if (!accountId) throw new Error('An order item is prepared in the scope of its account.')
  const sshKey = wish.sshKey?.trim() || null
  if (sshKey && !isSshKey(sshKey))
    throw errors.badKey({
      detail: 'Use one line of an OpenSSH public key, such as ssh-ed25519 AAAA… name.',
      errors: [{ path: 'sshKey', message: 'Not an OpenSSH public key.' }],
    })
  const { product, price } = await quoteServer(context, wish, accountId)
  const { currency } = price.hourly
  await requireBalance(context, price)
  return {
    description: `Server ${wish.name}, ${product.name}`,
    attributes: {
      offeringId: product.offeringId,
      size: product.slug,
      image: wish.image,
      region: wish.region,
      name: wish.name,
      sshKey,
      cpu: product.cpu,
      ramMib: product.ramMib,
      diskGib: product.diskGib,
      currency,
      hourly: rateOf(price.hourly),
      cap: price.cap && amountOf(price.cap),
      trace: { ...price.trace },
    } satisfies z.input<typeof Prepared>,
    price: zero(currency),
    trace: { ...price.trace },
    entryKind: ENTRY_KIND,
    revenueCode: REVENUE,
  }
}

/** A wallet must be able to pay a day of the server, so that nobody makes one for a minute's money. Throws 402. */
async function requireBalance(context: Context, { hourly }: Plan): Promise<void> {
  const least = charge(hourly, { quantity: BigInt(LEAST_HOURS), per: 1n, rounding: 'half_up' })
  const accountId = context.accountId
  const wallet = accountId && (await findWallet(context, { accountId, currency: hourly.currency }))
  const available = wallet ? minus(wallet.balance, wallet.held) : zero(hourly.currency)
  const spendable = wallet ? { ...available, units: available.units + wallet.creditLimit.units } : available
  if (compare(spendable, least) >= 0) return
  const shortfall = amountOf(minus(least, spendable))
  throw errors.minimumBalance({
    detail: `A server needs a balance for ${LEAST_HOURS} hours, ${amountOf(least)} ${least.currency}. Add ${shortfall} ${least.currency}.`,
    shortfall,
    available: amountOf(available),
    currency: least.currency,
    topUpUrl: `/wallet?amount=${shortfall}`,
  })
}

async function reserve(tx: Tx, item: LineItem): Promise<void> {
  const { currency, hourly, cap, ...sold } = Prepared.parse(item.attributes)
  await requireRoom(tx, item.accountId, sold)
  await openWallet(tx, { accountId: item.accountId, currency })
  const instance: Instance = {
    ...sold,
    id: instanceIdOf(item),
    accountId: item.accountId,
    providerId: null,
    lifecycle: 'pending',
    power: 'unknown',
    observedAt: null,
    wants: 'on',
    holds: [],
    task: null,
    missingSince: null,
    unreachableSince: null,
    plan: { hourly: rate(currency, hourly), cap: cap === null ? null : money(currency, cap) },
    meter: IDLE_METER,
    unitHoldId: null,
    address: null,
    access: [],
    error: null,
    createdAt: tx.now(),
    readyAt: null,
    trashedAt: null,
    purgeAt: null,
    deletedAt: null,
  }
  await store.insert(tx, await holdFirst(tx, instance))
  await note(tx, instance, 'ordered', `${sold.size}, ${sold.image}, ${sold.region}`)
}

async function mine(tx: Tx, item: LineItem): Promise<Instance> {
  const instance = await store.lock(tx, instanceIdOf(item))
  if (!instance) throw errors.notFound({ detail: 'No server with this id.' })
  return instance
}

/** The guest has answered: from this instant on the server is billed. */
async function activate(tx: Tx, item: LineItem, supply: Supply, supplier: Supplier | null): Promise<ServiceId> {
  if (!supplier) throw new Error('A server is always made by a machine.')
  const { address, access } = SupplyDetails.parse(supply.details)
  const seen = { power: 'on' as const, observedAt: tx.now(), address, access }
  const ready = {
    ...withLifecycle(await mine(tx, item), 'active'),
    ...seen,
    providerId: supplier.providerId,
    readyAt: tx.now(),
    error: null,
  }
  const instance = beginUnit(ready, tx.now())
  await store.save(tx, instance)
  await meterLater(tx, instance)
  await note(tx, instance, 'ready', '')
  const seconds = Math.round((tx.now().getTime() - instance.createdAt.getTime()) / 1_000)
  await publish(tx, instanceReady, { instanceId: instance.id, name: instance.name, seconds }, { accountId: instance.accountId })
  await writeLetter(tx, instance, 'ready')
  return serviceOf(instance.id)
}

/** Nobody could make it: nothing was charged, the first hour's money is free again, and what was left at a machine is taken away. */
async function abandon(tx: Tx, item: LineItem): Promise<void> {
  const found = await mine(tx, item)
  const error = { code: 'not_made', message: 'The server could not be made. Nothing was charged.' }
  const failed: Instance = { ...withLifecycle(found, 'error'), unitHoldId: null, error }
  if (found.unitHoldId) await release(tx, found.unitHoldId)
  await store.save(tx, failed)
  await note(tx, failed, 'failed', error.message)
  await publish(tx, instanceFailed, { instanceId: failed.id, name: failed.name }, { accountId: failed.accountId })
  if (failed.providerId) await enqueue(tx, cleanUp, { instanceId: failed.id, providerId: failed.providerId })
}

const LIVING: ReadonlySet<string> = new Set(['pending', 'provisioning', 'active', 'error'])
const MOST_CARDS = 100

const toCard = (instance: Instance): ServiceCard => ({
  id: serviceOf(instance.id),
  kind: 'instance',
  title: instance.name,
  subtitle: `${instance.cpu} vCPU, ${instance.ramMib} MiB, ${instance.diskGib} GiB`,
  status: statusOf(instance),
  path: `/servers/${instance.id}`,
  figures: [{ label: 'An hour', value: { currency: instance.plan.hourly.currency, amount: rateOf(instance.plan.hourly) } }],
  createdAt: instance.createdAt,
})

/** Virtual servers as a line of the spine (W38), paid by the hour in arrears. */
export const cloudLine: Line = {
  kind: 'instance',
  attributes: Wish,
  prepare,
  reserve,
  upstream: {
    suppliers: async (context, item) =>
      (await machinesOf(context, Prepared.parse(item.attributes).region)).map(({ id, name, vendor }) => ({ providerId: id, name, vendor })),
    fulfil: (context, item, supplier) => fulfil(context, instanceIdOf(item), item.id, supplier),
    reconcile: (context, item, supplier) => reconcile(context, instanceIdOf(item), item.id, supplier),
  },
  activate,
  abandon,
  renew: () => Promise.reject(new Error('A server is paid by the hour and has no term to renew.')),
  suspend: async (tx, serviceId) => {
    await suspendInstance(tx, instanceOf(serviceId))
  },
  resume: async (tx, serviceId) => {
    await resumeInstance(tx, instanceOf(serviceId))
  },
  terminate: async (tx, serviceId) => {
    await terminateInstance(tx, instanceOf(serviceId))
  },
  async cards(context, accountId) {
    const { items } = await store.list(context, { accountId, limit: MOST_CARDS })
    return items.filter(({ lifecycle }) => LIVING.has(lifecycle)).map(toCard)
  },
}
