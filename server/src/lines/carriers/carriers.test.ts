import { expect, test } from 'vitest'
import { peer, ratePlan, routingPlan, sell, supply, walletOf } from '../../../test/support/peering.ts'
import { type World, worldForTest } from '../../../test/support/world.ts'
import { money, zero } from '../../platform/money.ts'
import { CONTINUE_ON } from '../routing/routing-plan.ts'
import { createPlan, setRoutes } from '../routing/service.ts'
import { createAlert } from './alerts.ts'
import { type TrunkStatus, trunkTransitions } from './carrier.ts'
import { createInterconnect, describeInterconnect, setAddresses, setCodecs, setGroup, settingsOfInterconnect } from './interconnects.ts'
import { createCarrier, findCarrier, grantCredit, moveCarrier } from './service.ts'
import { defaultsOf } from './settings.ts'
import { createService, describeService, moveService } from './trunks.ts'

const email = 'noc@example.com'
const plain = { name: 'X', protocol: 'udp', capacity: null, isActive: true, techPrefix: '', sipPort: 5060 } as const
const blank = {
  name: 'X',
  ratingPlanId: null,
  routingPlanId: null,
  techPrefix: '',
  priority: 1,
  weight: 1,
  capacity: null,
  enforcementPolicy: 'strict',
} as const
const STATES: readonly TrunkStatus[] = ['testing', 'active', 'paused', 'disabled']

/** Brings a carrier into a state by the ways there are. */
async function bring(world: World, code: string, to: TrunkStatus) {
  const context = world.context()
  await createCarrier(context, { code, name: code, partnerType: 'bilateral', email })
  const way: readonly TrunkStatus[] =
    to === 'testing' ? [] : to === 'active' ? ['active'] : to === 'paused' ? ['active', 'paused'] : ['active', 'paused', 'disabled']
  for (const step of way) await moveCarrier(context, code, step)
}

test('a carrier moves along its states and nowhere else', async () => {
  const world = await worldForTest()
  for (const from of STATES) {
    for (const to of STATES) {
      const code = `${from}-${to}`.toUpperCase()
      await bring(world, code, from)
      const moved = moveCarrier(world.context(), code, to)
      if (trunkTransitions[from].includes(to)) expect((await moved).status).toBe(to)
      else await expect(moved).rejects.toMatchObject({ status: 409, facts: { reason: 'invalid_transition' } })
    }
  }
})

test('a new carrier is an account of its own kind with a wallet; its code is taken once', async () => {
  const world = await worldForTest()
  const context = world.context()
  const made = { code: 'ACME', name: 'Acme', partnerType: 'customer', email } as const
  const events = await world.eventsOf(() => createCarrier(context, made))
  expect(events).toEqual(['account.created.v1', 'wallet.opened.v1', 'carrier.created.v1'])
  await expect(createCarrier(context, made)).rejects.toMatchObject({ code: 'carriers.codeTaken', status: 409 })
  expect((await findCarrier(context, 'acme')).id).toBe((await findCarrier(context, 'ACME')).id)
  expect(await world.query('select kind from account')).toEqual([{ kind: 'carrier' }])
})

test('credit is the limit of the wallet itself, and prepaid has none', async () => {
  const world = await worldForTest()
  const acme = await peer(world, 'ACME', 'customer', '192.0.2.10')
  const terms = {
    supplierCreditType: 'postpaid',
    bilateralCreditLimit: zero('USD'),
    customer24hLimit: null,
    supplier24hLimit: null,
  } as const
  const limit = money('USD', '250.00')
  await grantCredit(world.context(), 'ACME', { ...terms, customerCreditType: 'postpaid', customerCreditLimit: limit })
  expect((await walletOf(world, acme)).creditLimit).toEqual(limit)
  const events = await world.eventsOf(() =>
    grantCredit(world.context(), 'ACME', { ...terms, customerCreditType: 'prepaid', customerCreditLimit: limit }),
  )
  expect(events).toEqual(['carrier.changed.v1'])
  expect((await walletOf(world, acme)).creditLimit).toEqual(zero('USD'))
  const alert = {
    alertType: 'low_balance',
    direction: 'customer',
    threshold: money('EUR', '1.00'),
    recipients: [],
    isActive: true,
  } as const
  await expect(createAlert(world.context(), 'ACME', alert)).rejects.toMatchObject({ code: 'carriers.currencyFixed', status: 422 })
})

