import { expect, test } from 'vitest'
import { phoneText } from './phone-text.ts'

test.each([
  ['+14155550101', '+1 415 555 0101'],
  ['+4930901820', '+49 309 018 20'],
  ['+442071838750', '+44 207 183 8750'],
  ['+35312345678', '+353 123 456 78'],
  ['+1415555••••', '+1 415 555 ••••'],
  ['+44207946••••', '+44 207 946 ••••'],
  ['22395', '22395'],
  ['Linecard', 'Linecard'],
])('%s is shown as %s', (e164, shown) => {
  expect(phoneText(e164)).toBe(shown)
})
