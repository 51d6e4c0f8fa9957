import { expect, test } from 'vitest'
import { centsUp, isNegative, isZero, minus, moneyText, plus, rateText } from './money-text.ts'

const usd = (amount: string) => ({ currency: 'USD', amount })

test('cents are floored, so what is shown can always be spent', () => {
  expect(moneyText(usd('22.699999'), 'cents')).toBe('$22.69')
  expect(moneyText(usd('-0.001'), 'cents')).toBe('−$0.01')
})

test('an exact amount keeps every digit a float would lose', () => {
  expect(moneyText(usd('9007199254740993.000001'))).toBe('$9,007,199,254,740,993.000001')
  expect(moneyText(usd('0.0079'))).toBe('$0.0079')
  expect(moneyText(usd('5'))).toBe('$5.00')
})

test('rates have at least four decimals and keep every further one', () => {
  expect(moneyText(usd('0.009'), 'rate')).toBe('$0.0090')
  expect(moneyText(usd('0.00455'), 'rate')).toBe('$0.00455')
  expect([rateText('0.009'), rateText('1'), rateText('0.00455')]).toEqual(['0.0090', '1.0000', '0.00455'])
})

test('sums and differences are exact', () => {
  expect(plus(usd('0.1'), usd('0.2'), usd('0.000001')).amount).toBe('0.30000100')
  expect(minus(usd('1'), usd('1.15')).amount).toBe('-0.15000000')
  expect(minus(usd('-0.5'), usd('-0.5')).amount).toBe('0.00000000')
})

test('what must be paid in is rounded up to whole cents', () => {
  expect(centsUp(usd('0.6500'))).toBe('0.65')
  expect(centsUp(usd('0.650001'))).toBe('0.66')
  expect(centsUp(usd('12'))).toBe('12.00')
})

test('minus zero is not negative', () => {
  expect(isNegative(usd('-0.00'))).toBe(false)
  expect(isZero(usd('-0.00'))).toBe(true)
  expect(isNegative(usd('-0.01'))).toBe(true)
})
