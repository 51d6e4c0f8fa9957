import { expect, test } from 'vitest'
import { type Context, inTx } from '../../src/platform/context.ts'
import { amountOf, rateOf } from '../../src/platform/money.ts'
import { createAccount, groupAccount } from '../../src/spine/accounts/index.ts'
import {
  createBasePrice,
  createPriceRule,
  createQuote,
  endPriceRule,
  type PriceRequest,
  previewPrice,
  resolvePrice,
  useQuote,
} from '../../src/spine/pricing/index.ts'
import { worldForTest } from '../support/world.ts'

const JANUARY = new Date('2026-01-01T00:00:00Z')
const JUNE = new Date('2026-06-01T00:00:00Z')
const JULY = new Date('2026-07-01T00:00:00Z')

const voiceInUs = { service: 'voice', country: 'US' }

const costOfVoice = (context: Context) => createBasePrice(context, { ...voiceInUs, vendor: 'twilio', rate: '0.0085', validFrom: JANUARY })

const priceOf = async (context: Context, request: PriceRequest) => rateOf((await resolvePrice(context, request)).rate)

test('story 7: 100 minutes at cost 0.0085 with a rule of 50 % cost 0.85 and are paid 1.28, rounded once', async () => {
  const world = await worldForTest({ now: '2026-05-01T00:00:00Z' })
  const context = world.context()
  await costOfVoice(context)
  await createPriceRule(context, { ...voiceInUs, kind: 'markup_percentage', value: '50' })

  const { price, priced } = await previewPrice(context, { ...voiceInUs, quantity: 100n })

  expect(rateOf(price.rate)).toBe('0.01275')
  expect(priced.cost && amountOf(priced.cost)).toBe('0.85')
  expect(amountOf(priced.exact)).toBe('1.275')
  expect(amountOf(priced.payable)).toBe('1.28')
  expect([priced.markupPct, priced.marginPct]).toEqual(['50.5882', '33.5938'])
})

test('story 8: group, supplier and tenant prices decide in their order, and the dates move the decision', async () => {
  const world = await worldForTest({ now: '2026-05-01T00:00:00Z' })
  const context = world.context()
  const open = (name: string) => inTx(context, (tx) => createAccount(tx, { name, kind: 'individual', email: `${name}@example.com` }))
  const member = await open('member')
  const other = await open('other')
  await groupAccount(context, member.id, 'gold')

  const events = await world.eventsOf(async () => {
    await costOfVoice(context)
    const half = await createPriceRule(context, { ...voiceInUs, kind: 'markup_percentage', value: '50' })
    await createPriceRule(context, { ...voiceInUs, vendor: 'twilio', kind: 'markup_fixed', value: '0.05', validTo: JUNE })
    await createPriceRule(context, { ...voiceInUs, group: 'gold', kind: 'fixed_price', value: '0.04', validTo: JUNE })
    await endPriceRule(context, half.id, JUNE)
    await createPriceRule(context, { ...voiceInUs, kind: 'markup_percentage', value: '60', validFrom: JUNE })
  })
  expect(events).toEqual([
    // What the seed sold at ends where the story's price begins.
    'base_price.ended.v1',
    'base_price.created.v1',
    'price_rule.created.v1',
    'price_rule.created.v1',
    'price_rule.created.v1',
    'price_rule.ended.v1',
    'price_rule.created.v1',
  ])

  expect(await priceOf(context, { ...voiceInUs, accountId: member.id })).toBe('0.04')
  expect(await priceOf(context, { ...voiceInUs, accountId: other.id })).toBe('0.0585')

  const explained = await resolvePrice(context, { ...voiceInUs, accountId: other.id })
  expect(explained.path.map(({ level, considered, rate: gives, chosen, reason }) => [level, considered, gives, chosen, reason])).toEqual(
    expect.arrayContaining([
      ['account', null, null, false, 'This account has no contract price.'],
      ['group', null, null, false, 'The account is in no price group.'],
      ['tenant_price', null, null, false, 'No price is set for this service.'],
      ['tenant_rule', 'cost + 0.05 USD, US through twilio', '0.0585 USD', true, 'The first that applies in the order of precedence.'],
      ['tenant_rule', 'cost + 50 %, US', '0.01275 USD', false, 'A more specific or later one decides.'],
      ['tenant_rule', 'cost + 60 %, US', '0.0136 USD', false, 'It starts 2026-06-01T00:00:00.000Z.'],
      ['cost', 'base price, US through twilio', '0.0085 USD', true, 'The base price that applies.'],
    ]),
  )

  await world.moveTo('2026-05-31T23:59:59Z')
  expect(await priceOf(context, { ...voiceInUs, accountId: member.id })).toBe('0.04')
  await world.moveTo('2026-06-01T00:00:00Z')
  expect(await priceOf(context, { ...voiceInUs, accountId: other.id })).toBe('0.0136')
  expect(await priceOf(context, { ...voiceInUs, accountId: member.id })).toBe('0.0136')

  const later = await resolvePrice(context, { ...voiceInUs, accountId: member.id })
  expect(later.path.find((step) => step.level === 'group')).toMatchObject({
    considered: '0.04 USD, US',
    chosen: false,
    reason: 'It ended 2026-06-01T00:00:00.000Z.',
  })
})

test('story 9: a quote keeps its price for 15 minutes across a price change, and a third price for the same time is refused', async () => {
  const world = await worldForTest({ now: '2026-06-15T00:00:00Z' })
  const context = world.context()
  const plan = { service: 'esim_plan', country: 'US', kind: 'fixed_price' } as const
  await createPriceRule(context, { ...plan, value: '20.00', validFrom: JANUARY, validTo: JULY })
  await createPriceRule(context, { ...plan, value: '22.00', validFrom: JULY })
  const ask = () => inTx(context, (tx) => createQuote(tx, { service: 'esim_plan', country: 'US', quantity: 1n }))

  await world.moveTo('2026-06-30T23:50:00Z')
  const quote = await ask()
  expect(amountOf(quote.payable)).toBe('20.00')

  await world.moveTo('2026-07-01T00:04:00Z')
  const kept = await inTx(context, (tx) => useQuote(tx, quote.id))
  expect(amountOf(kept.payable)).toBe('20.00')
  expect(kept.trace).toMatchObject({ level: 'tenant_price', rate: '20.00', quantity: '1', payable: '20.00' })

  await world.moveTo('2026-07-01T00:05:01Z')
  await expect(inTx(context, (tx) => useQuote(tx, quote.id))).rejects.toMatchObject({ code: 'pricing.quoteExpired', status: 409 })
  expect(amountOf((await ask()).payable)).toBe('22.00')

  const third = { ...plan, value: '21.00', validFrom: new Date('2026-06-30T00:00:00Z'), validTo: new Date('2026-07-02T00:00:00Z') }
  await expect(createPriceRule(context, third)).rejects.toMatchObject({ code: 'pricing.overlap', status: 422 })
})
