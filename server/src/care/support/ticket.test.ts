import { describe, expect, test } from 'vitest'
import { days } from '../../platform/clock.ts'
import { assertTransition } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { DEFAULT_HOURS } from './hours.ts'
import { alertsDue, slaOf, timed } from './sla.ts'
import { afterCustomerReply, STATUSES, type Ticket, type TicketStatus, ticketTransitions } from './ticket.ts'

const MONDAY = new Date('2026-01-12T09:00:00Z')
const after = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000)

const ticket = (change: Partial<Ticket> = {}): Ticket => ({
  id: newId(),
  accountId: newId(),
  number: 'T-000001',
  subject: '',
  category: '',
  priority: 'urgent',
  status: 'open',
  requester: { id: null, name: '' },
  assignee: null,
  previousId: null,
  firstTargetS: 3_600,
  resolveTargetS: 4 * 3_600,
  clock: { usedS: 0, since: MONDAY },
  firstResponseS: null,
  firstDueAt: null,
  resolveDueAt: null,
  nextAlertAt: null,
  alerts: [],
  rating: null,
  ratingComment: null,
  createdAt: MONDAY,
  updatedAt: MONDAY,
  resolvedAt: null,
  closedAt: null,
  ...change,
})

describe('states', () => {
  const allowed = new Set([
    'open→in_progress',
    'open→resolved',
    'in_progress→waiting_customer',
    'in_progress→resolved',
    'waiting_customer→in_progress',
    'waiting_customer→resolved',
    'resolved→open',
    'resolved→closed',
    'closed→open',
  ])
  const pairs = STATUSES.flatMap((from) => STATUSES.map((to): [TicketStatus, TicketStatus] => [from, to]))
  test.each(pairs)('%s → %s', (from, to) => {
    const move = () => assertTransition('ticket', ticketTransitions, from, to)
    if (allowed.has(`${from}→${to}`)) expect(move).not.toThrow()
    else expect(move).toThrow('request.invalidTransition')
  })
})

describe('a customer’s answer', () => {
  test.each([
    ['open', null, 'stays'],
    ['in_progress', null, 'stays'],
    ['waiting_customer', null, 'goes_on'],
    ['resolved', 10, 'reopens'],
    ['closed', 14, 'reopens'],
    ['closed', 14.01, 'continues'],
    ['resolved', 20, 'continues'],
  ] as const)('to a %s ticket, %s days after it was resolved, %s', (status, age, effect) => {
    const resolvedAt = age === null ? null : new Date(MONDAY.getTime() - days(age))
    expect(afterCustomerReply(ticket({ status, resolvedAt }), MONDAY)).toBe(effect)
  })
})

describe('the clock', () => {
  test('runs while we are to act, and stands while the customer is', () => {
    const waiting = timed({ ...ticket(), status: 'waiting_customer' }, DEFAULT_HOURS, after(30))
    expect(waiting.clock).toEqual({ usedS: 1_800, since: null })
    expect([waiting.firstDueAt, waiting.nextAlertAt]).toEqual([null, null])
    const again = timed({ ...waiting, status: 'in_progress' }, DEFAULT_HOURS, after(120))
    expect(again.clock).toEqual({ usedS: 1_800, since: after(120) })
    expect(again.firstDueAt).toEqual(after(150))
    expect(slaOf(again, DEFAULT_HOURS, after(121)).resolve).toMatchObject({ usedSeconds: 1_860, state: 'running' })
  })

  test('warns at four fifths and tells of a breach, each once', () => {
    const running = timed(ticket(), DEFAULT_HOURS, MONDAY)
    expect(running.nextAlertAt).toEqual(after(48))
    expect(alertsDue(running, DEFAULT_HOURS, after(47))).toEqual([])
    expect(alertsDue(running, DEFAULT_HOURS, after(48))).toEqual(['first_warning'])
    const warned = timed({ ...running, alerts: ['first_warning'] }, DEFAULT_HOURS, after(48))
    expect(warned.nextAlertAt).toEqual(after(60))
    expect(alertsDue(warned, DEFAULT_HOURS, after(60))).toEqual(['first_breach'])
    const answered = timed({ ...warned, firstResponseS: 3_000 }, DEFAULT_HOURS, after(50))
    expect(answered.nextAlertAt).toEqual(after(192))
  })

  test.each([
    [3_600, 'met'],
    [3_601, 'breached'],
  ] as const)('a first answer after %s s of 3,600 is %s', (firstResponseS, state) => {
    expect(slaOf(ticket({ firstResponseS }), DEFAULT_HOURS, after(90)).firstResponse.state).toBe(state)
  })
})
