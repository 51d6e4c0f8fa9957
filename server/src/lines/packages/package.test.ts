import { expect, test } from 'vitest'
import { money } from '../../platform/money.ts'
import { discounted, readable, typeOf, usedOf } from './package.ts'

const content = { numbers: 0n, seconds: 0n, messages: 0n, bytes: 0n }

test.each([
  [{ ...content, seconds: 60n }, 'voice_only'],
  [{ ...content, messages: 1n }, 'sms_only'],
  [{ ...content, bytes: 1n }, 'data_only'],
  [{ ...content, seconds: 60n, messages: 1n }, 'combo'],
  [{ ...content, numbers: 1n }, 'combo'],
] as const)('%o is %s', (what, type) => {
  expect(typeOf(what)).toBe(type)
})

test.each([
  ['29.99', 100_000n, '26.99'],
  ['29.99', 0n, '29.99'],
  ['0.05', 500_000n, '0.03'],
  ['10.00', 333_333n, '6.67'],
] as const)('%s less %d e-4 percent is %s, rounded once', (list, discount, paid) => {
  expect(discounted(money('USD', list), discount)).toEqual(money('USD', paid))
})

test('minutes are whole and counted up, gigabytes have 1024 megabytes', () => {
  expect([usedOf('seconds', 2_410n, 6_000n), usedOf('seconds', 0n, 60n)]).toEqual(['41 of 100 min', '0 of 1 min'])
  expect([readable('bytes', 1_610_612_736n), readable('bytes', 1n), readable('messages', 50n)]).toEqual(['1.5 GB', '0.01 GB', '50'])
})
