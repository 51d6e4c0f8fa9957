import { expect, test } from 'vitest'
import { blankRule, daysText, KINDS, OFFICE_HOURS, ruleText, scheduleText } from './rule-kinds.ts'

test.each([
  [[1, 2, 3, 4, 5], 'Mon–Fri'],
  [[6, 7], 'Sat, Sun'],
  [[1, 3, 5], 'Mon, Wed, Fri'],
  [[5, 1, 2, 3, 4], 'Mon–Fri'],
  [[], ''],
])('the days %j read %s', (days, text) => {
  expect(daysText(days)).toBe(text)
})

test('hours and rules read as sentences', () => {
  expect(scheduleText(OFFICE_HOURS)).toBe('During Mon–Fri 09:00–17:00, holidays closed')
  expect(ruleText({ ...blankRule('time_based'), forwardTo: '+33100000001' })).toBe(
    'During Mon–Fri 09:00–17:00, holidays closed: to +33 100 000 001',
  )
  expect(ruleText(blankRule('time_based'))).toMatch(/to the mailbox$/)
  expect(ruleText({ ...blankRule('forward_no_answer'), forwardTo: '+14155550100' })).toBe('After 20 s to +1 415 555 0100')
  expect(ruleText({ ...blankRule('block_caller'), callers: ['anonymous', '+1900*'] })).toMatch(/^hidden callers, /)
})

test('every kind of rule has a sentence of its own', () => {
  for (const { type } of KINDS) expect(ruleText(blankRule(type))).toBeTypeOf('string')
})
