import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { customerOf, giveMoney, operatorOf, type Person } from './support/api.ts'
import { type Product, startProduct } from './support/product.ts'
import { requirePrograms } from './support/programs.ts'
import { leaveInPurse, pursed } from './support/purse.ts'
import { type Callee, callees, callers, endSipp, place, waitForCalls } from './support/sipp.ts'
import { type Softphone, startSoftphone } from './support/softphone.ts'

type Credentials = { readonly username: string; readonly password: string; readonly realm: string }
type Money = { readonly amount: string; readonly currency: string }
type Call = {
  readonly id: string
  readonly parentId: string | null
  readonly direction: string
  readonly from: string
  readonly to: string
  readonly status: string
  readonly reason: string | null
  readonly durationMs: number
  readonly billedSeconds: number | null
  readonly maxSeconds: number | null
  readonly price: Money | null
  readonly answeredBy: string | null
}

const US = '+12025550199'
const FRANCE = '+33142685300'
const CALLER = '+12025550123'
const BLOCKED = '+19005550000'
/** What a sipp that plays a party sends from while that party's own port is taken by one that waits. */
const SECOND_PORT = 5_070

let product: Product
let operator: Person
let customer: Person
let phone: Credentials
let number: { readonly id: string; readonly e164: string }
let gateway: Callee
let folder: string

const address = (n: number) => product.sip.replace(/\.\d+:\d+$/, `.${n}`)
const GATEWAY = 20
const DESK = 30

/** Twilio carries calls through a gateway that this file plays, and calls have prices and a cost. */
async function openGateway(): Promise<void> {
  const { items } = (await operator.ask('GET', '/providers')) as { items: readonly { readonly id: string; readonly vendor: string }[] }
  const twilio = items.find(({ vendor }) => vendor === 'twilio')
  await operator.ask('POST', `/providers/${twilio?.id}/settings`, { settings: { sipGateway: `${address(GATEWAY)}:5060` } })
  const price = (country: string, value: string, step: number) =>
    operator.ask('POST', '/price-rules', {
      ...{ service: 'voice', country, kind: 'fixed_price', currency: 'USD', value, belowFloorReason: 'For the test' },
      increments: { initialSeconds: step, recurringSeconds: step },
    })
  await price('US', '0.06', 6)
  // Twenty cents a second.
  await price('FR', '12', 1)
  await operator.ask('POST', '/base-prices', { service: 'voice', country: 'US', vendor: 'twilio', rate: '0.01', currency: 'USD' })
}

async function buyNumber(): Promise<typeof number> {
  const { items } = (await customer.ask('GET', '/number-searches?country=US&limit=1')) as { items: readonly { readonly e164: string }[] }
  await customer.ask('POST', '/orders', { items: [{ kind: 'number', e164: items[0]?.e164, country: 'US', type: 'local' }] })
  return vi.waitUntil(
    async () => ((await customer.ask('GET', '/numbers?status=active')) as { items: readonly (typeof number)[] }).items[0],
    { timeout: 30_000, interval: 200 },
  )
}

beforeAll(async () => {
  requirePrograms('switch')
  folder = mkdtempSync(path.join(os.tmpdir(), 'lc-telephony-'))
  product = await startProduct({ voice: true })
  operator = await operatorOf(product.url, product.setup)
  customer = await customerOf(product.url, operator)
  await giveMoney(operator, customer, '20.00')
  await openGateway()
  number = await buyNumber()
  const { credentials } = (await customer.ask('POST', '/devices', { name: 'Desk', kind: 'sip_phone' })) as { credentials: Credentials }
  phone = credentials
  gateway = await waitForCalls(callees.answers, address(GATEWAY))
}, 120_000)

