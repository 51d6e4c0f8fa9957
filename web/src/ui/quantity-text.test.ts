import { expect, test } from 'vitest'
import { durationText, quantityText, usedPercent, usedText } from './quantity-text.ts'

test('minutes are whole and counted up, gigabytes have 1024 megabytes, counts are grouped', () => {
  expect(usedText('seconds', '2410', '6000')).toBe('41 of 100 min')
  expect([quantityText('bytes', '1610612736'), quantityText('messages', '1200'), quantityText('count', '1')]).toEqual([
    '1.5 GB',
    '1,200 texts',
    '1',
  ])
})

test('a bar shows anything used, and is full only when everything is', () => {
  expect([usedPercent('0', '6000'), usedPercent('1', '6000'), usedPercent('5999', '6000'), usedPercent('6000', '6000')]).toEqual([
    0, 1, 99, 100,
  ])
})

test('a duration is told to the second', () => {
  expect([durationText('0'), durationText('66'), durationText('3723')]).toEqual(['0:00', '1:06', '1:02:03'])
})
