import { describe, expect, test } from 'vitest'
import { assertTransition } from '../../platform/errors.ts'
import { money } from '../../platform/money.ts'
import { isOpen, isPayable, PAYMENT_STATUSES, paymentTransitions } from './payment.ts'

describe('the states of a payment', () => {
  const allowed = new Set([
    'pending>requires_action',
    'pending>processing',
    'pending>completed',
    'pending>failed',
    'pending>cancelled',
    'requires_action>processing',
    'requires_action>completed',
    'requires_action>failed',
    'requires_action>cancelled',
    'processing>completed',
    'processing>failed',
    'processing>cancelled',
    'completed>partially_refunded',
    'completed>disputed',
    'partially_refunded>refunded',
    'disputed>completed',
    'disputed>refunded',
    // Late success: the money has arrived, whatever we thought (W4).
    'failed>completed',
    'cancelled>completed',
  ])
  const pairs = PAYMENT_STATUSES.flatMap((from) => PAYMENT_STATUSES.map((to) => [from, to] as const))

  test.each(pairs)('%s to %s is as the table says', (from, to) => {
    const move = () => assertTransition('payment', paymentTransitions, from, to)
    if (allowed.has(`${from}>${to}`)) expect(move).not.toThrow()
    else expect(move).toThrow(expect.objectContaining({ status: 409, code: 'request.invalidTransition' }))
  })

  test('only those that can still be paid are open', () => {
    expect(PAYMENT_STATUSES.filter((status) => isOpen({ status }))).toEqual(['pending', 'requires_action', 'processing'])
  })
})

test.each([
  ['4.99', false],
  ['5.00', true],
  ['5.001', false],
  ['50.00', true],
  ['999.99', true],
  ['1000.00', true],
  ['1000.01', false],
])('a top-up of %s USD can be paid: %s', (amount, payable) => {
  expect(isPayable(money('USD', amount))).toBe(payable)
})

test('a currency without cents is paid in whole units', () => {
  expect(isPayable(money('JPY', '500'))).toBe(true)
  expect(isPayable(money('JPY', '500.5'))).toBe(false)
})