test('directions fit the kind of carrier and of interconnect', async () => {
  const world = await worldForTest()
  const context = world.context()
  await createCarrier(context, { code: 'SUP', name: 'Sup', partnerType: 'supplier', email })
  await expect(createInterconnect(context, 'SUP', { ...plain, direction: 'both' })).rejects.toMatchObject({
    code: 'carriers.partnerMismatch',
  })
  const { id } = await createInterconnect(context, 'SUP', { ...plain, direction: 'egress' })
  await expect(createService(context, id, { ...blank, direction: 'ingress' })).rejects.toMatchObject({ code: 'carriers.directionMismatch' })
  await expect(createService(context, 'I99', { ...blank, direction: 'egress' })).rejects.toMatchObject({
    code: 'carriers.interconnectNotFound',
  })
})

test('each settings group is one row, replaced as a whole; lists keep their order', async () => {
  const world = await worldForTest()
  const { interconnect } = await peer(world, 'ACME', 'bilateral', '192.0.2.10')
  const context = world.context()
  const events = await world.eventsOf(async () => {
    await setGroup(context, interconnect.id, 'media', { ...defaultsOf('media'), mediaRelay: 'always' })
    await setGroup(context, interconnect.id, 'media', { ...defaultsOf('media'), dtmfDetection: 'info' })
    await setGroup(context, interconnect.id, 'signalling', { ...defaultsOf('signalling'), releaseCauseMapping: [{ from: 503, to: 480 }] })
    const codec = { allowed: true, relayOnly: false, vad: false, ptime: 20 } as const
    await setCodecs(
      context,
      interconnect.id,
      ['G729', 'PCMA'].map((codecName) => ({ ...codec, codecName })),
    )
  })
  expect(events).toEqual(Array.from({ length: 4 }, () => 'interconnect.changed.v1'))
  const settings = await settingsOfInterconnect(context, interconnect.id)
  expect(settings.media).toMatchObject({ dtmfDetection: 'info', mediaRelay: 'auto' })
  expect(settings.signalling.releaseCauseMapping).toEqual([{ from: 503, to: 480 }])
  expect(settings.codecs.map(({ codecName }) => codecName)).toEqual(['G729', 'PCMA'])
  const twice = { codecName: 'PCMA', allowed: true, relayOnly: false, vad: false, ptime: 20 } as const
  await expect(setCodecs(context, interconnect.id, [twice, twice])).rejects.toMatchObject({ code: 'carriers.codecsRepeat' })
  const backwards = { ipAddress: '192.0.2.20', isRange: true, rangeEnd: '192.0.2.10', addressType: 'transport', isActive: true } as const
  await expect(setAddresses(context, interconnect.id, [backwards])).rejects.toMatchObject({ code: 'carriers.addressInvalid' })
})

