import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Id } from '../../platform/ids.ts'
import { zero } from '../../platform/money.ts'
import { tariffOf } from '../../spine/rating/index.ts'
import type { Carrier, Price, Priced, ServiceId, TrunkService } from '../carriers/index.ts'
import { defaultsOf } from '../carriers/settings.ts'
import { CONTINUE_ON, continuePattern, matchingRoutes, type Route, type RoutingPlan, STOPS } from './routing-plan.ts'
import { type Candidate, type Selection, selectRoutes } from './select.ts'

const id = <I extends string>(text: string) => text as Id<string> as unknown as I

const carrier = (name: string, more: Partial<Carrier> = {}): Carrier => ({
  id: id(name),
  accountId: id(`account ${name}`),
  code: name.toUpperCase(),
  name,
  partnerType: 'bilateral',
  status: 'active',
  currency: 'USD',
  customerCreditType: 'prepaid',
  customerCreditLimit: zero('USD'),
  supplierCreditType: 'postpaid',
  bilateralCreditLimit: zero('USD'),
  customer24hLimit: null,
  supplier24hLimit: null,
  capacity: null,
  circularRouting: false,
  customerAccountNumber: '',
  supplierAccountNumber: '',
  taxCode: '',
  billTo: '',
  shipTo: '',
  createdAt: new Date(0),
  ...more,
})

type More = Partial<Omit<TrunkService, 'carrier' | 'trunk'>> & { carrier?: Partial<Carrier>; isActive?: boolean; gateway?: string | null }

const service = (name: string, { carrier: own = {}, isActive = true, gateway = 'sip:x', ...more }: More = {}): TrunkService => ({
  id: id(name),
  carrierId: id(own.id ?? `carrier ${name}`),
  interconnectId: id(`interconnect ${name}`),
  shortCode: name,
  name,
  direction: 'egress',
  status: 'active',
  ratingPlanId: id('plan'),
  routingPlanId: null,
  techPrefix: '',
  prefix: '',
  priority: 100,
  weight: 100,
  capacity: null,
  enforcementPolicy: 'strict',
  createdAt: new Date(0),
  ...more,
  carrier: carrier(`carrier ${name}`, own),
  trunk: {
    interconnect: {
      id: id(`interconnect ${name}`),
      carrierId: id(own.id ?? `carrier ${name}`),
      shortCode: 'I',
      name,
      direction: 'egress',
      currency: 'USD',
      protocol: 'udp',
      capacity: null,
      isActive,
      techPrefix: '',
      sipPort: 5060,
      createdAt: new Date(0),
    },
    validation: defaultsOf('validation'),
    translation: defaultsOf('translation'),
    signalling: defaultsOf('signalling'),
    sources: new BlockList(),
    gateway,
  },
})

const price = (perMinute: string, step = 1, currency = 'USD'): Price => ({
  planId: id('plan'),
  planVersion: 1,
  versionId: 'v',
  code: '44',
  tariff: tariffOf({ currency, perMinute, initialSeconds: step, recurringSeconds: step }),
})
const at = (perMinute: string, step = 1): Priced => ({ kind: 'rate', price: price(perMinute, step) })

const route = (name: string, more: Partial<Route> = {}): Route => ({
  id: id(`route ${name} ${more.code ?? ''}`),
  serviceId: id(name),
  code: '',
  priority: 100,
  weight: 100,
  isBlocked: false,
  ...more,
})

const plan: RoutingPlan = {
  id: id('routing'),
  shortCode: 'R1',
  name: 'R',
  mode: 'lcr',
  lcrDeltaPercent: 0,
  expectedSeconds: 180,
  mostAttempts: 5,
  replySeconds: 3,
  ringSeconds: 120,
  marginGuard: 'block',
  continueOn: [...CONTINUE_ON],
  createdAt: new Date(0),
}

type Offer = { readonly service: TrunkService; readonly priced: Priced; readonly route?: Partial<Route> }

