import fc from 'fast-check'
import { expect, test } from 'vitest'
import { causeInReason, causeOfCode } from './causes.ts'
import { toEvent } from './events.ts'

const REF = '01a214f2-c554-7248-8e3a-53785f7d014d'
const END = { kind: 'end', ref: REF, node: 'sw1', route: 'g1', attempt: 1, at: '1795647786.342100', code: 200, by: 'callee' }

test('an answered call that ends has its duration, its cause and who hung up', () => {
  expect(toEvent({ ...END, answerAt: '1795647785.330000' })).toEqual({
    ref: REF,
    kind: 'end',
    route: 'g1',
    attempt: 1,
    at: new Date(1_795_647_786_342),
    code: 200,
    reason: null,
    cause: 16,
    durationMs: 1_012,
    releasedBy: 'callee',
  })
})

test('a call that nobody answered has no duration, and its code tells the cause when no header does', () => {
  expect(toEvent({ ...END, code: 486 })).toMatchObject({ durationMs: null, cause: 17, code: 486 })
  expect(toEvent({ ...END, code: 486, q850: 'SIP;cause=486, Q.850;cause=21;text="rejected"' })).toMatchObject({ cause: 21 })
})

test('an ending says how its attempt failed, when that is not what the caller heard', () => {
  const hidden = { ...END, code: 503, reason: 'All Routes Failed', q850: 'Q.850;cause=34', by: 'platform' }
  expect(toEvent({ ...hidden, failedCode: '502', failedReason: 'Bad Gateway' })).toMatchObject({
    code: 503,
    cause: 34,
    failure: { code: 502, reason: 'Bad Gateway', cause: 38 },
  })
  expect(toEvent({ ...hidden, failedCode: 503, failedQ850: 'Q.850;cause=42' }).failure).toEqual({ code: 503, reason: null, cause: 42 })
})

test('what is cut ended by its timer; an attempt says nothing about who released the call', () => {
  expect(toEvent({ ...END, by: 'platform', answerAt: '1795647785.000000' })).toMatchObject({ cause: 102, releasedBy: 'platform' })
  expect(toEvent({ ...END, kind: 'attempt', code: 503 })).toMatchObject({ cause: 41, releasedBy: null, durationMs: null })
  expect(toEvent({ ...END, kind: 'ringing', code: 180 })).toMatchObject({ cause: null, releasedBy: null })
})

test("what we were late in cutting is not the caller's; who hangs up later than the limit talked that long", () => {
  const late = { ...END, by: 'platform', answerAt: '1795647783.000000', max: 3 }
  expect(toEvent({ ...late, reason: 'time limit' }).durationMs).toBe(3_000)
  expect(toEvent({ ...late, reason: 'time limit', max: 4 }).durationMs).toBe(3_342)
  expect(toEvent({ ...late, by: 'caller' }).durationMs).toBe(3_342)
})

test('a clock that was set back makes no negative duration', () => {
  expect(toEvent({ ...END, answerAt: '1795647790.000000' }).durationMs).toBe(0)
})

test('what the switch never writes is an error', () => {
  for (const wrong of [{ ...END, ref: 'x' }, { ...END, kind: 'gone' }, { ...END, attempt: -1 }, { ...END, at: 'now' }, {}, null]) {
    expect(() => toEvent(wrong)).toThrow()
  }
})

test.each([
  ['Q.850;cause=16', 16],
  ['q.850 ; cause = 102 ; text="x"', 102],
  ['Q.850;text="busy";cause=17', 17],
  ['SIP;cause=200;text="Call completed elsewhere"', null],
  ['Q.850', null],
  [undefined, null],
])('the cause in %s is %s', (header, cause) => {
  expect(causeInReason(header)).toBe(cause)
})

test('every code has a cause that Q.850 knows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 699 }), fc.constantFrom('caller', 'callee', 'platform', undefined), (code, by) => {
      const cause = causeOfCode(code, by)
      expect(cause).toBeGreaterThanOrEqual(1)
      expect(cause).toBeLessThanOrEqual(127)
    }),
  )
})
