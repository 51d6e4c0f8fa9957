import { createAlert } from '../../lines/carriers/alerts.ts'
import type { Carrier, PartnerType } from '../../lines/carriers/carrier.ts'
import { addContact } from '../../lines/carriers/contacts.ts'
import type { CarrierService, Interconnect } from '../../lines/carriers/interconnect.ts'
import { createInterconnect, setAddresses, setCodecs } from '../../lines/carriers/interconnects.ts'
import { createCarrier, grantCredit, moveCarrier } from '../../lines/carriers/service.ts'
import { createService, moveService } from '../../lines/carriers/trunks.ts'
import { trunkCalls } from '../../lines/routing/index.ts'
import { CONTINUE_ON } from '../../lines/routing/routing-plan.ts'
import { createPlan, setRoutes } from '../../lines/routing/service.ts'
import { type Context, inTx, type Services } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { money, rate, zero } from '../../platform/money.ts'
import { openWallet, post } from '../../spine/ledger/index.ts'
import { commitRatePlan, createRatePlan, type Direction, editRate, type RatePlan } from '../../spine/rating/index.ts'
import { askOf, carry, courseOf, type Exchange } from './carry.ts'
import { pick } from './dice.ts'

const CURRENCY = 'USD'
const CUSTOMER_ADDRESS = '192.0.2.10'

type Prices = readonly (readonly [code: string, name: string, perMinute: string])[]

const SELL: Prices = [
  ['1', 'United States and Canada', '0.0065'],
  ['44', 'United Kingdom', '0.0080'],
  ['447', 'United Kingdom mobile', '0.0240'],
  ['49', 'Germany', '0.0095'],
  ['33', 'France', '0.0090'],
]
const cheaper = (share: bigint): Prices =>
  SELL.map(([code, name, price]) => {
    const { e8 } = rate(CURRENCY, price)
    const micros = (e8 * share) / 10_000n
    return [code, name, `0.${micros.toString().padStart(6, '0')}`]
  })

async function plan(context: Context, direction: Direction, name: string, prices: Prices, step: number): Promise<RatePlan> {
  const made = await createRatePlan(context, direction, {
    name,
    timeZone: 'UTC',
    initialSeconds: step,
    recurringSeconds: step,
    noticeDays: 7,
    minMarginBp: 0,
    marginEnforcement: 'warn',
    terms: {
      currency: CURRENCY,
      incrementRule: 'after_initial',
      durationRounding: 'up',
      rounding: { mode: 'half_up', decimals: 6 },
      freeSeconds: 0,
      graceSeconds: 0,
      minCostMicros: 0n,
      closedBehaviour: 'block',
      defaultRates: 'block',
    },
  })
  for (const [code, called, price] of prices) {
    const { e8 } = rate(CURRENCY, price)
    const row = { code, name: called, status: 'open', rateE8: e8, initialRateE8: e8, feeMicros: 0n, validFrom: null } as const
    await editRate(context, made.id, { ...row, initialSeconds: step, recurringSeconds: step })
  }
  await commitRatePlan(context, made.id)
  return made
}

type Peer = { readonly carrier: Carrier; readonly interconnect: Interconnect }

async function peer(context: Context, code: string, name: string, partnerType: PartnerType, address: string): Promise<Peer> {
  const domain = `${code.toLowerCase()}.example`
  const { id } = await createCarrier(context, { code, name, partnerType, email: `noc@${domain}` })
  await addContact(context, id, {
    name: `${name} NOC`,
    title: '',
    firstName: '',
    lastName: '',
    jobTitle: 'Network operations',
    telephone: '',
    mobile: '',
    email: `noc@${domain}`,
    portalAccess: true,
    isPrimary: true,
  })
  const direction = partnerType === 'customer' ? 'ingress' : partnerType === 'supplier' ? 'egress' : 'both'
  const details = { name: 'Main', direction, protocol: 'udp', capacity: null, isActive: true, techPrefix: '', sipPort: 5060 } as const
  const interconnect = await createInterconnect(context, id, details)
  await setAddresses(context, interconnect.id, [
    { ipAddress: address, isRange: false, rangeEnd: null, addressType: 'transport', isActive: true },
  ])
  const codec = { allowed: true, relayOnly: false, vad: false, ptime: 20 } as const
  await setCodecs(
    context,
    interconnect.id,
    ['PCMA', 'PCMU', 'G729'].map((codecName) => ({ ...codec, codecName })),
  )
  return { carrier: await moveCarrier(context, id, 'active'), interconnect }
}