const select = (offers: readonly Offer[], more: Partial<Selection> = {}): readonly Candidate[] =>
  selectRoutes({
    plan,
    routes: offers.map((offer) => route(offer.service.id, offer.route)),
    services: new Map(offers.map((offer) => [offer.service.id, offer.service])),
    digits: '442071838750',
    customer: carrier('customer'),
    sell: price('0.0200'),
    buy: new Map(offers.map((offer) => [offer.service.id, offer.priced])),
    isSpent: () => false,
    openCalls: new Map(),
    turn: 0,
    ...more,
  })

const order = (candidates: readonly Candidate[]) =>
  candidates.map(({ service: { name }, excluded }) => (excluded ? `${name} ${excluded}` : name))

const offer = (name: string, perMinute: string, more: More & { step?: number; route?: Partial<Route> } = {}): Offer => {
  const { step, route: own, ...rest } = more
  return { service: service(name, rest), priced: at(perMinute, step), ...(own && { route: own }) }
}

describe('every candidate that is left out says why', () => {
  test.each<[string, Offer, Partial<Selection>]>([
    ['route_blocked', offer('a', '0.01', { route: { isBlocked: true } }), {}],
    ['carrier_not_active', offer('a', '0.01', { carrier: { status: 'paused' } }), {}],
    ['service_not_active', offer('a', '0.01', { status: 'testing' }), {}],
    ['interconnect_down', offer('a', '0.01', { isActive: false }), {}],
    ['no_address', offer('a', '0.01', { gateway: null }), {}],
    ['same_carrier', offer('a', '0.01', { carrier: { id: id('customer') } }), {}],
    ['rate_none', { service: service('a'), priced: { kind: 'none' } }, {}],
    ['rate_closed', { service: service('a'), priced: { kind: 'closed' } }, {}],
    ['rate_blocked', { service: service('a'), priced: { kind: 'blocked' } }, {}],
    ['other_currency', { service: service('a'), priced: { kind: 'rate', price: price('0.01', 1, 'EUR') } }, {}],
    ['spend_limit', offer('a', '0.01'), { isSpent: () => true }],
    ['capacity', offer('a', '0.01', { capacity: 2 }), { openCalls: new Map([[id<ServiceId>('a'), 2]]) }],
    ['capacity', offer('a', '0.01', { carrier: { capacity: 2 } }), { openCalls: new Map([[id<ServiceId>('a'), 2]]) }],
    ['negative_margin', offer('a', '0.0201'), {}],
  ])('%s', (reason, given, more) => {
    expect(order(select([given], more))).toEqual([`a ${reason}`])
  })

  test('its own carrier is allowed where circular routing is', () => {
    const own = offer('a', '0.01', { carrier: { id: id('customer') } })
    expect(order(select([own], { customer: carrier('customer', { circularRouting: true }) }))).toEqual(['a'])
  })

  test('a supplier above the selling price may be used where the guard is off', () => {
    expect(order(select([offer('a', '0.0300')], { plan: { ...plan, marginGuard: 'off' } }))).toEqual(['a'])
  })

  test('more than may be tried are beyond, in their order', () => {
    const offers = ['a', 'b', 'c'].map((name, index) => offer(name, `0.01${index}`))
    expect(order(select(offers, { plan: { ...plan, mostAttempts: 2 } }))).toEqual(['a', 'b', 'c beyond_attempts'])
  })

  test('what is full is refused, used last, or not counted, as its policy says', () => {
    const full = { capacity: 1 } as const
    const offers = [
      offer('overflow', '0.0010', { ...full, enforcementPolicy: 'overflow' }),
      offer('best', '0.0020', { ...full, enforcementPolicy: 'best_effort' }),
      offer('free', '0.0030'),
    ]
    const openCalls = new Map([
      [id<ServiceId>('overflow'), 1],
      [id<ServiceId>('best'), 9],
    ])
    expect(order(select(offers, { openCalls }))).toEqual(['best', 'free', 'overflow'])
  })
})

