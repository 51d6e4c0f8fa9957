import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, test } from 'vitest'
import { type Encoding, segmentsOf } from './segments.ts'

const FAMILY = '👨‍👩‍👧‍👦'

const GOLDEN: readonly (readonly [what: string, text: string, encoding: Encoding, segments: number])[] = [
  ['160 a', 'a'.repeat(160), 'GSM-7', 1],
  ['161 a', 'a'.repeat(161), 'GSM-7', 2],
  ['306 a', 'a'.repeat(306), 'GSM-7', 2],
  ['307 a', 'a'.repeat(307), 'GSM-7', 3],
  ['80 €', '€'.repeat(80), 'GSM-7', 1],
  ['81 €', '€'.repeat(81), 'GSM-7', 2],
  ['an escape pair at the seam', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3],
  ['70 ж', 'ж'.repeat(70), 'UCS-2', 1],
  ['71 ж', 'ж'.repeat(71), 'UCS-2', 2],
  ['134 ж', 'ж'.repeat(134), 'UCS-2', 2],
  ['135 ж', 'ж'.repeat(135), 'UCS-2', 3],
  ['35 emoji', '😀'.repeat(35), 'UCS-2', 1],
  ['36 emoji', '😀'.repeat(36), 'UCS-2', 2],
  ['a surrogate pair at the seam', `${'ж'.repeat(66)}😀${'ж'.repeat(66)}`, 'UCS-2', 3],
  ['a family at the seam', `${'ж'.repeat(60)}${FAMILY}${'ж'.repeat(63)}`, 'UCS-2', 3],
  ['a flag at the seam', `${'ж'.repeat(65)}🇫🇷${'ж'.repeat(65)}`, 'UCS-2', 3],
  ['brackets before an emoji', `this is a ${']'.repeat(74)}😘`, 'UCS-2', 2],
  ['35 combined letters', 'e\u0301'.repeat(35), 'UCS-2', 1],
]

describe('the published vectors', () => {
  test.each(GOLDEN)('%s', (_, text, encoding, segments) => {
    expect(segmentsOf(text)).toMatchObject({ encoding, segments })
    const calculated = new SegmentedMessage(text)
    expect([calculated.encodingName, calculated.segmentsCount]).toEqual([encoding, segments])
  })
})

test.each([...'ç\t`’“”\u00a0\u200bğ'])('%j is not in the GSM alphabet', (character) => {
  expect(segmentsOf(character).encoding).toBe('UCS-2')
})

test.each([...'ÇéΔΦΓΛΩΠΨΣΘΞ\r\n'])('%j is in the GSM alphabet and takes one septet', (character) => {
  expect(segmentsOf(character)).toMatchObject({ encoding: 'GSM-7', units: 1 })
})

test.each([...'^{}\\[~]|€\f'])('%j takes two septets', (character) => {
  expect(segmentsOf(character)).toMatchObject({ encoding: 'GSM-7', units: 2 })
})

test('what remains is counted in the last segment', () => {
  expect(segmentsOf('')).toEqual({ encoding: 'GSM-7', segments: 1, units: 0, remaining: 160 })
  expect(segmentsOf('a'.repeat(160)).remaining).toBe(0)
  expect(segmentsOf('a'.repeat(161)).remaining).toBe(153 - 8)
  expect(segmentsOf('ж'.repeat(71)).remaining).toBe(67 - 4)
})

test('a grapheme longer than a segment is split rather than refused', () => {
  expect(segmentsOf(`e${'\u0301'.repeat(200)}`)).toEqual({ encoding: 'UCS-2', segments: 3, units: 201, remaining: 0 })
})

const ALPHABETS: readonly (readonly string[])[] = [
  [...'abc DEF,.é€[]^~|'],
  [...'abcж'],
  [...'abc€\f\\{}\r\n'],
  ['a', '😀', FAMILY, '🇫🇷', 'e\u0301', 'ж', '👍🏽'],
  ['ก็', '한', '\u200d', '❤️', 'न्', 'षि', '\r\n', '\r', '\n', 'x'],
]
const texts = fc.oneof(
  ...ALPHABETS.map((pieces) => fc.array(fc.constantFrom(...pieces), { maxLength: 220, size: 'max' }).map((some) => some.join(''))),
)

test('10,000 random texts are counted as the vendor’s calculator counts them, which only parts CR from LF', () => {
  let compared = 0
  fc.assert(
    fc.property(texts, (text) => {
      const ours = segmentsOf(text)
      const theirs = new SegmentedMessage(text)
      expect(ours.encoding).toBe(theirs.encodingName)
      // CR LF is one grapheme (UAX 29, GB3), so we keep it whole where Unicode is sent; the calculator lets it fall apart.
      const explained = ours.encoding === 'UCS-2' && text.includes('\r\n')
      if (explained) expect(Math.abs(ours.segments - theirs.segmentsCount)).toBeLessThanOrEqual(1)
      else expect(ours.segments).toBe(theirs.segmentsCount)
      compared += 1
    }),
    { seed: 22, numRuns: 10_000 },
  )
  expect(compared).toBe(10_000)
}, 120_000)
