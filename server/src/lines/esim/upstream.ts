import { z } from 'zod'
import { type Context, inTx, systemContext } from '../../platform/context.ts'
import type { ProviderId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import type { Outcome } from '../../platform/ports.ts'
import type { FulfilOutcome, LineItem, Supplier, Supply, Upstream } from '../../spine/orders/index.ts'
import { activeProviders, findProvider, openAdapter, operatorContext } from '../../spine/providers/index.ts'
import { bundlesOf } from './bundle-store.ts'
import { parseIccid, parseLpa } from './code.ts'
import { codeOf, type Esim, EsimId } from './esim.ts'
import { inOrder, type Offer } from './plan.ts'
import { costFrom, holds } from './pools.ts'
import { ACCOUNT_REFUSALS, type Bought, type EsimSupplier, type EsimWish, esimSupplierPort } from './port.ts'
import { bytesOf, offerOf, type Prepared, preparedOf } from './prepared.ts'
import { findEsim } from './service.ts'
import * as store from './store.ts'
import { findPool, noteExperience, suppliersDown } from './suppliers.ts'

/** What a supplier gave, on its way to `activate`; it is never stored in this form, because it holds the code. */
export const SupplyDetails = z.object({
  iccid: z.string(),
  lpa: z.string(),
  confirmation: z.boolean(),
  eid: z.string().nullable(),
  state: z.enum(['available', 'allocated', 'released', 'downloaded', 'installed', 'enabled', 'disabled', 'deleted', 'error']),
  reinstall: z.enum(['never', 'while_valid', 'unknown']),
  packageReference: z.string(),
  packageCode: z.string(),
  topUps: z.enum(['merge', 'queue']),
  stockId: EsimId.nullable(),
})
export type SupplyDetails = z.output<typeof SupplyDetails>

/** Suppliers in the order of the plan's offers; those that are down stand last and refuse without being asked. */
async function suppliers(context: Context, item: LineItem): Promise<readonly Supplier[]> {
  const prepared = preparedOf(item)
  const active = await activeProviders(context, 'data')
  const offered = inOrder(prepared.offers.map(offerOf)).flatMap(({ vendor }) => active.filter((provider) => provider.vendor === vendor))
  const esim = prepared.esimId ? await findEsim(context, prepared.esimId) : undefined
  const fitting = [...new Set(offered)].filter(({ id }) => !esim || id === esim.providerId)
  const down = await suppliersDown(context)
  return fitting
    .toSorted((a, b) => Number(down.has(a.id)) - Number(down.has(b.id)))
    .map(({ id, name, vendor }) => ({ providerId: id, name, vendor }))
}

async function offerAt(context: Context, prepared: Prepared, providerId: ProviderId): Promise<Offer> {
  const { vendor } = await findProvider(await operatorContext(context), providerId)
  const offer = inOrder(prepared.offers.map(offerOf)).find((one) => one.vendor === vendor)
  if (!offer) throw new Error(`The plan has no offer at ${vendor}.`)
  return offer
}

async function costAt(context: Context, prepared: Prepared, offer: Offer, providerId: ProviderId): Promise<Money> {
  const bytes = bytesOf(prepared)
  const pool = bytes === null ? undefined : await findPool(context, providerId)
  return pool && bytes !== null ? costFrom(pool, bytes) : offer.cost
}

async function wishOf(context: Context, item: LineItem, prepared: Prepared, offer: Offer): Promise<EsimWish> {
  if (!prepared.esimId) return { reference: item.id, packageCode: offer.packageCode, known: [] }
  const esim = await findEsim(context, prepared.esimId)
  const known = (await bundlesOf(context, [esim.id])).map(({ supplierReference }) => supplierReference)
  const onto = { supplierReference: esim.supplierReference, iccid: esim.iccid }
  return { reference: item.id, packageCode: offer.topUpCode ?? offer.packageCode, onto, known }
}

const refused = (code: string, reason: string): FulfilOutcome => ({ kind: 'refused', code, reason, retryable: false })

/** The whole code: as the supplier wrote it, or put together only when it gave a bare matching ID with its server. */
function supplyOf(
  context: Context,
  bought: Bought,
  facts: { offer: Offer; cost: Money; esim: Esim | undefined; adapter: EsimSupplier },
): Supply | string {
  const { offer, esim, adapter } = facts
  const lpa = esim ? context.services.secrets.open(esim.sealedCode, codeOf(esim.id)) : bought.activationCode
  const code = parseLpa(lpa)
  const iccid = parseIccid(bought.profile.iccid)
  if (!code || !iccid) return code ? 'The supplier gave no ICCID.' : 'The supplier gave no activation code that a phone could read.'
  const details: SupplyDetails = {
    iccid: iccid.iccid,
    lpa: code.lpa,
    confirmation: code.confirmation,
    eid: bought.eid,
    state: bought.state,
    reinstall: bought.reinstall,
    packageReference: bought.packageReference,
    packageCode: offer.packageCode,
    topUps: adapter.topUps,
    stockId: null,
  }
  return { reference: bought.profile.supplierReference, cost: bought.cost ?? facts.cost, details }
}

type Asked = Exclude<FulfilOutcome, { kind: 'done' }> | { readonly kind: 'done'; readonly value: Bought }

/** What came is looked at before anybody gets it: an unreadable code or a profile that is somebody else's stays with us for staff to see. */
async function checked(
  context: Context,
  item: LineItem,
  supplier: Supplier,
  adapter: EsimSupplier,
  outcome: Asked,
): Promise<FulfilOutcome> {
  if (outcome.kind !== 'done') return outcome
  const prepared = preparedOf(item)
  const offer = await offerAt(context, prepared, supplier.providerId)
  const esim = prepared.esimId ? await findEsim(context, prepared.esimId) : undefined
  const cost = await costAt(context, prepared, offer, supplier.providerId)
  const supply = supplyOf(context, outcome.value, { offer, cost, esim, adapter })
  if (typeof supply !== 'string') {
    const about = { supplierReference: null, iccid: outcome.value.profile.iccid }
    const owner = esim ? undefined : await store.ownerOf(systemContext(context.services), supplier.providerId, about)
    if (!owner) return { kind: 'done', value: supply }
  }
  const reason = typeof supply === 'string' ? supply : 'The supplier gave a profile that is in use.'
  context.log.error({ orderItemId: item.id, providerId: supplier.providerId }, reason)
  return { kind: 'pending', reference: 'unusable' }
}

/** A supplier that took the order but is still busy has not failed; one that says nothing has. */
function experienceOf(outcome: Asked) {
  if (outcome.kind === 'done' || (outcome.kind === 'pending' && outcome.reference !== '')) return { worked: true } as const
  if (outcome.kind === 'pending') return { worked: false, reason: 'It does not answer.' } as const
  const ofOurAccount = (ACCOUNT_REFUSALS as readonly string[]).includes(outcome.code ?? '')
  if (outcome.retryable || ofOurAccount) return { worked: false, reason: outcome.reason, atOnce: ofOurAccount } as const
  // A package that is gone says nothing about the next one.
  return undefined
}

/** A profile from stock, taken for this item and no other; the same one however often it is asked. */
async function fromStock(
  context: Context,
  item: LineItem,
  prepared: Prepared,
  supplier: Supplier,
  buy: boolean,
): Promise<Supply | undefined> {
  if (prepared.esimId) return undefined
  const operator = await operatorContext(context)
  const offer = await offerAt(context, prepared, supplier.providerId)
  const wish = { providerId: supplier.providerId, packageCode: offer.packageCode, by: item.id }
  const stock = (await store.findClaimed(operator, item.id)) ?? (buy ? await inTx(operator, (tx) => store.claimStock(tx, wish)) : undefined)
  if (stock?.providerId !== supplier.providerId) return undefined
  const adapter = await openAdapter(context, esimSupplierPort, supplier.providerId)
  const details: SupplyDetails = {
    iccid: stock.iccid,
    lpa: context.services.secrets.open(stock.sealedCode, codeOf(stock.id)),
    confirmation: stock.confirmation,
    eid: stock.eid,
    state: stock.profileState,
    reinstall: stock.reinstall,
    packageReference: stock.supplierReference,
    packageCode: stock.packageCode,
    topUps: adapter.topUps,
    stockId: stock.id,
  }
  return { reference: stock.supplierReference, cost: await costAt(context, prepared, offer, supplier.providerId), details }
}

async function fulfil(context: Context, item: LineItem, supplier: Supplier): Promise<FulfilOutcome> {
  const prepared = preparedOf(item)
  const stock = await fromStock(context, item, prepared, supplier, true)
  if (stock) return { kind: 'done', value: stock }
  if ((await suppliersDown(context)).has(supplier.providerId))
    return refused('supplier_down', `${supplier.name} is not working at the moment.`)
  const bytes = bytesOf(prepared)
  const pool = bytes === null ? undefined : await findPool(context, supplier.providerId)
  if (pool && bytes !== null && !holds(pool, bytes)) return refused('pool_empty', `The data bought ahead at ${supplier.name} is used up.`)
  const offer = await offerAt(context, prepared, supplier.providerId)
  const adapter = await openAdapter(context, esimSupplierPort, supplier.providerId)
  const outcome = await adapter.order(await wishOf(context, item, prepared, offer))
  const experience = experienceOf(outcome)
  if (experience) await noteExperience(context, supplier.providerId, experience)
  return checked(context, item, supplier, adapter, outcome)
}

async function reconcile(context: Context, item: LineItem, supplier: Supplier): Promise<Outcome<Supply>> {
  const prepared = preparedOf(item)
  const stock = await fromStock(context, item, prepared, supplier, false)
  if (stock) return { kind: 'done', value: stock }
  const offer = await offerAt(context, prepared, supplier.providerId)
  const adapter = await openAdapter(context, esimSupplierPort, supplier.providerId)
  const outcome = await adapter.find(await wishOf(context, item, prepared, offer))
  return checked(context, item, supplier, adapter, outcome)
}

export const upstream: Upstream = { suppliers, fulfil, reconcile }