describe('the order', () => {
  test('by cost compares what a call of the expected length costs, steps included', () => {
    // At 90 s: 0.0090 in minutes costs 0.018, 0.0100 by the second 0.015.
    const offers = [offer('minutes', '0.0090', { step: 60 }), offer('seconds', '0.0100')]
    expect(order(select(offers, { plan: { ...plan, expectedSeconds: 90 } }))).toEqual(['seconds', 'minutes'])
    expect(order(select(offers, { plan: { ...plan, expectedSeconds: 180 } }))).toEqual(['minutes', 'seconds'])
  })

  test('by cost within a delta goes by priority', () => {
    const offers = [
      offer('a', '0.0100', { route: { priority: 3 } }),
      offer('b', '0.0104', { route: { priority: 2 } }),
      offer('c', '0.0106', { route: { priority: 1 } }),
    ]
    expect(order(select(offers, { plan: { ...plan, mode: 'lcrd', lcrDeltaPercent: 5 } }))).toEqual(['b', 'a', 'c'])
    expect(order(select(offers, { plan: { ...plan, mode: 'priority' } }))).toEqual(['c', 'b', 'a'])
  })

  test('by share gives each its part of any run of calls, evenly', () => {
    const offers = [offer('a', '0.01', { route: { weight: 70 } }), offer('b', '0.01', { route: { weight: 30 } })]
    const firsts = Array.from({ length: 100 }, (_, turn) => order(select(offers, { plan: { ...plan, mode: 'weight' }, turn }))[0])
    expect(Math.abs(firsts.filter((first) => first === 'a').length - 70)).toBeLessThanOrEqual(2)
    for (let start = 0; start < 80; start += 1) {
      const lately = firsts.slice(start, start + 20).filter((first) => first === 'a').length
      expect(Math.abs(lately - 14)).toBeLessThanOrEqual(2)
    }
  })

  test('longest prefix is looked for per supplier, never over all of them', () => {
    // A cheap supplier that quotes 44 must not lose to a dear one that quotes 4420.
    const routes = [
      route('a', { code: '4420' }),
      route('a', { code: '44', isBlocked: true }),
      route('b', { code: '44' }),
      route('c', { code: '33' }),
    ]
    expect(matchingRoutes(routes, '442071838750').map(({ serviceId, code }) => `${serviceId} ${code}`)).toEqual(['a 4420', 'b 44'])
  })

  test('has every candidate once, those to try first, and is the same for the same question', () => {
    const modes = fc.constantFrom('priority', 'lcr', 'lcrd', 'weight') as fc.Arbitrary<RoutingPlan['mode']>
    const cost = fc.integer({ min: 1, max: 300 }).map((tenThousandths) => `0.${String(tenThousandths).padStart(4, '0')}`)
    fc.assert(
      fc.property(modes, fc.array(cost, { maxLength: 8 }), fc.nat(), fc.integer({ min: 1, max: 5 }), (mode, costs, turn, mostAttempts) => {
        const offers = costs.map((perMinute, index) => offer(`s${index}`, perMinute))
        const more = { plan: { ...plan, mode, mostAttempts }, turn }
        const found = select(offers, more)
        expect(found.map(({ service: { name } }) => name).sort()).toEqual(offers.map(({ service: { name } }) => name).sort())
        const tried = found.filter(({ excluded }) => !excluded)
        expect(found.slice(0, tried.length)).toEqual(tried)
        expect(tried.length).toBeLessThanOrEqual(mostAttempts)
        if (mode === 'lcr') {
          const units = tried.map((candidate) => candidate.cost?.units ?? 0n)
          expect(units).toEqual([...units].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
        }
        expect(select(offers, more)).toEqual(found)
      }),
    )
  })
})

test('the next route is never tried after a loop, a busy callee or a caller who gave up', () => {
  const pattern = new RegExp(continuePattern(CONTINUE_ON))
  for (const code of STOPS) expect(pattern.test(String(code))).toBe(false)
  for (const code of CONTINUE_ON) expect(pattern.test(String(code))).toBe(true)
  expect(new RegExp(continuePattern([])).test('503')).toBe(false)
})
