import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { parseDecimal, rate, rateOf } from '../../platform/money.ts'
import type { OfferingId } from '../catalog/index.ts'
import type { Ask, TenantPrices } from './candidates.ts'
import { type BasePrice, floorOf, type PriceKind, type PriceRule, periodState } from './price.ts'
import { resolve } from './resolve.ts'

const OPERATOR = newId<TenantId>()
const RESELLER = newId<TenantId>()
const ACCOUNT = newId<AccountId>()
const JANUARY = new Date('2026-01-01T00:00:00Z')
const JUNE = new Date('2026-06-01T00:00:00Z')
const MAY = new Date('2026-05-15T00:00:00Z')

type RuleWish = Partial<Omit<PriceRule, 'valueE8'>> & { readonly kind: PriceKind; readonly value: string }

const rule = ({ value, ...wish }: RuleWish): PriceRule => ({
  id: newId(),
  accountId: null,
  group: null,
  service: 'voice',
  country: null,
  vendor: null,
  offeringId: null,
  increments: null,
  valueE8: parseDecimal(value, 8),
  minChargeE8: null,
  currency: wish.kind === 'markup_percentage' ? null : 'USD',
  belowFloorReason: null,
  validFrom: JANUARY,
  validTo: null,
  createdAt: JANUARY,
  ...wish,
})

const base = (amount: string, key: Partial<BasePrice> = {}): BasePrice => ({
  id: newId(),
  service: 'voice',
  country: 'US',
  vendor: 'twilio',
  offeringId: null,
  rate: rate('USD', amount),
  validFrom: JANUARY,
  validTo: null,
  createdAt: JANUARY,
  ...key,
})

const operator = (rules: readonly PriceRule[], basePrices: readonly BasePrice[] = [base('0.0085')], minMarginE4 = 0n): TenantPrices => ({
  tenantId: OPERATOR,
  currency: 'USD',
  rules,
  policy: { minMarginE4, defaultMarkupE4: 0n },
  basePrices,
})

const reseller = (rules: readonly PriceRule[], policy = { minMarginE4: 0n, defaultMarkupE4: 0n }, currency = 'USD'): TenantPrices => ({
  tenantId: RESELLER,
  currency,
  rules,
  policy,
  basePrices: [],
})

const ask = (wish: Partial<Ask> = {}): Ask => ({
  service: 'voice',
  country: 'US',
  vendor: 'twilio',
  offeringId: null,
  accountId: ACCOUNT,
  group: 'gold',
  at: MAY,
  ...wish,
})

const priceAt = (chain: readonly TenantPrices[], wish: Partial<Ask> = {}): string | null => {
  const own = resolve(ask(wish), chain, null).prices[0]
  return own ? rateOf(own.rate) : null
}

describe("W9's order of precedence", () => {
  // Each level's price is different, and removing the deciding rule reveals the next.
  const account = rule({ kind: 'fixed_price', value: '0.01', accountId: ACCOUNT })
  const group = rule({ kind: 'fixed_price', value: '0.02', group: 'gold' })
  const price = rule({ kind: 'fixed_price', value: '0.03' })
  const vendorCountry = rule({ kind: 'markup_fixed', value: '0.04', country: 'US', vendor: 'twilio' })
  const country = rule({ kind: 'markup_fixed', value: '0.05', country: 'US' })
  const vendor = rule({ kind: 'markup_fixed', value: '0.06', vendor: 'twilio' })
  const service = rule({ kind: 'markup_fixed', value: '0.07' })
  const inOrder = [account, group, price, vendorCountry, country, vendor, service]

  test.each([
    [0, '0.01'],
    [1, '0.02'],
    [2, '0.03'],
    [3, '0.0485'],
    [4, '0.0585'],
    [5, '0.0685'],
    [6, '0.0785'],
    [7, null],
  ])('without the first %d rules the price is %s', (removed, expected) => {
    expect(priceAt([operator(inOrder.slice(removed))])).toBe(expected)
    expect(priceAt([operator(inOrder.slice(removed).toReversed())])).toBe(expected)
  })

  test('the decision does not depend on the order in which rules are stored, and leaves exactly one deciding step', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder), (rules) => {
        const { prices, path } = resolve(ask(), [operator(rules)], null)
        const first = inOrder.find((candidate) => rules.includes(candidate))
        expect(prices[0]?.ruleId ?? null).toBe(first?.id ?? null)
        expect(path.filter((step) => step.chosen && step.level !== 'cost')).toHaveLength(first ? 1 : 0)
        for (const candidate of rules) expect(path.filter((step) => step.ruleId === candidate.id)).toHaveLength(1)
        for (const step of path) expect(step.reason).not.toBe('')
      }),
    )
  })

  test('within a level the latest to start wins', () => {
    const fixed = rule({ kind: 'fixed_price', value: '5', accountId: ACCOUNT, validFrom: JANUARY })
    const markup = rule({ kind: 'markup_fixed', value: '1', accountId: ACCOUNT, validFrom: new Date('2026-02-01T00:00:00Z') })
    expect(priceAt([operator([fixed, markup])])).toBe('1.0085')
  })

  test("another account's, group's, supplier's or country's price is never taken", () => {
    const others = [
      rule({ kind: 'markup_percentage', value: '10', vendor: 'telnyx' }),
      rule({ kind: 'markup_percentage', value: '20', country: 'GB' }),
    ]
    expect(priceAt([operator(others)])).toBeNull()
    expect(priceAt([operator(inOrder.slice(0, 2))], { accountId: newId<AccountId>(), group: 'silver' })).toBeNull()
    expect(priceAt([operator(inOrder.slice(0, 2))], { accountId: null, group: null })).toBeNull()
  })
})

