import { expect, test } from 'vitest'
import type { CallRef, CallRoute } from '../../lines/voice/port.ts'
import { type Authorize, Said, toAnswer, toAsk } from './messages.ts'

const RAW = {
  t: 'authorize',
  ti: 12,
  tl: '3000000000',
  node: 'sw1',
  callId: 'abc',
  fromTag: 'f',
  srcIp: '192.0.2.7',
  srcPort: 5070,
  proto: 'udp',
  ruriHost: 'sip.example.test',
  at: '1795647783.250499',
}
const said = Said.parse(RAW) as Authorize
const REF = '01a214f2-c554-7248-8e3a-53785f7d014d' as CallRef

const ROUTE: CallRoute = {
  kind: 'gateway',
  name: 'g1',
  gateway: 'sip:192.0.2.9:5060',
  users: [],
  dial: '4420',
  from: '+1800',
  replySeconds: 3,
  ringSeconds: 60,
  credentials: { username: 'u', password: 'p', realm: 'r' },
  continueOn: '^5',
}

test('what a request did not say is empty or null, and the time is to the millisecond', () => {
  expect(toAsk(said)).toEqual({
    node: 'sw1',
    callId: 'abc',
    fromTag: 'f',
    sourceIp: '192.0.2.7',
    sourcePort: 5070,
    transport: 'udp',
    device: null,
    requestUser: '',
    requestHost: 'sip.example.test',
    fromUser: '',
    toUser: '',
    assertedIdentity: null,
    diversion: null,
    userAgent: null,
    at: new Date(1_795_647_783_250),
  })
  expect(toAsk(Said.parse({ ...RAW, device: 'd1', pai: '<sip:1@x>', ua: 'phone' }) as Authorize)).toMatchObject({
    device: 'd1',
    assertedIdentity: '<sip:1@x>',
    userAgent: 'phone',
  })
})

test('a label above 31 bits goes back as the signed number Kamailio reads', () => {
  const answer = toAnswer(said, { kind: 'reject', code: 402, reason: 'Payment Required', cause: 21, retryAfterSeconds: null })
  expect(JSON.parse(answer)).toEqual({ t: 'reject', ti: 12, tl: 3_000_000_000 - 2 ** 32, code: 402, reason: 'Payment Required', cause: 21 })
})

test('a route carries its credentials flat, and a refusal the time to wait', () => {
  const decision = { kind: 'route', ref: REF, maxSeconds: 60, channels: [{ key: 'a', most: 2 }], routes: [ROUTE] } as const
  expect(JSON.parse(toAnswer(said, decision))).toMatchObject({
    t: 'route',
    ref: REF,
    max: 60,
    channels: [{ key: 'a', most: 2 }],
    routes: [{ kind: 'gateway', name: 'g1', dial: '4420', reply: 3, ring: 60, username: 'u', password: 'p', realm: 'r', continueOn: '^5' }],
  })
  const wait = toAnswer(said, { kind: 'reject', code: 503, reason: 'CPS', cause: 42, retryAfterSeconds: 1 })
  expect(JSON.parse(wait)).toMatchObject({ retryAfter: 1 })
})

test.each([[{}], [{ ...RAW, tl: 'x' }], [{ ...RAW, at: 'yesterday' }], [{ t: 'hello' }], ['text'], [null]])(
  '%j is not understood',
  (message) => {
    expect(Said.safeParse(message).success).toBe(false)
  },
)