const service = { techPrefix: '', priority: 100, weight: 100, capacity: 200, enforcementPolicy: 'strict' } as const

async function supplier(context: Context, { interconnect }: Peer, rates: RatePlan): Promise<CarrierService> {
  const asked = { ...service, name: 'Termination', direction: 'egress', ratingPlanId: rates.id, routingPlanId: null } as const
  return moveService(context, (await createService(context, interconnect.id, asked)).id, 'active')
}

/** Two suppliers, one customer with credit and an alert, and the plans between them, through the real operations. */
export async function openCarriers(context: Context): Promise<void> {
  const north = await supplier(
    context,
    await peer(context, 'NORTHWAY', 'Northway Carrier', 'supplier', '198.51.100.10'),
    await plan(context, 'supplier', 'Northway A-Z', cheaper(70n), 60),
  )
  const south = await supplier(
    context,
    await peer(context, 'SOUTHLINE', 'Southline Telecom', 'bilateral', '198.51.100.20'),
    await plan(context, 'supplier', 'Southline A-Z', cheaper(80n), 1),
  )
  const routing = await createPlan(context, {
    name: 'Wholesale, cheapest first',
    mode: 'lcr',
    lcrDeltaPercent: 0,
    expectedSeconds: 180,
    mostAttempts: 3,
    replySeconds: 3,
    ringSeconds: 60,
    marginGuard: 'block',
    continueOn: [...CONTINUE_ON],
  })
  const route = { code: '', weight: 100, isBlocked: false }
  const routes = [north, south].map(({ id }, at) => ({ ...route, serviceId: id, priority: at + 1 }))
  await setRoutes(context, routing.id, routes)
  const buyer = await peer(context, 'MERIDIAN', 'Meridian Voice', 'customer', CUSTOMER_ADDRESS)
  const sold = await plan(context, 'customer', 'Meridian A-Z', SELL, 6)
  const asked = { ...service, name: 'Wholesale', direction: 'ingress', ratingPlanId: sold.id, routingPlanId: routing.id } as const
  await moveService(context, (await createService(context, buyer.interconnect.id, asked)).id, 'active')
  await giveCredit(context, buyer)
}

async function giveCredit(context: Context, { carrier }: Peer): Promise<void> {
  await grantCredit(context, carrier.id, {
    customerCreditType: 'postpaid',
    customerCreditLimit: money(CURRENCY, '500.00'),
    supplierCreditType: 'postpaid',
    bilateralCreditLimit: zero(CURRENCY),
    customer24hLimit: money(CURRENCY, '50.00'),
    supplier24hLimit: null,
  })
  const alert = { alertType: 'low_balance', direction: 'customer', threshold: money(CURRENCY, '-400.00'), isActive: true } as const
  await createAlert(context, carrier.id, { ...alert, recipients: ['credit@meridian.example'] })
  await inTx(context, async (tx) => {
    const wallet = await openWallet(tx, { accountId: carrier.accountId, currency: CURRENCY })
    const facts = { kind: 'adjustment', description: 'Opening deposit', amount: money(CURRENCY, '20.00') }
    await post(tx, [{ op: 'credit', id: newId(), walletId: wallet.id, from: 'adjustment', ...facts }])
  })
}

/** Where its callers call: a prefix and how many digits follow. */
const CALLED = [
  ['442079460', 3],
  ['442079460', 3],
  ['447911123', 3],
  ['1415555010', 1],
  ['1212555014', 1],
  ['493023125', 3],
  ['331990012', 2],
] as const
const CALLERS = ['+4420794', '+4416149', '+4477009', '+4478215'] as const
const NONSENSE = ['112', '999', '000', '15'] as const
const CHANCES = { down: 0.15, failing: 0.3, talks: 105 } as const

const digits = (count: number, roll: () => number): string =>
  Math.floor(roll() * 10 ** count)
    .toString()
    .padStart(count, '0')

/** A call of the customer: most are answered, some fail over, some are busy, some dial nonsense. */
export async function carryCall(services: Services, exchange: Exchange, roll: () => number): Promise<void> {
  const [prefix, missing] = pick(CALLED, roll)
  const requestUser = roll() < 0.06 ? pick(NONSENSE, roll) : `${prefix}${digits(missing, roll)}`
  const fromUser = `${pick(CALLERS, roll)}${digits(5, roll)}`
  await carry(trunkCalls(services), exchange, askOf(services, CUSTOMER_ADDRESS, { requestUser, fromUser }), courseOf(roll, CHANCES))
}
