import { expect, test } from 'vitest'
import { CALL_STATUSES, callTransitions, HANGUP_REASONS, outcomeOf, SAID_AS } from './call.ts'
import { digestHashes } from './device.ts'
import { readCaller, readDialled } from './dialled.ts'
import { gatewayOf } from './gateways.ts'
import { isWav, partOf } from './voicemail.ts'

const ending = { answered: false, code: null, cause: null, releasedBy: null, cut: false } as const

test.each([
  [486, null, 'busy', 'user_busy'],
  [600, null, 'busy', 'user_busy'],
  [480, 20, 'no_answer', 'unregistered'],
  [480, null, 'no_answer', 'no_answer'],
  [408, null, 'no_answer', 'no_answer'],
  [487, null, 'cancelled', 'originator_cancel'],
  [603, null, 'failed', 'call_rejected'],
  [404, null, 'failed', 'not_found'],
  [484, null, 'failed', 'not_found'],
  [604, null, 'failed', 'not_found'],
  [401, null, 'failed', 'forbidden'],
  [403, null, 'failed', 'forbidden'],
  [500, null, 'failed', 'failed'],
  [503, 34, 'failed', 'failed'],
  [null, 17, 'busy', 'user_busy'],
  [null, 19, 'no_answer', 'no_answer'],
] as const)('a call that fails with %s and cause %s is %s: %s', (code, cause, status, reason) => {
  expect(outcomeOf({ ...ending, code, cause })).toEqual({ status, reason })
})

test('an answered call is completed, whoever ended it', () => {
  expect(outcomeOf({ ...ending, answered: true, releasedBy: 'caller' })).toEqual({ status: 'completed', reason: 'normal_clearing' })
  expect(outcomeOf({ ...ending, answered: true, releasedBy: 'platform' })).toEqual({ status: 'completed', reason: 'time_limit' })
  expect(outcomeOf({ ...ending, answered: true, releasedBy: 'platform', cut: true })).toEqual({ status: 'completed', reason: 'cut' })
})

test('what a reason is told as is read back as the same reason', () => {
  const oneWay = ['normal_clearing', 'time_limit', 'cut', 'ending_missing', 'insufficient_balance', 'blocked']
  for (const reason of HANGUP_REASONS.filter((one) => !oneWay.includes(one))) {
    const { code, cause } = SAID_AS[reason]
    expect(outcomeOf({ ...ending, code, cause }).reason).toBe(reason)
  }
  expect(outcomeOf({ ...ending, ...SAID_AS.blocked }).reason).toBe('call_rejected')
})

test('no state of a call leads out of its end, and every state is reached', () => {
  const reached = new Set(CALL_STATUSES.flatMap((status) => callTransitions[status]))
  expect([...reached].sort()).toEqual(CALL_STATUSES.filter((status) => status !== 'initiated').sort())
  expect(callTransitions.answered).toEqual(['completed'])
})

test.each([
  ['+14155550100', null, { kind: 'number', e164: '+14155550100', country: 'US' }],
  ['0033 1 00 00 00 01', 'DE', { kind: 'number', e164: '+33100000001', country: 'FR' }],
  ['011 33 1 00 00 00 01', 'US', { kind: 'number', e164: '+33100000001', country: 'FR' }],
  ['(415) 555-0100', 'US', { kind: 'number', e164: '+14155550100', country: 'US' }],
  ['14155550100', 'US', { kind: 'number', e164: '+14155550100', country: 'US' }],
  ['33100000001', null, { kind: 'number', e164: '+33100000001', country: 'FR' }],
  ['0100000001', 'FR', { kind: 'number', e164: '+33100000001', country: 'FR' }],
  ['911', 'US', { kind: 'emergency' }],
  ['112', null, { kind: 'emergency' }],
  ['+19005550000', null, { kind: 'premium', e164: '+19005550000' }],
  ['*97', 'US', { kind: 'nonsense' }],
  ['alice', null, { kind: 'nonsense' }],
  ['+1', null, { kind: 'nonsense' }],
] as const)('%s dialled in %s', (text, country, understood) => {
  expect(readDialled(text, country)).toEqual(understood)
})

test('a hidden caller has no number', () => {
  expect(['anonymous', 'Restricted', '', null].map(readCaller)).toEqual([null, null, null, null])
  expect(['+33100000001', '0033100000001', '33100000001'].map(readCaller)).toEqual(Array(3).fill('+33100000001'))
})

test('the digests are those of RFC 2617 and RFC 8760', () => {
  // The example of RFC 2617 §3.5.
  expect(digestHashes('Mufasa', 'testrealm@host.com', 'Circle Of Life').ha1Md5).toBe('939e7578ed9e3c518a452acee763bce9')
  // The example of RFC 7616 §3.9.1.
  expect(digestHashes('Mufasa', 'http-auth@example.org', 'Circle of Life').ha1Sha256).toBe(
    '7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232',
  )
})

test.each([
  [undefined, undefined],
  ['bytes=0-99', { from: 0, to: 99 }],
  ['bytes=900-', { from: 900, to: 999 }],
  ['bytes=-100', { from: 900, to: 999 }],
  ['bytes=0-5000', { from: 0, to: 999 }],
  ['bytes=1000-', null],
  ['bytes=5-2', null],
  ['bytes=-', undefined],
  ['items=1-2', undefined],
] as const)('the range %s of a thousand bytes', (range, part) => {
  expect(partOf(range, 1_000)).toEqual(part)
})

test('only a WAV file is one', () => {
  expect(isWav(Buffer.from('RIFF----WAVEfmt '.padEnd(60, '-')))).toBe(true)
  expect(isWav(Buffer.from('<html>'.padEnd(60, '-')))).toBe(false)
  expect(isWav(Buffer.from('RIFF----WAVEfmt '))).toBe(false)
})

test('a gateway is read from a provider’s settings', () => {
  const gateway = gatewayOf({ sipGateway: '192.0.2.7:5070', sipUsername: 'us', sipPassword: 'secret', sipDial: 'digits', sipPrefix: '99' })
  expect(gateway).toMatchObject({
    address: 'sip:192.0.2.7:5070',
    sources: ['192.0.2.7'],
    credentials: { username: 'us', password: 'secret', realm: '' },
  })
  expect(gateway?.dial('+33100000001')).toBe('9933100000001')
  expect(gatewayOf({ sipGateway: 'sip:sbc.example:5060;transport=tcp', sipSources: '192.0.2.1, 192.0.2.2' })).toMatchObject({
    address: 'sip:sbc.example:5060;transport=tcp',
    sources: ['192.0.2.1', '192.0.2.2'],
    credentials: null,
  })
  expect(gatewayOf({})).toBeUndefined()
})
