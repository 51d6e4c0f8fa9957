import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Decision } from '../server/src/lines/voice/port.ts'
import { openPeeredBench, PEERS } from './support/peers.ts'
import { callees, callers } from './support/sipp.ts'
import { startSoftphone } from './support/softphone.ts'
import { hear, makeTone } from './support/sound.ts'
import { gateway, REALM, route, type SwitchBench } from './support/switch.ts'

let bench: SwitchBench
const { GOOD, SPARE, BAD, WORSE } = PEERS

beforeAll(async () => {
  bench = await openPeeredBench()
})
afterAll(() => bench?.stop())
beforeEach(() => {
  bench.decide = () => ({ kind: 'reject', code: 500, reason: 'Not asked for', cause: 41, retryAfterSeconds: null })
})

const decided = (decision: Decision & { kind: 'route' }) => {
  bench.decide = () => decision
  return decision.ref
}
const good = () => gateway('good', bench.address(GOOD))
const spare = () => gateway('spare', bench.address(SPARE))
const NUMBER = '00442071234567'

test('a call is asked about, translated, answered, and ends with its duration and who hung up', async () => {
  const ref = decided(route([good()]))
  const asked = bench.asks.length
  const played = await bench.call({ scenario: callers.talks(), number: NUMBER, hold: 700 })
  expect(played.asExpected).toBe(true)
  expect(bench.asks.slice(asked)).toEqual([
    expect.objectContaining({
      node: 'sw1',
      sourceIp: bench.address(1),
      transport: 'udp',
      device: null,
      requestUser: NUMBER,
      fromUser: '12025550100',
    }),
  ])
  const end = await bench.event(ref, 'end')
  expect(end).toMatchObject({ route: 'good', attempt: 1, code: 200, cause: 16, releasedBy: 'caller' })
  expect(end.durationMs).toBeGreaterThanOrEqual(650)
  expect(end.durationMs).toBeLessThan(1_500)
  const kinds = bench.events.filter((event) => event.ref === ref).map((event) => event.kind)
  expect(kinds.sort()).toEqual(['answer', 'end', 'ringing'])
})

test('the called side sees the number to dial and the number to present, the caller its own', async () => {
  decided(route([gateway('plain', bench.address(20), { dial: '0044207', from: '+18005550199' })]))
  const callee = await bench.callee(callees.answers, bench.address(20))
  const played = await bench.call({
    scenario: callers.talks({ extra: '    P-Asserted-Identity: <sip:+19998887777@elsewhere>\n' }),
    number: NUMBER,
  })
  const invite = (await callee.stop()).find((message) => message.first.startsWith('INVITE'))
  expect(played.asExpected).toBe(true)
  expect(invite?.first).toMatch(/^INVITE sip:0044207@/)
  expect(invite?.text).toMatch(/^From: <sip:\+18005550199@/m)
  expect(invite?.text).toMatch(/^To: <sip:0044207@/m)
  expect(invite?.text).not.toContain('+19998887777')
  const answer = played.messages.find((message) => message.first === 'SIP/2.0 200 OK')
  expect(answer?.text).toMatch(/^From: <sip:12025550100@/m)
})

test('a call is cut by BYE in the last second that was granted, on both sides and with its cause', async () => {
  const callee = await bench.callee(callees.answers, bench.address(21))
  const ref = decided(route([gateway('meter', bench.address(21))], { maxSeconds: 4 }))
  const played = await bench.call({ scenario: callers.listens(), number: NUMBER })
  const at = (first: string) => played.messages.find((message) => message.first.startsWith(first))?.at ?? Number.NaN
  const talked = at('BYE') - at('SIP/2.0 200')
  expect(talked).toBeGreaterThan(2_900)
  expect(talked).toBeLessThan(4_300)
  expect(played.messages.find((message) => message.first.startsWith('BYE'))?.text).toMatch(/^Reason: Q\.850;cause=102/m)
  const end = await bench.event(ref, 'end')
  expect(end).toMatchObject({ cause: 102, releasedBy: 'platform', reason: 'time limit' })
  expect(end.durationMs).toBeGreaterThan(2_900)
  expect(end.durationMs).toBeLessThanOrEqual(4_000)
  expect((await callee.stop()).some((message) => message.first.startsWith('BYE'))).toBe(true)
})

