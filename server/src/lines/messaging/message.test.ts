import { describe, expect, test } from 'vitest'
import { judgeReport, keywordOf, type MessageStatus, messageTransitions } from './message.ts'

const STATUSES = Object.keys(messageTransitions) as MessageStatus[]
/** 1.5.1: a report counts when its rank is higher. */
const RANKS: Readonly<Record<MessageStatus, number>> = {
  queued: 2,
  sending: 3,
  sent: 4,
  delivered: 6,
  undelivered: 6,
  failed: 6,
  cancelled: 6,
  received: 6,
}
const REPORTED = STATUSES.filter((status) => status !== 'cancelled' && status !== 'received')

describe('every report on every status is judged by rank', () => {
  test.each(STATUSES.flatMap((current) => REPORTED.map((reported) => [current, reported] as const)))(
    '%s, reported %s',
    (current, reported) => {
      const [known, told] = [RANKS[current], RANKS[reported]]
      const expected = told > known ? 'applies' : told === known && known === 6 && current !== reported ? 'contradicts' : 'late'
      expect(judgeReport(current, reported)).toBe(expected)
    },
  )
})

test('a message is cancelled only while nobody has been asked, and nothing becomes received', () => {
  expect(STATUSES.filter((status) => messageTransitions[status].includes('cancelled'))).toEqual(['queued'])
  expect(STATUSES.filter((status) => messageTransitions[status].includes('received'))).toEqual([])
})

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  '"STOP"',
  'stop!!! 🛑',
  '❤️STOP❤️',
  'ｓｔｏｐ',
  'STOP  ALL',
  'opt out',
  'arre\u0302t',
  'Arrêt',
  'quit',
  'REVOKE',
])('%j ends the messages', (body) => expect(keywordOf(body, false)).toBe('stop'))

test.each(['STOP PLEASE', 'please stop', 'nonstop', 'S T O P', '', '🛑'])('%j is an ordinary message', (body) => {
  expect(keywordOf(body, false)).toBeUndefined()
})

test('YES asks for messages again only after a STOP', () => {
  expect(keywordOf('Yes!', true)).toBe('start')
  expect(keywordOf('Yes!', false)).toBeUndefined()
  expect(keywordOf('unstop', false)).toBe('start')
  expect(keywordOf('Help?', false)).toBe('help')
})
