import { z } from 'zod'
import type { Context, Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { amountOf, money, toMoneyReply } from '../../platform/money.ts'
import type { Outcome } from '../../platform/ports.ts'
import type {
  FulfilOutcome,
  Json,
  Line,
  LineItem,
  PreparedItem,
  ServiceCard,
  ServiceId,
  Supplier,
  Supply,
} from '../../spine/orders/index.ts'
import { activeProviders, openAdapter } from '../../spine/providers/index.ts'
import { errors } from './errors.ts'
import { numberRenewed } from './events.ts'
import { displayOf, MOST_PER_ACCOUNT, type NumberId, type NumberStatus, type PhoneNumber, parseE164, ReservationId } from './number.ts'
import { type NumberSupplier, numberSupplierPort } from './port.ts'
import { priceOfNumber } from './price.ts'
import { endReservation, useReservation } from './reservations.ts'
import { searchNumbers } from './search.ts'
import {
  activateNumber,
  awaitPapers,
  clearPapers,
  failNumber,
  findNumber,
  listNumbers,
  releaseNumber,
  resumeNumber,
  suspendNumber,
} from './service.ts'
import * as store from './store.ts'

const NumberType = z.enum(['local', 'mobile', 'toll_free', 'national', 'shared_cost'])
const Wish = z.union([
  z.strictObject({ reservationId: ReservationId }),
  z.strictObject({ e164: z.string().max(20), country: z.string().regex(/^[A-Z]{2}$/), type: NumberType }),
])
const Prepared = z.object({
  e164: z.string(),
  country: z.string(),
  type: NumberType,
  monthly: z.string(),
  currency: z.string(),
  cost: z.string().nullable(),
})

const SUGGESTIONS = 3

/** The holding's id follows from the order item, so that every step finds the same row. */
const numberIdOf = (item: LineItem): NumberId => derivedId('number', item.id)

async function refuseTaken(context: Context, wish: { e164: string; country: string; type: z.output<typeof NumberType> }): Promise<never> {
  const nearest = await searchNumbers(context, {
    country: wish.country,
    type: wish.type,
    areaCode: wish.e164.startsWith('+1') ? wish.e164.slice(2, 5) : undefined,
    limit: SUGGESTIONS,
  }).catch(() => ({ items: [] }))
  throw errors.taken({
    detail: `${displayOf(wish.e164)} was just taken. ${nearest.items.length > 0 ? 'These are near it.' : 'Choose another number.'}`,
    e164: wish.e164,
    alternatives: nearest.items.map((offer) => offer.e164),
  })
}

async function prepare(context: Context, attributes: Json): Promise<PreparedItem> {
  const wish = Wish.parse(attributes)
  const accountId = context.accountId
  if (!accountId) throw new Error('An order item is prepared in the scope of its account.')
  const { e164, country, type } = 'reservationId' in wish ? await useReservation(context, wish.reservationId) : wish
  const parsed = parseE164(e164)
  if (!parsed) throw errors.notE164({ detail: `${e164} is not a telephone number in E.164 form.` })
  if ((await store.countHeld(context, accountId)) >= MOST_PER_ACCOUNT) {
    throw errors.limitReached({
      detail: `This account has ${MOST_PER_ACCOUNT} numbers, which is the most it may have. Ask support to raise the limit.`,
      reason: 'limit_reached',
    })
  }
  if (!(await store.isFreeFor(context, e164, accountId))) return refuseTaken(context, { e164, country, type })
  return quote(context, accountId, { e164, country, type })
}

/** What the number costs now, in the words of an order. */
async function quote(
  context: Context,
  accountId: AccountId,
  wish: { e164: string; country: string; type: z.output<typeof NumberType> },
): Promise<PreparedItem> {
  const { e164, country, type } = wish
  const price = await priceOfNumber(context, { country, accountId })
  return {
    description: `Number ${displayOf(e164)}`,
    attributes: {
      e164,
      country,
      type,
      monthly: amountOf(price.monthly),
      currency: price.monthly.currency,
      cost: price.cost && amountOf(price.cost),
    } satisfies z.input<typeof Prepared>,
    price: price.first,
    trace: price.trace,
    entryKind: 'number_purchase',
    revenueCode: 'revenue:numbers',
    renewal: { price: price.monthly, term: { months: 1 } },
  }
}

async function reserve(tx: Tx, item: LineItem): Promise<void> {
  const { e164, country, type, monthly, currency } = Prepared.parse(item.attributes)
  const free = await store.isFreeFor(tx, e164, item.accountId)
  const inserted =
    free &&
    (await store.insert(tx, {
      id: numberIdOf(item),
      accountId: item.accountId,
      e164,
      country,
      type,
      status: 'provisioning',
      capabilities: [],
      label: '',
      primary: false,
      monthly: money(currency, monthly),
      providerId: null,
      supplierReference: null,
      createdAt: tx.now(),
      releasedAt: null,
      quarantinedUntil: null,
    }))
  if (!inserted) throw errors.taken({ detail: `${displayOf(e164)} was just taken. Choose another number.`, e164 })
  await endReservation(tx, e164)
}

const supplierOf = (context: Context, supplier: Supplier): Promise<NumberSupplier> =>
  openAdapter(context, numberSupplierPort, supplier.providerId)

const SupplyDetails = z.object({ capabilities: z.array(z.string()) })

function toSupply(item: LineItem, bought: { supplierReference: string; capabilities: readonly string[] }): Supply {
  const { cost, currency } = Prepared.parse(item.attributes)
  return {
    reference: bought.supplierReference,
    details: { capabilities: bought.capabilities },
    ...(cost && { cost: money(currency, cost) }),
  }
}

async function fulfil(context: Context, item: LineItem, supplier: Supplier): Promise<FulfilOutcome> {
  const { e164 } = Prepared.parse(item.attributes)
  const adapter = await supplierOf(context, supplier)
  const hook = `${context.services.publicUrl}/api/v1/webhooks/${supplier.vendor}/${supplier.providerId}`
  const outcome = await adapter.buy({ e164, reference: item.id, smsUrl: `${hook}/sms`, statusUrl: `${hook}/status` })
  return outcome.kind === 'done' ? { kind: 'done', value: toSupply(item, outcome.value) } : outcome
}

async function reconcile(context: Context, item: LineItem, supplier: Supplier): Promise<Outcome<Supply>> {
  const { e164 } = Prepared.parse(item.attributes)
  const outcome = await (await supplierOf(context, supplier)).find({ e164, reference: item.id })
  return outcome.kind === 'done' ? { kind: 'done', value: toSupply(item, outcome.value) } : outcome
}

const LIVING: readonly NumberStatus[] = ['provisioning', 'pending_regulatory', 'active', 'suspended']

const toCard = (number: PhoneNumber): ServiceCard => ({
  id: number.id as string as ServiceId,
  kind: 'number',
  title: displayOf(number.e164),
  subtitle: number.label || (number.primary ? 'Main number' : 'Number'),
  status: number.status,
  path: `/numbers/${number.id}`,
  figures: [{ label: 'A month', value: toMoneyReply(number.monthly) }],
  createdAt: number.createdAt,
})

const numberOf = (serviceId: ServiceId): NumberId => serviceId as string as NumberId

/** Telephone numbers as a line of the spine (W6, W8). */
export const numbersLine: Line = {
  kind: 'number',
  renewalKind: 'number_renewal',
  attributes: Wish,
  prepare,
  reserve,
  upstream: {
    suppliers: async (context) =>
      (await activeProviders(context, 'numbers')).map(({ id, name, vendor }) => ({ providerId: id, name, vendor })),
    fulfil,
    reconcile,
  },
  async activate(tx, item, supply, supplier) {
    if (!supplier) throw new Error('A number is always bought from somebody.')
    const { capabilities } = SupplyDetails.parse(supply.details)
    const number = await activateNumber(tx, numberIdOf(item), {
      providerId: supplier.providerId,
      supplierReference: supply.reference,
      capabilities,
    })
    return number.id as string as ServiceId
  },
  abandon: (tx, item) => failNumber(tx, numberIdOf(item)),
  wait(tx, item, waits) {
    const { monthly, currency } = Prepared.parse(item.attributes)
    return waits ? awaitPapers(tx, numberIdOf(item)) : clearPapers(tx, numberIdOf(item), money(currency, monthly))
  },
  requote: (context, item) => quote(context, item.accountId, Prepared.parse(item.attributes)),
  async renew(tx, serviceId, { end }) {
    const number = await findNumber(tx, numberOf(serviceId))
    const payload = { numberId: number.id, e164: number.e164, periodEnd: end.toISOString() }
    await publish(tx, numberRenewed, payload, { accountId: number.accountId })
  },
  suspend: (tx, serviceId) => suspendNumber(tx, numberOf(serviceId)),
  resume: (tx, serviceId) => resumeNumber(tx, numberOf(serviceId)),
  async terminate(tx, serviceId) {
    await releaseNumber(tx, numberOf(serviceId))
  },
  async cards(context, accountId) {
    const { items } = await listNumbers(context, { accountId, limit: 100 })
    return items.filter(({ status }) => LIVING.includes(status)).map(toCard)
  },
}