afterAll(async () => {
  await endSipp()
  await product?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const calls = async () => ((await customer.ask('GET', '/calls')) as { items: readonly Call[] }).items
const newestCall = async () => (await calls())[0]

/** The newest call of a direction. */
const leg = async (direction: string) => (await calls()).find((call) => call.direction === direction)

/** The newest call, as soon as it is as wanted: a call that costs is over first and has its seconds and price a moment later. */
async function endedCall(wanted: Partial<Call>): Promise<Call> {
  await expect.poll(newestCall, { timeout: 20_000, interval: 100 }).toMatchObject(wanted)
  const call = await newestCall()
  if (!call) throw new Error('There was no call.')
  return call
}

const register = (password: string, code: number, { from = DESK, expires = 300 } = {}) =>
  place(product.sip, {
    scenario: callers.registers({ username: phone.username, password }, code, expires),
    number: 'x',
    from: phone.username,
    realm: phone.realm,
    address: address(from),
  })

const dial = (to: string, scenario: string, hold = 300) =>
  place(product.sip, { scenario, number: to, from: phone.username, realm: phone.realm, address: address(DESK), hold })

/** A call that reaches us from the gateway. */
const callIn = (scenario: string, from = CALLER, hold = 300) =>
  place(product.sip, { scenario, number: number.e164, from, address: address(GATEWAY), port: SECOND_PORT, hold })

test('credentials of a device register through the switch, and a wrong password is refused', async () => {
  expect((await register('not the password', 401, { from: DESK + 1 })).asExpected).toBe(true)
  expect((await register(phone.password, 200)).asExpected).toBe(true)
  const wrong = callers.refused(407, { credentials: { username: phone.username, password: 'not the password' } })
  expect((await dial(US, wrong)).asExpected).toBe(true)
  expect(await calls()).toEqual([])
})

test('a call out is answered by the gateway and charged by the step, and the wallet pays exactly that', async () => {
  await leaveInPurse(operator, customer, '10.00')
  const played = await dial(US, callers.talks({ credentials: phone }), 2_500)
  expect(played.asExpected).toBe(true)
  const call = await endedCall({ status: 'completed', billedSeconds: 6 })
  expect(call).toMatchObject({ direction: 'outbound', from: number.e164, to: US, reason: 'normal_clearing', price: { amount: '0.006' } })
  expect(call.durationMs).toBeGreaterThan(2_400)
  expect(call.durationMs).toBeLessThan(6_000)
  await expect.poll(() => pursed(customer)).toEqual(['9.994', '0.00'])
  const invite = gateway.messages().find(({ first }) => first.startsWith('INVITE'))
  expect(invite?.first).toContain(`sip:${US}@`)
  expect(invite?.text).toContain(`<sip:${number.e164}@`)

  const { items } = (await operator.ask('GET', '/usage-records')) as {
    items: readonly { readonly id: string; readonly subjectId: string }[]
  }
  const used = items.filter(({ subjectId }) => subjectId === call.id)
  expect(used).toHaveLength(1)
  expect(await operator.ask('GET', `/usage-records/${used[0]?.id}`)).toMatchObject({
    ...{ service: 'voice', unit: 'seconds', quantity: '6', amount: { amount: '0.006' } },
    // The supplier takes 0.01 a minute.
    ...{ vendor: 'twilio', cost: { amount: '0.001' } },
    trace: expect.objectContaining({ rate: '0.06', initialSeconds: 6, recurringSeconds: 6 }),
  })
})

test('a call is cut by the switch at the second that the wallet pays for, and charged exactly that', async () => {
  // Four seconds cost 0.80, five would cost 1.00.
  await leaveInPurse(operator, customer, '0.90')
  const played = await dial(FRANCE, callers.listens({ credentials: phone }))
  expect(played.asExpected).toBe(true)
  const at = (first: string) => played.messages.find((message) => !message.sent && message.first.startsWith(first))?.at ?? Number.NaN
  expect(at('BYE') - at('SIP/2.0 200')).toBeGreaterThan(3_700)
  expect(at('BYE') - at('SIP/2.0 200')).toBeLessThan(5_000)
  const call = await endedCall({ status: 'completed', to: FRANCE, billedSeconds: 4 })
  expect(call).toMatchObject({ reason: 'time_limit', maxSeconds: 4, price: { amount: '0.80' } })
  expect(call.durationMs).toBeGreaterThan(3_700)
  expect(call.durationMs).toBeLessThanOrEqual(4_000)
  await expect.poll(() => pursed(customer)).toEqual(['0.10', '0.00'])
  const poor = callers.refused(402, { credentials: phone })
  expect((await dial(FRANCE, poor)).asExpected).toBe(true)
  await endedCall({ status: 'blocked', reason: 'insufficient_balance', price: null })
  expect(await pursed(customer)).toEqual(['0.10', '0.00'])
})

/** Sound for whoever speaks: seconds of a tone, as sox writes the format of this ending. */
function tone(name: string, seconds: number, hertz: number): string {
  const file = path.join(folder, name)
  const format = name.endsWith('.al') ? ['-t', 'al'] : ['-b', '16']
  const sound = ['synth', `${seconds}`, 'sine', `${hertz}`, 'gain', '-6']
  const { status } = spawnSync('sox', ['-n', ...'-r 8000 -c 1'.split(' '), ...format, file, ...sound])
  if (status !== 0) throw new Error('sox made no tone.')
  return file
}

test('a caller who is blocked by a rule is refused, and somebody unknown never reaches the number', async () => {
  const rule = await customer.ask('POST', `/numbers/${number.id}/call-rules`, { type: 'block_caller', callers: [BLOCKED] })
  expect((await callIn(callers.refused(603), BLOCKED)).asExpected).toBe(true)
  const call = await endedCall({ status: 'blocked', from: BLOCKED })
  expect(await customer.ask('GET', `/calls/${call.id}`)).toMatchObject({
    reason: 'blocked',
    ruleTrace: [expect.objectContaining({ ruleId: rule['id'], matched: true })],
  })
  const before = (await calls()).length
  const stranger = { scenario: callers.refused(403), number: number.e164, address: address(77) }
  expect((await place(product.sip, stranger)).asExpected).toBe(true)
  expect(await calls()).toHaveLength(before)
})

type Message = { readonly id: string; readonly callId: string; readonly from: string; readonly durationMs: number; readonly read: boolean }
const messages = async () => ((await customer.ask('GET', '/voicemails')) as { items: readonly Message[] }).items

test('a call that nobody answers leaves a message, which the portal plays in parts', async () => {
  const voice = { zone: 'America/New_York', holidays: [], ringSeconds: 5, voicemail: true }
  await customer.ask('PUT', `/numbers/${number.id}/voice`, voice)
  expect((await register(phone.password, 200)).asExpected).toBe(true)
  const desk = await waitForCalls(callees.rings, address(DESK))
  const played = await callIn(callers.talks({ audio: tone('message.al', 6, 440) }), CALLER, 5_500)
  expect(played.asExpected).toBe(true)
  expect((await desk.stop()).some(({ first }) => first.startsWith('CANCEL'))).toBe(true)
  const call = await endedCall({ status: 'completed', from: CALLER, answeredBy: 'voicemail' })
  await expect.poll(messages, { timeout: 20_000, interval: 200 }).toHaveLength(1)
  const [message] = await messages()
  expect(message).toMatchObject({ callId: call.id, from: CALLER, read: false })
  // The prompt and its beep take a second and a half of the five and a half.
  const durationMs = message?.durationMs ?? 0
  expect(durationMs).toBeGreaterThan(3_000)
  expect(durationMs).toBeLessThan(5_000)

  const audio = `/voicemails/${message?.id}/audio`
  const whole = await customer.download(audio)
  expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([200, 'audio/wav', 'bytes'])
  const bytes = Buffer.from(await whole.arrayBuffer())
  const part = await customer.download(audio, 'bytes=100-1099')
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-1099/${bytes.length}`])
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 1_100))

  const file = path.join(folder, 'message.wav')
  writeFileSync(file, bytes)
  const heard = spawnSync('sox', [file, '-n', 'stat'], { encoding: 'utf8' }).stderr
  expect(Number(/Length \(seconds\):\s+([\d.]+)/.exec(heard)?.[1])).toBeCloseTo(durationMs / 1_000, 1)
  expect(Math.abs(Number(/Rough\s+frequency:\s+(\d+)/.exec(heard)?.[1]) - 440)).toBeLessThan(30)
})

test('a call that nobody answers is forwarded by a rule, and the holder of the number pays for the way out', async () => {
  expect(await pursed(customer)).toEqual(['0.10', '0.00'])
  const forward = { type: 'forward_no_answer', forwardTo: US, ringSeconds: 5 }
  const rule = await customer.ask('POST', `/numbers/${number.id}/call-rules`, forward)
  const desk = await waitForCalls(callees.rings, address(DESK))
  expect((await callIn(callers.talks(), CALLER, 1_500)).asExpected).toBe(true)
  await desk.stop()
  await expect.poll(() => leg('outbound'), { timeout: 20_000 }).toMatchObject({ status: 'completed', billedSeconds: 6 })
  const [way, came] = [await leg('outbound'), await leg('inbound')]
  expect(came).toMatchObject({ from: CALLER, to: number.e164, status: 'completed', answeredBy: 'person', price: null })
  expect(way).toMatchObject({ parentId: came?.id, to: US, price: { amount: '0.006' } })
  expect(await pursed(customer)).toEqual(['0.094', '0.00'])
  await customer.ask('DELETE', `/call-rules/${rule['id']}`, {})
})

async function withSoftphone<Result>(work: (softphone: Softphone) => Promise<Result>): Promise<Result> {
  const audio = tone('hello.wav', 20, 700)
  const softphone = startSoftphone({ ...phone, address: address(DESK), proxy: product.sip, audio })
  try {
    return await work(softphone)
  } finally {
    await softphone.stop()
  }
}

test('a call to a bought number rings the registered phone, which answers', async () => {
  // The phone is the only one that rings: a second contact at its address would ring it twice.
  expect((await register(phone.password, 200, { expires: 0 })).asExpected).toBe(true)
  await withSoftphone(async (softphone) => {
    await expect.poll(() => softphone.said(), { timeout: 20_000 }).toMatch(/200 OK/)
    const played = await callIn(callers.talks(), CALLER, 1_500)
    expect(played.asExpected).toBe(true)
    const call = await endedCall({ status: 'completed', direction: 'inbound', answeredBy: 'person' })
    expect(call).toMatchObject({ from: CALLER, to: number.e164, price: null })
    expect(call.durationMs).toBeGreaterThan(1_400)
  })
  expect(await pursed(customer)).toEqual(['0.094', '0.00'])
})

test('the books are right after all of it', async () => {
  const { ok, results } = await operator.ask('POST', '/ledger/invariants', {})
  expect(ok, JSON.stringify(results)).toBe(true)
})