test('forty calls that are cut together have forty endings, and both sides of each are told', async () => {
  const callee = await bench.callee(callees.answers, bench.address(22))
  const refs = new Set<string>()
  bench.decide = () => {
    const decision = route([gateway('crowd', bench.address(22))], { maxSeconds: 3 })
    refs.add(decision.ref)
    return decision
  }
  const played = await bench.call({ scenario: callers.listens(), number: NUMBER, calls: 40, perSecond: 40 })
  expect(played.asExpected).toBe(true)
  const ends = await bench.until('every ending', () => {
    const found = bench.events.filter((event) => event.kind === 'end' && refs.has(event.ref))
    return found.length >= 40 ? found : undefined
  })
  expect(new Set(ends.map((event) => event.ref))).toEqual(refs)
  for (const end of ends) {
    expect(end).toMatchObject({ reason: 'time limit', releasedBy: 'platform' })
    expect(end.durationMs).toBeLessThanOrEqual(3_000)
  }
  const byes = (await callee.stop()).filter((message) => !message.sent && message.first.startsWith('BYE'))
  expect(new Set(byes.map((message) => /^Call-ID: (.+)$/im.exec(message.text)?.[1])).size).toBe(40)
})

test('a call goes to the next route on 503 and on silence, and every attempt is reported', async () => {
  const silent = gateway('silent', bench.address(30), { replySeconds: 1 })
  const ref = decided(route([gateway('bad', bench.address(BAD)), silent, good()]))
  const played = await bench.call({ scenario: callers.talks(), number: NUMBER })
  expect(played.asExpected).toBe(true)
  expect(await bench.event(ref, 'attempt', 1)).toMatchObject({ route: 'bad', code: 503, cause: 41 })
  expect(await bench.event(ref, 'attempt', 2)).toMatchObject({ route: 'silent', code: 408, cause: 102 })
  expect(await bench.event(ref, 'answer')).toMatchObject({ route: 'good', attempt: 3 })
  expect(await bench.event(ref, 'end')).toMatchObject({ route: 'good', attempt: 3, code: 200 })
})

test('nobody else is tried when the called party is busy', async () => {
  const busy = await bench.callee(callees.refuses('486 Busy Here'), bench.address(8))
  const ref = decided(route([gateway('busy', busy.address), good()]))
  const played = await bench.call({ scenario: callers.refused(486), number: NUMBER })
  expect(played.asExpected).toBe(true)
  expect(await bench.event(ref, 'end')).toMatchObject({
    route: 'busy',
    attempt: 1,
    code: 486,
    cause: 17,
    durationMs: null,
    releasedBy: 'callee',
  })
  expect(bench.events.some((event) => event.ref === ref && event.kind === 'answer')).toBe(false)
})

test('a route that waits for how an earlier one ended is taken after that end only', async () => {
  const busy = await bench.callee(callees.refuses('486 Busy Here'), bench.address(28))
  const first = gateway('busy', busy.address, { continueOn: '^(408|486)$' })
  const whenSilent = { ...gateway('silent', bench.address(30)), onlyAfter: { place: 1, codes: '^408$' } }
  const whenBusy = { ...good(), onlyAfter: { place: 1, codes: '^(486|600)$' } }
  const ref = decided(route([first, whenSilent, whenBusy]))
  const played = await bench.call({ scenario: callers.talks(), number: NUMBER })
  expect(played.asExpected).toBe(true)
  expect(await bench.event(ref, 'attempt', 1)).toMatchObject({ route: 'busy', code: 486 })
  expect(await bench.event(ref, 'answer')).toMatchObject({ route: 'good', attempt: 3 })
  expect(bench.events.some((event) => event.ref === ref && event.route === 'silent')).toBe(false)
})

test('when every route fails the caller hears 503 and nothing of the suppliers', async () => {
  const ref = decided(route([gateway('bad', bench.address(BAD)), gateway('worse', bench.address(WORSE))]))
  const played = await bench.call({ scenario: callers.refused(503), number: NUMBER })
  expect(played.asExpected).toBe(true)
  const failure = { code: 502, reason: 'Bad Gateway', cause: 38 }
  expect(await bench.event(ref, 'end')).toMatchObject({ attempt: 2, code: 503, durationMs: null, releasedBy: 'platform', failure })
})

test('a call that nobody answers in time goes on to the next route', async () => {
  const ringing = await bench.callee(callees.rings, bench.address(9))
  const ref = decided(route([gateway('rings', ringing.address, { ringSeconds: 1 }), good()]))
  const played = await bench.call({ scenario: callers.talks(), number: NUMBER })
  expect(played.asExpected).toBe(true)
  expect(await bench.event(ref, 'attempt', 1)).toMatchObject({ route: 'rings', code: 408 })
  expect(await bench.event(ref, 'answer')).toMatchObject({ route: 'good', attempt: 2 })
})