describe('time', () => {
  const until = rule({ kind: 'fixed_price', value: '20', validTo: JUNE })
  const from = rule({ kind: 'fixed_price', value: '22', validFrom: JUNE })

  test.each([
    ['2025-12-31T23:59:59.999Z', null],
    ['2026-01-01T00:00:00.000Z', '20.00'],
    ['2026-05-31T23:59:59.999Z', '20.00'],
    ['2026-06-01T00:00:00.000Z', '22.00'],
  ])('at %s the price is %s: periods are half-open', (at, expected) => {
    expect(priceAt([operator([until, from])], { at: new Date(at) })).toBe(expected)
  })

  test('the explanation says when a price ended and when one starts', () => {
    const reasons = (at: Date) => resolve(ask({ at }), [operator([until, from])], null).path.map((step) => step.reason)
    expect(reasons(MAY)).toContain('It starts 2026-06-01T00:00:00.000Z.')
    expect(reasons(JUNE)).toContain('It ended 2026-06-01T00:00:00.000Z.')
  })

  test('a price is scheduled, active, then ended; one withdrawn before its start is ended', () => {
    const period = { validFrom: MAY, validTo: JUNE }
    expect(periodState(period, JANUARY)).toBe('scheduled')
    expect(periodState(period, MAY)).toBe('active')
    expect(periodState(period, JUNE)).toBe('ended')
    expect(periodState({ validFrom: MAY, validTo: MAY }, JANUARY)).toBe('ended')
  })
})

describe('cost', () => {
  const markup = [rule({ kind: 'markup_percentage', value: '0' })]

  test.each<[string, BasePrice[], Partial<Ask>, string | null]>([
    ['a country beats the default', [base('1'), base('9', { country: null })], {}, '1.00'],
    ['the default serves other countries', [base('1'), base('9', { country: null })], { country: 'DE' }, '9.00'],
    ["a supplier's own price beats one of any supplier", [base('1'), base('9', { vendor: null })], {}, '1.00'],
    ['a country of any supplier beats a default of the supplier', [base('1', { country: null }), base('9', { vendor: null })], {}, '9.00'],
    ['while the supplier is open the dearest counts', [base('1'), base('9', { vendor: 'telnyx' })], { vendor: null }, '9.00'],
    ['a named supplier has its own', [base('1'), base('9', { vendor: 'telnyx' })], { vendor: 'twilio' }, '1.00'],
    ['an ended base price is none', [base('1', { validTo: MAY })], {}, null],
    ['no base price is no price', [], {}, null],
  ])('%s', (_title, prices, wish, expected) => {
    expect(priceAt([operator(markup, prices)], wish)).toBe(expected)
  })

  test('the rules of the supplier that sets the cost apply while the supplier is open', () => {
    const rules = [...markup, rule({ kind: 'markup_fixed', value: '0.05', country: 'US', vendor: 'twilio' })]
    expect(priceAt([operator(rules)], { vendor: null })).toBe('0.0585')
  })

  test('what the supplier just quoted replaces the base price', () => {
    const { prices } = resolve(ask(), [operator([rule({ kind: 'markup_percentage', value: '50' })])], rate('USD', '2'))
    expect(prices[0] && rateOf(prices[0].rate)).toBe('3.00')
    expect(prices[0]?.cost && rateOf(prices[0].cost)).toBe('2.00')
  })

  test('a cost in another currency is never added to a markup', () => {
    const euros = [base('1', { rate: rate('EUR', '1') })]
    expect(priceAt([operator(markup, euros)])).toBeNull()
    const fixed = resolve(ask(), [operator([rule({ kind: 'fixed_price', value: '5' })], euros)], null).prices[0]
    expect(fixed && rateOf(fixed.rate)).toBe('5.00')
    expect(fixed?.cost).toBeNull()
  })
})

