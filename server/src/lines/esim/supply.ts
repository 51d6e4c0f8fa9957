import { inScope, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId } from '../../platform/ids.ts'
import { money, zero } from '../../platform/money.ts'
import type { LineItem, ServiceId, Supplier, Supply } from '../../spine/orders/index.ts'
import { operatorContext } from '../../spine/providers/index.ts'
import { type Bundle, type BundleId, mergedWith } from './bundle.ts'
import { bundlesOf, insertBundle, saveBundle } from './bundle-store.ts'
import { errors } from './errors.ts'
import { codeOf, type Esim, type EsimId } from './esim.ts'
import * as events from './events.ts'
import { about, lockEsim, named, owned, startBundle } from './lifecycle.ts'
import { writeReady } from './mails.ts'
import { bytesOf, type Prepared, preparedOf } from './prepared.ts'
import * as store from './store.ts'
import { allocate } from './suppliers.ts'
import { SupplyDetails } from './upstream.ts'

/** The bundle's id follows from the order item, so that every step finds the same row. */
const bundleIdOf = (item: LineItem): BundleId => derivedId('esim-bundle', item.id)

export const serviceOf = (id: BundleId): ServiceId => id as string as ServiceId
export const bundleOf = (id: ServiceId): BundleId => id as string as BundleId

function freshBundle(tx: Tx, item: LineItem, prepared: Prepared, esimId: EsimId, supplierReference: string): Bundle {
  return {
    id: bundleIdOf(item),
    accountId: item.accountId,
    esimId,
    planId: prepared.planId,
    orderItemId: item.id,
    name: prepared.name,
    status: 'pending',
    totalBytes: bytesOf(prepared),
    usedBytes: 0n,
    validity: prepared.validity,
    validityDays: prepared.validityDays,
    price: money(prepared.currency, prepared.price),
    supplierReference,
    firedLevels: [],
    firedNotices: [],
    disputed: false,
    usageAsOf: null,
    createdAt: tx.now(),
    activatedAt: null,
    expiresAt: null,
    endedAt: null,
  }
}

/** A new profile: from stock it comes under its old id out of the operator's rows. */
async function assignEsim(tx: Tx, item: LineItem, supply: Supply, supplier: Supplier, details: SupplyDetails): Promise<Esim> {
  const id = details.stockId ?? derivedId<EsimId>('esim', item.id)
  const { stockId } = details
  if (stockId) {
    const operator = await operatorContext(tx)
    await inScope(tx, { tenantId: operator.tenantId }, (own) => store.takeOut(own, stockId))
  }
  const esim: Esim = {
    id,
    accountId: item.accountId,
    status: 'assigned',
    profileState: details.state,
    profileAt: tx.now(),
    providerId: supplier.providerId,
    vendor: supplier.vendor,
    supplierReference: supply.reference,
    packageCode: details.packageCode,
    iccid: details.iccid,
    eid: details.eid ?? preparedOf(item).eid,
    sealedCode: tx.services.secrets.seal(details.lpa, codeOf(id)),
    confirmation: details.confirmation,
    reinstall: details.reinstall,
    label: '',
    autoRenew: preparedOf(item).autoRenew,
    dataWanted: true,
    dataOn: true,
    waitsForData: false,
    claimedBy: null,
    createdAt: tx.now(),
    endedAt: null,
  }
  if (!(await store.insert(tx, esim))) throw errors.iccidTaken({ detail: `The ICCID ${esim.iccid} is in use already.` })
  await publish(tx, events.esimAssigned, about(esim), owned(esim))
  return esim
}

async function addFirst(tx: Tx, esim: Esim, bundle: Bundle): Promise<Bundle> {
  await insertBundle(tx, bundle)
  await publish(tx, events.bundleAdded, { ...named(bundle), status: 'pending' }, owned(bundle))
  await writeReady(tx, esim, bundle)
  return bundle.validity === 'purchase' ? (await startBundle(tx, esim, bundle, tx.now())).bundle : bundle
}

/** A top-up is merged where the supplier does so, starts at once where nothing runs, and waits for its turn otherwise (W12). */
async function addTopUp(tx: Tx, esim: Esim, bundle: Bundle, topUps: 'merge' | 'queue'): Promise<Bundle> {
  const bundles = await bundlesOf(tx, [esim.id])
  const running = bundles.find(({ status }) => status === 'active' || status === 'suspended')
  if (running && topUps === 'merge') {
    const merged = mergedWith(running, { bytes: bundle.totalBytes, days: bundle.validityDays })
    await saveBundle(tx, merged)
    await publish(tx, events.bundleExtended, named(merged), owned(merged))
    return merged
  }
  const queued: Bundle = { ...bundle, status: 'queued' }
  await insertBundle(tx, queued)
  await publish(tx, events.bundleAdded, { ...named(queued), status: 'queued' }, owned(queued))
  const waits = running !== undefined || bundles.some(({ status }) => status === 'pending' || status === 'queued')
  return waits ? queued : (await startBundle(tx, esim, queued, tx.now())).bundle
}

/** Makes the plan the customer's, on a new eSIM or on the one it tops up, in the transaction that captures the money (W11, W12). */
export async function supplyPlan(tx: Tx, item: LineItem, supply: Supply, supplier: Supplier | null): Promise<ServiceId> {
  if (!supplier) throw new Error('A data plan is always bought from somebody.')
  const prepared = preparedOf(item)
  const details = SupplyDetails.parse(supply.details)
  const esim = prepared.esimId ? await releaseClaim(tx, prepared.esimId, item) : await assignEsim(tx, item, supply, supplier, details)
  const fresh = freshBundle(tx, item, prepared, esim.id, details.packageReference)
  const bundle = prepared.esimId ? await addTopUp(tx, esim, fresh, details.topUps) : await addFirst(tx, esim, fresh)
  await allocate(tx, {
    providerId: supplier.providerId,
    esimId: esim.id,
    bundleId: bundle.id,
    orderItemId: item.id,
    bytes: bytesOf(prepared),
    cost: supply.cost ?? zero(prepared.currency),
  })
  return serviceOf(bundle.id)
}

/** The top-up under way ends, well or not. */
export async function releaseClaim(tx: Tx, id: EsimId, item: LineItem): Promise<Esim> {
  const esim = await lockEsim(tx, id)
  if (esim.claimedBy !== item.id) return esim
  const free = { ...esim, claimedBy: null }
  await store.save(tx, free)
  return free
}