test('a caller who hangs up while it rings ends the call, once', async () => {
  const ringing = await bench.callee(callees.rings, bench.address(10))
  const ref = decided(route([gateway('rings', ringing.address), good()]))
  const played = await bench.call({ scenario: callers.cancels(), number: NUMBER, hold: 500 })
  expect(played.asExpected).toBe(true)
  expect(await bench.event(ref, 'end')).toMatchObject({ route: 'rings', attempt: 1, code: 487, durationMs: null, releasedBy: 'caller' })
})

test('a refusal reaches the caller with its code, its Q.850 cause and when to try again', async () => {
  bench.decide = () => ({ kind: 'reject', code: 402, reason: 'Payment Required', cause: 21, retryAfterSeconds: 30 })
  const played = await bench.call({ scenario: callers.refused(402), number: NUMBER })
  expect(played.asExpected).toBe(true)
  const refusal = played.messages.find((message) => message.first === 'SIP/2.0 402 Payment Required')
  expect(refusal?.text).toMatch(/^Reason: Q\.850;cause=21/m)
  expect(refusal?.text).toMatch(/^Retry-After: 30/m)
})

test('channel counters are taken all or none, and given back at the end', async () => {
  const channels = [
    { key: 'roomy', most: 5 },
    { key: 'tight', most: 1 },
  ]
  const first = decided(route([good()], { channels }))
  const talking = bench.call({ scenario: callers.talks(), number: NUMBER, hold: 2_000 })
  await bench.event(first, 'answer')
  const second = decided(route([good()], { channels }))
  const refused = await bench.call({ scenario: callers.refused(503), number: NUMBER, address: bench.address(2) })
  expect(refused.asExpected).toBe(true)
  expect(await bench.event(second, 'end')).toMatchObject({ code: 503, cause: 34, attempt: 0, releasedBy: 'platform' })
  // The refused call took nothing of the roomy counter either: four more fit beside the one that talks.
  const third = decided(route([good()], { channels: [{ key: 'roomy', most: 2 }] }))
  expect((await bench.call({ scenario: callers.talks(), number: NUMBER, address: bench.address(3), hold: 100 })).asExpected).toBe(true)
  await bench.event(third, 'end')
  expect((await talking).asExpected).toBe(true)
  await bench.event(first, 'end')
  // The counters are given back a moment after the end is told.
  const fourth = await bench.until('there is room again', async () => {
    const ref = decided(route([good()], { channels }))
    return (await bench.call({ scenario: callers.talks(), number: NUMBER, hold: 100 })).asExpected ? ref : undefined
  })
  expect(await bench.event(fourth, 'end')).toMatchObject({ code: 200 })
})

test('a gateway that asks for digest gets it once, and a wrong one leads to the next route', async () => {
  const account = { username: 'lc-account', password: 'lc-secret' }
  const carrier = await bench.callee(callees.challenges(account), bench.address(11))
  const to = (password: string, realm: string) =>
    gateway('carrier', carrier.address, { credentials: { ...account, password, realm }, continueOn: '^403$' })
  // Without a realm the account answers to whatever the carrier calls itself.
  for (const realm of ['carrier', '']) {
    const right = decided(route([to(account.password, realm)]))
    expect((await bench.call({ scenario: callers.talks(), number: NUMBER })).asExpected).toBe(true)
    expect(await bench.event(right, 'end')).toMatchObject({ route: 'carrier', attempt: 1, code: 200 })
  }
  const wrong = decided(route([to('guess', 'carrier'), spare()]))
  expect((await bench.call({ scenario: callers.talks(), number: NUMBER })).asExpected).toBe(true)
  expect(await bench.event(wrong, 'attempt', 1)).toMatchObject({ route: 'carrier', code: 403 })
  expect(await bench.event(wrong, 'end')).toMatchObject({ route: 'spare', attempt: 2, code: 200 })
})

