import { expect, test } from 'vitest'
import { bytesText, dataText, gigabytesToBytes, sharePercent } from './bytes.ts'

test.each([
  ['0', '0 MB'],
  ['1048576', '1 MB'],
  ['1073741824', '1 GB'],
  ['1342177280', '1.25 GB'],
  ['5368709119', '4.99 GB'],
])('%s bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})

test('a plan without an end has unlimited data', () => {
  expect([dataText('1073741824'), dataText(null)]).toEqual(['1 GB', 'Unlimited'])
})

test('a gauge never leaves its scale', () => {
  expect(sharePercent('1', '4')).toBe(25)
  expect(sharePercent('9', '4')).toBe(100)
  expect(sharePercent('1', '0')).toBe(0)
})

test('typed gigabytes become whole bytes', () => {
  expect(gigabytesToBytes('5')).toBe('5368709120')
  expect(gigabytesToBytes('0.5')).toBe('536870912')
  for (const text of ['', '0', '-1', '1,5', 'x']) expect(gigabytesToBytes(text)).toBeUndefined()
})
