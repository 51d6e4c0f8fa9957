import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { originOf, Rule, toDigits, translate } from './translation.ts'

const prefix = (match: string, replace: string, more: object = {}) => Rule.parse({ on: 'ingress', kind: 'prefix', match, replace, ...more })
const pattern = (match: string, replace: string, more: object = {}) =>
  Rule.parse({ on: 'ingress', kind: 'pattern', match, replace, ...more })

describe('translation', () => {
  const cases: readonly [string, string, Rule[], string, number[]][] = [
    ['exchanges a prefix', '0442071838750', [prefix('0', '+')], '+442071838750', [0]],
    ['adds a prefix to everything', '442071838750', [prefix('', '00')], '00442071838750', [0]],
    ['leaves what does not match', '442071838750', [prefix('99', '')], '442071838750', []],
    ['rewrites the whole number by groups', '02071838750', [pattern('0(20\\d{8})', '44$1')], '442071838750', [0]],
    ['is anchored: a match in the middle is none', '9902071838750', [pattern('0(20\\d{8})', '44$1')], '9902071838750', []],
    ['stops at the first match', '0123456', [prefix('0', '1'), prefix('1', '2')], '1123456', [0]],
    ['goes on where told to', '0123456', [prefix('0', '1', { stop: false }), prefix('1', '2')], '2123456', [0, 1]],
    ['minds the length', '0123', [prefix('0', '1', { minLength: 5 })], '0123', []],
    ['minds the way', '0123', [{ ...prefix('0', '1'), on: 'egress' }], '0123', []],
    ['a group that is not there is empty', '55', [pattern('(5)5', '$1$2')], '5', [0]],
  ]
  test.each(cases)('%s', (_, number, rules, expected, applied) => {
    expect(translate(number, rules, 'ingress')).toEqual({ number: expected, applied })
  })

  test('refuses patterns that need backtracking, and replacements that are no number', () => {
    expect(Rule.safeParse({ on: 'ingress', kind: 'pattern', match: '(a)\\1', replace: '' }).success).toBe(false)
    expect(Rule.safeParse({ on: 'ingress', kind: 'pattern', match: '(?=x)', replace: '' }).success).toBe(false)
    expect(Rule.safeParse({ on: 'ingress', kind: 'pattern', match: '(', replace: '' }).success).toBe(false)
    expect(Rule.safeParse({ on: 'ingress', kind: 'prefix', match: '0', replace: 'abc' }).success).toBe(false)
  })

  test('a pattern made to blow up a backtracking engine is over at once', () => {
    const evil = pattern('(\\d+)+x', '1')
    expect(translate('1'.repeat(32), [evil], 'ingress').applied).toEqual([])
  })

  test('never makes a number longer than 32 characters and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(fc.constantFrom('', '0', '00', '+'), { maxLength: 5 }), (number, prefixes) => {
        const rules = prefixes.map((match) => prefix(match, '999999999', { stop: false }))
        expect(translate(number, rules, 'ingress').number.length).toBeLessThanOrEqual(32)
      }),
    )
  })
})

describe('international digits', () => {
  test.each([
    ['+442071838750', '442071838750'],
    ['00442071838750', '442071838750'],
    ['011442071838750', '442071838750'],
    ['442071838750', '442071838750'],
    ['+44 (20) 7183-8750', '442071838750'],
    ['112', undefined],
    ['anonymous', undefined],
    ['+1234567890123456', undefined],
    ['0', undefined],
    ['', undefined],
  ])('%s', (number, expected) => expect(toDigits(number)).toBe(expected))
})

describe('the A-number', () => {
  const asserted = '"Bob" <sip:+442071838751@carrier.example;user=phone>'
  test.each([
    ['from', { from: '+442071838750', asserted }, '+442071838750'],
    ['pai', { from: '+442071838750', asserted }, '+442071838751'],
    ['pai', { from: '+442071838750', asserted: null }, '+442071838750'],
    ['from', { from: 'anonymous', asserted }, '+442071838751'],
    ['pai', { from: 'anonymous', asserted: null }, 'anonymous'],
    ['pai', { from: '1', asserted: 'tel:+442071838751' }, '+442071838751'],
  ] as const)('by %s from %j is %s', (preference, sources, expected) => expect(originOf(sources, preference)).toBe(expected))
})