test('a device registers with its password only, calls as itself, and is told nothing more when it guesses', async () => {
  const phone = { scenario: callers.registers({ username: 'phone-1', password: 'wrong' }, 401), from: 'phone-1', realm: REALM, number: 'x' }
  expect((await bench.call({ ...phone, address: bench.address(12) })).asExpected).toBe(true)
  const right = callers.registers({ username: 'phone-1', password: 'right-horse-1' }, 200)
  expect((await bench.call({ ...phone, address: bench.address(12), scenario: right })).asExpected).toBe(true)
  const { rows } = await bench.pool.query<{ contact: string }>(`select contact from switch.location where username = 'phone-1'`)
  expect(rows.map((row) => row.contact)).toEqual([`sip:phone-1@${bench.address(12)}:5060`])

  const ref = decided(route([good()]))
  const asked = bench.asks.length
  const credentials = { username: 'phone-1', password: 'right-horse-1' }
  const call = { number: NUMBER, from: 'phone-1', realm: REALM, address: bench.address(12), scenario: callers.talks({ credentials }) }
  expect((await bench.call(call)).asExpected).toBe(true)
  expect(bench.asks.slice(asked)).toEqual([expect.objectContaining({ device: 'phone-1', requestUser: NUMBER })])
  expect(await bench.event(ref, 'end')).toMatchObject({ code: 200 })
})

test('a suspended device can neither register nor call', async () => {
  await bench.device('phone-3', 'right-horse-3')
  await bench.pool.query(`update device set status = 'suspended' where sip_username = 'phone-3'`)
  const registers = callers.registers({ username: 'phone-3', password: 'right-horse-3' }, 401)
  const phone = { number: 'x', from: 'phone-3', realm: REALM, address: bench.address(13) }
  expect((await bench.call({ ...phone, scenario: registers })).asExpected).toBe(true)
})

test('whoever guesses passwords has to wait', async () => {
  await bench.device('phone-4', 'right-horse-4')
  const phone = { number: 'x', from: 'phone-4', realm: REALM, address: bench.address(14), calls: 10, perSecond: 100 }
  await bench.call({ ...phone, scenario: callers.registers({ username: 'phone-4', password: 'guess' }, 401) })
  const right = { ...phone, calls: 1, scenario: callers.refusedAtOnce() }
  expect((await bench.call(right)).asExpected).toBe(true)
})

test('a call to people rings all their registered devices, and is 480 unregistered when there is none', async () => {
  const register = (name: string, at: number) =>
    bench.call({
      scenario: callers.registers({ username: name, password: `right-horse-${name.at(-1)}` }, 200),
      from: name,
      realm: REALM,
      number: 'x',
      address: bench.address(at),
    })
  await register('phone-1', 15)
  await register('phone-2', 16)
  await bench.pool.query('select 1')
  const one = await bench.callee(callees.rings, bench.address(15))
  const two = await bench.callee(callees.answers, bench.address(16))
  const devices = { ...gateway('devices', ''), kind: 'devices' as const, gateway: '', users: ['phone-1', 'phone-2'], dial: '200' }
  const ref = decided(route([devices]))
  expect((await bench.call({ scenario: callers.talks(), number: '+18005550123' })).asExpected).toBe(true)
  expect(await bench.event(ref, 'end')).toMatchObject({ route: 'devices', code: 200 })
  const cancelled = (await one.stop()).find((message) => message.first.startsWith('CANCEL'))
  expect(cancelled?.text).toMatch(/^Reason: SIP;cause=200/m)
  await two.stop()

  const nobody = decided(route([{ ...devices, users: ['phone-4'] }]))
  expect((await bench.call({ scenario: callers.refused(480), number: '+18005550123' })).asExpected).toBe(true)
  expect(await bench.event(nobody, 'attempt', 1)).toMatchObject({ code: 480, reason: 'unregistered', cause: 20 })
  expect(await bench.event(nobody, 'end')).toMatchObject({ code: 480, durationMs: null })
})

test('a real softphone registers and is called, with audio through our media relay', async () => {
  await bench.device('phone-5', 'right-horse-5')
  const tone = makeTone(20, 700, 'wav')
  const account = { username: 'phone-5', password: 'right-horse-5', realm: REALM, proxy: bench.sip }
  const phone = startSoftphone({ ...account, address: bench.address(50), audio: tone })
  try {
    await bench.until(`the softphone registers: ${phone.said().slice(-300)}`, async () => {
      const { rowCount } = await bench.pool.query(`select from switch.location where username = 'phone-5'`)
      return rowCount === 1 ? true : undefined
    })
    const devices = { ...gateway('devices', ''), kind: 'devices' as const, gateway: '', users: ['phone-5'], dial: '500' }
    const ref = decided(route([devices]))
    const played = await bench.call({ scenario: callers.talks(), number: '500', hold: 1_500 })
    expect(played.asExpected).toBe(true)
    const answer = played.messages.find((message) => message.first.startsWith('SIP/2.0 200'))
    expect(answer?.text).toContain(`c=IN IP4 ${bench.mediaAddress}`)
    expect(await bench.event(ref, 'end')).toMatchObject({ route: 'devices', code: 200, releasedBy: 'caller' })
  } finally {
    await phone.stop()
    rmSync(tone)
  }
})