describe('offerings', () => {
  const PLAN = newId<OfferingId>()
  const own = rule({ kind: 'fixed_price', value: '20', offeringId: PLAN })
  const general = rule({ kind: 'fixed_price', value: '7', country: 'US', vendor: 'twilio' })

  test('the price of one offering beats every price of its kind, and is for no other', () => {
    const at = (offeringId: OfferingId | null) => priceAt([operator([general, own])], { offeringId })
    expect([at(PLAN), at(newId()), at(null)]).toEqual(['20.00', '7.00', '7.00'])
  })

  test('the cost of one offering beats the cost of its kind', () => {
    const costs = [base('1'), base('9', { offeringId: PLAN })]
    const markup = [rule({ kind: 'markup_percentage', value: '0' })]
    expect(priceAt([operator(markup, costs)], { offeringId: PLAN })).toBe('9.00')
  })
})

describe('steps of counted time', () => {
  const bySix = { initialSeconds: 6, recurringSeconds: 6 }
  const at = (chain: readonly TenantPrices[]) => resolve(ask(), chain, null).prices[0]?.increments
  const voice = (increments: PriceRule['increments']) => rule({ kind: 'markup_percentage', value: '50', increments })

  test('are whole minutes unless the deciding price says otherwise', () => {
    expect(at([operator([voice(null)])])).toEqual({ initialSeconds: 60, recurringSeconds: 60 })
    expect(at([operator([voice(bySix)])])).toEqual(bySix)
  })

  test('come from the business above where a reseller sets none', () => {
    expect(at([reseller([]), operator([voice(bySix)])])).toEqual(bySix)
    expect(at([reseller([voice({ initialSeconds: 30, recurringSeconds: 6 })]), operator([voice(bySix)])])).toEqual({
      initialSeconds: 30,
      recurringSeconds: 6,
    })
  })
})

describe('formulas', () => {
  const MIN = parseDecimal('0.02', 8)

  test.each<[RuleWish, string]>([
    [{ kind: 'markup_percentage', value: '50' }, '0.01275'],
    [{ kind: 'markup_percentage', value: '60' }, '0.0136'],
    [{ kind: 'markup_percentage', value: '0.0001' }, '0.00850001'],
    [{ kind: 'markup_fixed', value: '0.05' }, '0.0585'],
    [{ kind: 'fixed_price', value: '0.04' }, '0.04'],
    [{ kind: 'markup_percentage', value: '50', minChargeE8: MIN, currency: 'USD' }, '0.02'],
    [{ kind: 'markup_fixed', value: '0.05', minChargeE8: MIN }, '0.0585'],
  ])('%o on cost 0.0085 is %s', (wish, expected) => {
    expect(priceAt([operator([rule(wish)])])).toBe(expected)
  })
})

