import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { countSegments } from './segments.ts'

test.each([
  ['a'.repeat(160), 'GSM-7', 1],
  ['a'.repeat(161), 'GSM-7', 2],
  ['a'.repeat(306), 'GSM-7', 2],
  ['a'.repeat(307), 'GSM-7', 3],
  ['€'.repeat(80), 'GSM-7', 1],
  ['€'.repeat(81), 'GSM-7', 2],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3],
  ['ç', 'UCS-2', 1],
  ['Ç', 'GSM-7', 1],
  ['ğ'.repeat(71), 'UCS-2', 2],
] as const)('a text counts as the network counts it: %#', (text, encoding, segments) => {
  expect(countSegments(text)).toMatchObject({ encoding, segments })
})

test('any text has as many segments as the vendor’s own calculator says', () => {
  const letter = fc.constantFrom('a', 'B', '€', '[', '\n', 'é', 'ç', '’', '😀', '👩‍👩‍👧', 'ğ', ' ')
  fc.assert(
    fc.property(fc.array(letter, { minLength: 1, maxLength: 400 }), (letters) => {
      const text = letters.join('')
      const theirs = new SegmentedMessage(text)
      const ours = countSegments(text)
      expect(ours.encoding).toBe(theirs.encodingName)
      expect(ours.segments).toBe(theirs.segmentsCount)
    }),
    { numRuns: 300 },
  )
})
