import { expect, test } from 'vitest'
import { durationText, isMissed, partyText, reasonWords } from './call-words.ts'

test.each([
  [null, '–'],
  [0, '–'],
  [400, '0:00'],
  [65_000, '1:05'],
  [3_600_000, '1:00:00'],
  [3_725_400, '1:02:05'],
])('%s milliseconds read %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text)
})

test('a call that ended in the mailbox was missed, one that was talked was not', () => {
  expect(isMissed({ direction: 'inbound', status: 'completed', answeredBy: 'voicemail' })).toBe(true)
  expect(isMissed({ direction: 'inbound', status: 'completed', answeredBy: 'person' })).toBe(false)
  expect(isMissed({ direction: 'inbound', status: 'no_answer', answeredBy: null })).toBe(true)
  expect(isMissed({ direction: 'inbound', status: 'ringing', answeredBy: null })).toBe(false)
  expect(isMissed({ direction: 'outbound', status: 'busy', answeredBy: null })).toBe(false)
})

test('reasons and parties are said in words', () => {
  expect(reasonWords('user_busy')).toBe('Busy')
  expect(reasonWords(null)).toBe('–')
  expect(partyText('anonymous')).toBe('Hidden number')
})