test('what is active stays complete and keeps its calls to itself, whichever way it is changed', async () => {
  const world = await worldForTest()
  const context = world.context()
  const vendor = await peer(world, 'VENDOR', 'supplier', '198.51.100.1')
  const bought = await ratePlan(world, 'supplier', 'Buy', [{ code: '44', perMinute: '0.01' }])
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.02' }])
  const routing = await routingPlan(world, [await supply(world, vendor, bought)])
  const one = await peer(world, 'ONE', 'customer', '192.0.2.10')
  const two = await peer(world, 'TWO', 'customer', '192.0.2.20')
  const first = await sell(world, one, sold, routing, '99#')
  const second = await sell(world, two, sold, routing, '99#')
  const at = (ipAddress: string) => [{ ipAddress, isRange: false, rangeEnd: null, addressType: 'transport', isActive: true } as const]
  const overlap = { code: 'carriers.overlap', status: 409, facts: { service: second.shortCode } }
  await expect(setAddresses(context, one.interconnect.id, at('192.0.2.0/24'))).rejects.toMatchObject(overlap)
  const range = { ipAddress: '192.0.2.15', isRange: true, rangeEnd: '192.0.2.25', addressType: 'transport', isActive: true } as const
  await expect(setAddresses(context, one.interconnect.id, [range])).rejects.toMatchObject(overlap)
  const details = { ...blank, ratingPlanId: sold.id, routingPlanId: routing.id, techPrefix: '99#' }
  await expect(describeService(context, first.id, { ...details, ratingPlanId: null })).rejects.toMatchObject({
    code: 'carriers.ratingPlanRequired',
  })
  await describeService(context, first.id, { ...details, techPrefix: '' })
  await setAddresses(context, one.interconnect.id, at('192.0.2.0/24'))
  // The interconnect's own prefix counts where the service has none (C20).
  await expect(
    describeInterconnect(context, one.interconnect.id, { ...plain, direction: 'ingress', techPrefix: '99#' }),
  ).rejects.toMatchObject(overlap)
  await moveService(context, second.id, 'paused')
  await describeInterconnect(context, one.interconnect.id, { ...plain, direction: 'ingress', techPrefix: '99#' })
  await expect(moveService(context, second.id, 'active')).rejects.toMatchObject({
    code: 'carriers.overlap',
    facts: { service: first.shortCode },
  })
})

test('of two services that would take the same calls only one is activated, even at the same moment', async () => {
  const world = await worldForTest()
  const context = world.context()
  const vendor = await peer(world, 'VENDOR', 'supplier', '198.51.100.1')
  const bought = await ratePlan(world, 'supplier', 'Buy', [{ code: '44', perMinute: '0.01' }])
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.02' }])
  const routing = await routingPlan(world, [await supply(world, vendor, bought)])
  const made = await Promise.all(
    ['ONE', 'TWO', 'THREE'].map(async (code) => {
      const { interconnect } = await peer(world, code, 'customer', '192.0.2.10')
      return createService(context, interconnect.id, { ...blank, direction: 'ingress', ratingPlanId: sold.id, routingPlanId: routing.id })
    }),
  )
  const outcomes = await Promise.allSettled(made.map(({ id }) => moveService(context, id, 'active')))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('routing plans refuse what would go round in circles or nowhere', async () => {
  const world = await worldForTest()
  const context = world.context()
  const settings = {
    name: 'Plan',
    mode: 'lcr',
    lcrDeltaPercent: 0,
    expectedSeconds: 180,
    mostAttempts: 5,
    replySeconds: 3,
    ringSeconds: 60,
    marginGuard: 'block',
    continueOn: [...CONTINUE_ON],
  } as const
  await expect(createPlan(context, { ...settings, continueOn: [503, 482] })).rejects.toMatchObject({
    code: 'routing.cannotContinue',
    status: 422,
  })
  const vendor = await peer(world, 'VENDOR', 'supplier', '198.51.100.1')
  const bought = await ratePlan(world, 'supplier', 'Buy', [{ code: '44', perMinute: '0.01' }])
  const sold = await ratePlan(world, 'customer', 'Sell', [{ code: '44', perMinute: '0.02' }])
  const out = await supply(world, vendor, bought)
  const routing = await routingPlan(world, [out])
  const into = await sell(world, await peer(world, 'ONE', 'customer', '192.0.2.10'), sold, routing)
  const route = { serviceId: out.id, code: '44', priority: 1, weight: 1, isBlocked: false }
  await expect(setRoutes(context, routing.id, [route, route])).rejects.toMatchObject({ code: 'routing.routesRepeat' })
  await expect(setRoutes(context, routing.id, [{ ...route, serviceId: into.id }])).rejects.toMatchObject({ code: 'routing.notEgress' })
  await expect(setRoutes(context, 'R99', [])).rejects.toMatchObject({ code: 'routing.notFound', status: 404 })
})