test('a call that is prolonged lives on to the new second, and one that is cut ends at once', async () => {
  const longer = decided(route([good()], { maxSeconds: 3 }))
  const listening = bench.call({ scenario: callers.listens(), number: NUMBER })
  await bench.event(longer, 'answer')
  await bench.control.prolong(longer, 6)
  const cutRef = decided(route([spare()], { maxSeconds: 600 }))
  const cutting = bench.call({ scenario: callers.listens(), number: NUMBER, address: bench.address(2) })
  await bench.event(cutRef, 'answer')
  await bench.control.cut(cutRef, 'fraud')
  expect((await cutting).asExpected).toBe(true)
  const cut = await bench.event(cutRef, 'end')
  expect(cut).toMatchObject({ releasedBy: 'platform', reason: 'fraud', cause: 102 })
  expect(cut.durationMs).toBeLessThan(3_000)
  expect((await listening).asExpected).toBe(true)
  const end = await bench.event(longer, 'end')
  expect(end.durationMs).toBeGreaterThan(4_500)
  expect(end.durationMs).toBeLessThanOrEqual(6_000)
})

test("a message is recorded from the caller's audio and handed over once", async () => {
  const audio = makeTone(6, 440, 'al')
  const box = { ...gateway('voicemail', ''), kind: 'voicemail' as const, gateway: '' }
  const ref = decided(route([box]))
  const played = await bench.call({ scenario: callers.talks({ audio }), number: NUMBER, hold: 5_500 })
  expect(played.asExpected).toBe(true)
  const message = await bench.until('a message', () => bench.messages.find((one) => one.ref === ref))
  expect(message.durationMs).toBeGreaterThan(3_000)
  const heard = hear(Buffer.from(message.audio))
  expect(heard.seconds).toBeCloseTo(message.durationMs / 1_000, 1)
  expect(Math.abs(heard.hertz - 440)).toBeLessThan(30)
  expect(heard.loudness).toBeGreaterThan(0.1)
  expect(await bench.event(ref, 'end')).toMatchObject({ route: 'voicemail', releasedBy: 'caller' })

  const short = decided(route([box]))
  expect((await bench.call({ scenario: callers.talks({ audio }), number: NUMBER, hold: 1_000 })).asExpected).toBe(true)
  await bench.event(short, 'end')
  rmSync(audio)
  expect(bench.messages.map((one) => one.ref)).toEqual([ref])
})

test('a call that runs in a circle is refused with 482', async () => {
  const folder = bench.running().folder
  const instance = /\^([0-9a-f]{16}) /.exec(readFileSync(path.join(folder, 'kamailio.cfg'), 'utf8'))?.[1]
  const hops = (count: number) => `    X-Linecard-Hops: ${instance} ${count}\n`
  decided(route([good()]))
  expect((await bench.call({ scenario: callers.refused(482, { extra: hops(4) }), number: NUMBER })).asExpected).toBe(true)
  expect((await bench.call({ scenario: callers.talks({ extra: hops(1) }), number: NUMBER })).asExpected).toBe(true)
})

test('a platform that does not answer is 503, and so is one that is gone, at once', async () => {
  let release: (decision: Decision) => void = () => undefined
  const late = route([good()])
  bench.decide = () => new Promise((resolve) => (release = resolve))
  const played = await bench.call({ scenario: callers.refused(503), number: NUMBER })
  expect(played.asExpected).toBe(true)
  release(late)
  // A decision that came too late is given back.
  expect(await bench.event(late.ref, 'end')).toMatchObject({ attempt: 0, durationMs: null })

  bench.running().link.stop()
  const gone = await bench.until('the platform is missed', async () => {
    const one = await bench.call({ scenario: callers.refused(503), number: NUMBER })
    return one.messages.some((message) => message.first === 'SIP/2.0 503 Platform Unavailable') ? one : undefined
  })
  const refusal = gone.messages.find((message) => message.first.startsWith('SIP/2.0 503'))
  expect(refusal?.text).toMatch(/^Retry-After: 5/m)
  expect((refusal?.at ?? 0) - (gone.messages[0]?.at ?? 0)).toBeLessThan(500)
  await bench.restart()
})