describe('the floor', () => {
  const TEN = 100_000n

  test.each([
    ['0.00934999', null],
    ['0.00935', '0.00935'],
  ])('with a least margin of 10 %% over 0.0085 a price of %s gives %s', (value, expected) => {
    expect(priceAt([operator([rule({ kind: 'fixed_price', value })], undefined, TEN)])).toBe(expected)
  })

  test('a price below the floor is named as such, and is sold only with a noted reason', () => {
    const low = rule({ kind: 'fixed_price', value: '0.001' })
    const refused = resolve(ask(), [operator([low])], null)
    expect(refused.prices).toEqual([])
    expect(refused.belowFloor?.tenantId).toBe(OPERATOR)
    expect(refused.path.find((step) => step.ruleId === low.id)?.reason).toBe('Below the floor of 0.0085 USD.')
    expect(priceAt([operator([{ ...low, belowFloorReason: 'launch offer' }])])).toBe('0.001')
  })

  test('whatever is sold without a reason is at or above the floor', () => {
    const kinds = fc.constantFrom<PriceKind>('fixed_price', 'markup_percentage', 'markup_fixed')
    const values = fc.bigInt({ min: 0n, max: 10n ** 10n })
    fc.assert(
      fc.property(kinds, values, values, fc.bigInt({ min: 0n, max: 2_000_000n }), (kind, valueE8, cost, minMargin) => {
        const priced = { ...rule({ kind, value: '0' }), valueE8 }
        const costRate = { currency: 'USD', e8: cost }
        const { prices, belowFloor } = resolve(ask(), [operator([priced], [], minMargin)], costRate)
        const floor = floorOf(costRate, { minMarginE4: minMargin, defaultMarkupE4: 0n })
        if (prices[0]) expect(prices[0].rate.e8).toBeGreaterThanOrEqual(floor.e8)
        else expect(belowFloor?.floor).toEqual(floor)
      }),
    )
  })
})

describe('resellers', () => {
  const half = rule({ kind: 'markup_percentage', value: '50' })

  test("the parent's price is the reseller's cost, and is passed on when nothing else is set", () => {
    const { prices } = resolve(ask(), [reseller([]), operator([half])], null)
    expect(prices.map((price) => [price.tenantId, rateOf(price.rate), price.cost && rateOf(price.cost), price.level])).toEqual([
      [RESELLER, '0.01275', '0.01275', 'parent'],
      [OPERATOR, '0.01275', '0.0085', 'tenant_rule'],
    ])
  })

  test('the default markup, and at least the least margin, is added to what is passed on', () => {
    expect(priceAt([reseller([], { minMarginE4: 0n, defaultMarkupE4: 100_000n }), operator([half])])).toBe('0.014025')
    expect(priceAt([reseller([], { minMarginE4: 200_000n, defaultMarkupE4: 100_000n }), operator([half])])).toBe('0.0153')
  })

  test("accounts and groups are the selling tenant's own: the parent's contract prices are not for the reseller's customers", () => {
    const contracts = [
      rule({ kind: 'fixed_price', value: '9', accountId: ACCOUNT }),
      rule({ kind: 'fixed_price', value: '9', group: 'gold' }),
    ]
    const own = rule({ kind: 'markup_fixed', value: '1', group: 'gold' })
    const { prices } = resolve(ask(), [reseller([own]), operator([half, ...contracts])], null)
    expect(prices.map((price) => rateOf(price.rate))).toEqual(['1.01275', '0.01275'])
  })

  test('a reseller cannot sell what the business above does not, nor below its price, nor across currencies', () => {
    const fixed = rule({ kind: 'fixed_price', value: '5' })
    expect(priceAt([reseller([fixed]), operator([])])).toBeNull()
    expect(priceAt([reseller([rule({ kind: 'fixed_price', value: '0.01' })]), operator([half])])).toBeNull()
    expect(priceAt([reseller([{ ...fixed, currency: 'EUR' }], undefined, 'EUR'), operator([half])])).toBeNull()
  })

  test('three levels multiply up, each on the price of the one above', () => {
    const master = { ...reseller([half]), tenantId: newId<TenantId>() }
    const { prices } = resolve(ask(), [reseller([half]), master, operator([half])], null)
    expect(prices.map((price) => rateOf(price.rate))).toEqual(['0.0286875', '0.019125', '0.01275'])
  })

  test("no step of the reseller's own path names a supplier or the operator's cost", () => {
    const { path } = resolve(ask(), [reseller([half]), operator([half])], null)
    const own = JSON.stringify(path.filter((step) => step.tenantId === RESELLER))
    expect(own).not.toContain('twilio')
    expect(own).not.toContain('0.0085')
    expect(own).toContain('0.01275')
  })
})
