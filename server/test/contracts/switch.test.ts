import net from 'node:net'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallDecider, CallEvent, CallRef, Decision } from '../../src/lines/voice/port.ts'
import { createLogger } from '../../src/platform/log.ts'
import { deliverOrders, switchControl } from '../../src/providers/kamailio/control.ts'
import { FrameReader, frame } from '../../src/providers/kamailio/frames.ts'
import { TimeLimits } from '../../src/providers/kamailio/limits.ts'
import { SwitchLink } from '../../src/providers/kamailio/link.ts'
import { drainOutbox } from '../../src/providers/kamailio/outbox.ts'
import { eventually, type World, worldForTest } from '../support/world.ts'

type Heard = Readonly<Record<string, unknown>> & { readonly t: string }

/** Kamailio's end of the link: says what it is told to say, and takes in at its own pace. */
class Kamailio {
  readonly heard: Heard[] = []
  readonly sizes: number[] = []
  echo = true
  obeys = true
  #socket: net.Socket | undefined
  readonly #server = net.createServer((socket) => {
    this.#socket = socket
    const reader = new FrameReader()
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      this.sizes.push(chunk.length)
      for (const text of reader.read(chunk)) this.#take(JSON.parse(text) as Heard)
    })
  })

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as net.AddressInfo).port
  }

  say(message: unknown): void {
    this.#socket?.write(frame(typeof message === 'string' ? message : JSON.stringify(message)))
  }

  hangUp(): void {
    this.#socket?.destroy()
  }

  close(): Promise<void> {
    this.hangUp()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  answers(): readonly Heard[] {
    return this.heard.filter(({ t }) => t === 'route' || t === 'reject')
  }

  #take(message: Heard): void {
    this.heard.push(message)
    if (this.echo && (message.t === 'hb' || message.t === 'mark')) this.say(message)
    if (message.t === 'cut' || message.t === 'prolong') this.say({ t: 'did', id: message['id'], done: this.obeys ? 1 : 0 })
  }
}

const log = createLogger('switch', 'silent')
let kamailio: Kamailio
let link: SwitchLink
let decider: CallDecider
let reported: CallEvent[]

beforeEach(async () => {
  kamailio = new Kamailio()
  reported = []
  decider = {
    decide: async () => ({ kind: 'reject', code: 404, reason: 'Not Found', cause: 1, retryAfterSeconds: null }),
    report: async (event) => void reported.push(event),
    record: async () => undefined,
  }
  const port = await kamailio.listen()
  link = new SwitchLink({
    port,
    key: 'the-key',
    decider: {
      decide: (ask) => decider.decide(ask),
      report: (event) => decider.report(event),
      record: (message) => decider.record(message),
    },
    log,
  })
  link.start()
  await eventually(async () => kamailio.heard.some(({ t }) => t === 'hb'), 'the platform greets the switch')
})
afterEach(async () => {
  link.stop()
  await kamailio.close()
})

const seconds = (ms: number) => (ms / 1_000).toFixed(6)
const ask = (ti: number, at = Date.now()) => ({
  t: 'authorize',
  ti,
  tl: '7',
  node: 'sw1',
  callId: `call-${ti}`,
  fromTag: 'f',
  srcIp: '192.0.2.1',
  srcPort: 5060,
  proto: 'udp',
  ruriUser: '4420',
  ruriHost: 'x',
  at: seconds(at),
})
const answersTo = (count: number) => eventually(async () => kamailio.answers().length >= count && kamailio.answers(), `${count} answers`)
const routed = (ref: CallRef): Decision => ({ kind: 'route', ref, maxSeconds: 60, routes: [], channels: [] })
const newRef = () => v7() as CallRef

test('the platform proves itself with the key before it says anything else', () => {
  expect(kamailio.heard[0]).toEqual({ t: 'hi', key: 'the-key' })
})

test('an ask is answered under its own transaction', async () => {
  const ref = newRef()
  decider.decide = async () => routed(ref)
  kamailio.say(ask(41))
  expect(await answersTo(1)).toEqual([{ t: 'route', ti: 41, tl: 7, ref, max: 60, channels: [], routes: [] }])
})

test('a decider that fails is 503, and what is not understood ends nothing', async () => {
  decider.decide = async () => {
    throw new Error('no database')
  }
  kamailio.say('not json')
  kamailio.say({ t: 'unheard-of' })
  kamailio.say(ask(1))
  expect(await answersTo(1)).toEqual([expect.objectContaining({ t: 'reject', ti: 1, code: 503, cause: 41, retryAfter: 1 })])
})

test('nobody decides about a call that waited too long', async () => {
  let asked = 0
  decider.decide = async () => {
    asked += 1
    return routed(newRef())
  }
  kamailio.say(ask(1, Date.now() - 5_000))
  expect(await answersTo(1)).toEqual([expect.objectContaining({ t: 'reject', reason: 'Stale' })])
  expect(asked).toBe(0)
})

test('answers travel in small portions, the next one when the last was taken in, and none is lost', async () => {
  kamailio.echo = false
  const long = 'x'.repeat(1_000)
  decider.decide = async () => ({ kind: 'reject', code: 404, reason: long, cause: 1, retryAfterSeconds: null })
  for (let ti = 1; ti <= 100; ti += 1) kamailio.say(ask(ti))
  const stuck = await eventually(async () => kamailio.answers().length > 0 && kamailio.answers().length, 'the first portion')
  expect(stuck).toBeLessThan(20)
  kamailio.echo = true
  const mark = kamailio.heard.findLast(({ t }) => t === 'mark')
  kamailio.say(mark)
  expect(new Set((await answersTo(100)).map(({ ti }) => ti)).size).toBe(100)
  expect(Math.max(...kamailio.sizes)).toBeLessThan(16_000)
})

test('a decision for a switch that is gone is given back', async () => {
  const ref = newRef()
  const decision = Promise.withResolvers<Decision>()
  let asked = false
  decider.decide = () => {
    asked = true
    return decision.promise
  }
  kamailio.say(ask(1))
  await eventually(async () => asked, 'the ask arrives')
  kamailio.hangUp()
  await eventually(async () => !link.up, 'the link is lost')
  decision.resolve(routed(ref))
  await eventually(async () => reported.length > 0, 'the end is reported')
  expect(reported).toEqual([expect.objectContaining({ ref, kind: 'end', attempt: 0, code: 503, durationMs: null, releasedBy: 'platform' })])
  await eventually(async () => link.up, 'the link is up again')
})

test('an order that the switch does not know is not done, and none is without a switch', async () => {
  expect(await link.order({ id: '1', t: 'cut' })).toBe(true)
  kamailio.obeys = false
  expect(await link.order({ id: '2', t: 'cut' })).toBe(false)
  kamailio.hangUp()
  await eventually(async () => !link.up, 'the link is lost')
  expect(await link.order({ id: '3', t: 'cut' })).toBe(false)
})

/** What the switch itself does: writes into the outbox as its own role. */
async function tell(world: World, ...events: readonly Record<string, unknown>[]): Promise<void> {
  const client = new pg.Client({ connectionString: world.ownerUrl, options: '-c role=linecard_switch -c search_path=switch' })
  await client.connect()
  try {
    for (const event of events) await client.query('select tell($1)', [Buffer.from(JSON.stringify(event)).toString('base64')])
  } finally {
    await client.end()
  }
}

const said = (ref: CallRef, kind: string, over: Record<string, unknown> = {}) => ({
  ...{ kind, ref, node: 'sw1', route: 'g1', attempt: 1, at: seconds(Date.now()), code: 200, by: 'caller' },
  ...(kind === 'answer' && { callId: 'c', fromTag: 'f', toTag: 't', hEntry: 1, hId: 2, max: 600 }),
  ...over,
})

test('what the switch wrote is reported once, though it was written twice, and again when that failed', async () => {
  const world = await worldForTest()
  const { pool } = world.services.databases
  const ref = newRef()
  await tell(world, said(ref, 'answer'), said(ref, 'answer'), said(ref, 'end'), said(ref, 'end', { attempt: 0, code: 487 }))
  const heard: unknown[] = []
  const drain = () => drainOutbox({ pool, decider, hear: (body) => void heard.push(body), log })
  decider.report = async () => {
    throw new Error('not now')
  }
  expect(await drain()).toBe(2)
  expect(await drain()).toBe(0)
  decider.report = async (event) => void reported.push(event)
  await pool.query('update switch.outbox set next_at = now() where done_at is null')
  expect(await drain()).toBe(2)
  expect(reported.map(({ kind, code }) => [kind, code])).toEqual([
    ['answer', 200],
    ['end', 200],
  ])
  expect(await drain()).toBe(0)
  expect(heard).toHaveLength(4)
})

test('two drains at once report every event once', async () => {
  const world = await worldForTest()
  const { pool } = world.services.databases
  const refs = Array.from({ length: 30 }, newRef)
  await tell(world, ...refs.map((ref) => said(ref, 'end')))
  const drain = () => drainOutbox({ pool, decider, hear: () => undefined, log })
  const taken = await Promise.all([drain(), drain(), drain()])
  expect(taken.reduce((sum, count) => sum + count)).toBe(30)
  expect(reported.map(({ ref }) => ref).sort()).toEqual([...refs].sort())
})

test('a dialog that is deleted without an ending has one, and one that was told keeps its own', async () => {
  const world = await worldForTest()
  const { pool } = world.services.databases
  const [silent, told] = [newRef(), newRef()]
  const owner = new pg.Client({ connectionString: world.ownerUrl, options: '-c role=linecard_switch -c search_path=switch' })
  await owner.connect()
  for (const [at, ref] of [silent, told].entries()) {
    await owner.query(
      `insert into dialog (hash_entry, hash_id, callid, from_uri, from_tag, to_uri, to_tag, caller_cseq, callee_cseq, caller_contact, callee_contact,
        caller_sock, callee_sock, state, start_time, req_uri) values ($1, 1, 'c', '', 'f', '', 't', '1', '1', '', '', '', '', 4, 1795647783, '')`,
      [at],
    )
    for (const [key, value] of Object.entries({ ref, gw: 'g7', n: '2', ta: seconds(Date.now() - 5_000) })) {
      await owner.query('insert into dialog_vars (hash_entry, hash_id, dialog_key, dialog_value) values ($1, 1, $2, $3)', [at, key, value])
    }
  }
  await tell(world, said(told, 'end', { by: 'callee' }))
  await owner.query('delete from dialog')
  await owner.end()
  await drainOutbox({ pool, decider, hear: () => undefined, log })
  expect(reported.find(({ ref }) => ref === told)).toMatchObject({ releasedBy: 'callee', route: 'g1' })
  const lost = reported.find(({ ref }) => ref === silent)
  expect(lost).toMatchObject({ kind: 'end', route: 'g7', attempt: 2, code: 200, releasedBy: 'platform' })
  expect(lost?.durationMs).toBeGreaterThanOrEqual(5_000)
  expect(lost?.durationMs).toBeLessThan(15_000)
})

test('the role of the switch reads who may register and nothing else of the business', async () => {
  const world = await worldForTest()
  const client = new pg.Client({ connectionString: world.ownerUrl, options: '-c role=linecard_switch' })
  await client.connect()
  try {
    expect((await client.query('select * from switch.subscriber')).rows).toEqual([])
    for (const forbidden of [
      'select from public.device',
      'select from public.wallet',
      'select from switch.outbox',
      'delete from switch.outbox',
      'create table switch.mine ()',
    ]) {
      await expect(client.query(forbidden), forbidden).rejects.toThrow('permission denied')
    }
  } finally {
    await client.end()
  }
})

test('an order waits for the answer, is done once, and is over when the call is', async () => {
  const world = await worldForTest()
  const { pool } = world.services.databases
  const limits = new TimeLimits(link)
  const deliver = () => deliverOrders(pool, link, limits, 'sw1')
  const ordered = () => kamailio.heard.filter(({ t }) => t === 'cut' || t === 'prolong')
  const control = switchControl(pool)
  const ref = newRef()
  await control.prolong(ref, 120)
  await control.cut(ref, 'fraud')
  await deliver()
  expect(ordered()).toEqual([])
  await tell(world, said(ref, 'answer'))
  kamailio.obeys = false
  await deliver()
  kamailio.obeys = true
  await deliver()
  await deliver()
  expect(ordered().map(({ t }) => t)).toEqual(['prolong', 'cut', 'prolong', 'cut'])
  expect(ordered()[2]).toMatchObject({ hEntry: 1, hId: 2, seconds: 120 })
  expect(ordered()[3]).toMatchObject({ callId: 'c', fromTag: 'f', toTag: 't', why: 'fraud' })

  await control.prolong(ref, 1)
  await tell(world, said(ref, 'end'))
  await deliver()
  expect(ordered()).toHaveLength(4)
  expect((await pool.query('select outcome from switch.call_order order by id')).rows.map((row) => row.outcome)).toEqual([
    'done',
    'done',
    'over',
  ])
})

test('a call is cut at its second, at the moved one when it was moved, and taken up again by the next process', async () => {
  const world = await worldForTest()
  const { pool } = world.services.databases
  const cuts = () => kamailio.heard.filter(({ t }) => t === 'cut')
  const [short, moved, over] = [newRef(), newRef(), newRef()]
  const limits = new TimeLimits(link)
  for (const ref of [short, moved, over]) limits.hear(said(ref, 'answer', { max: 1, callId: ref }))
  limits.move(moved, 600)
  limits.hear(said(over, 'end'))
  await eventually(async () => cuts().length > 0, 'a cut')
  expect(cuts().map(({ callId }) => callId)).toEqual([short])
  limits.stop()

  await tell(world, said(moved, 'answer', { max: 600, callId: moved }), said(over, 'answer', { max: 1, callId: over }), said(over, 'end'))
  await pool.query(
    `insert into switch.call_order (id, ref, kind, max_seconds, created_at, done_at, outcome) values ($1, $2, 'prolong', 1, now(), now(), 'done')`,
    [v7(), moved],
  )
  const next = new TimeLimits(link)
  await next.load(pool)
  await eventually(async () => cuts().length > 1, 'the other cut')
  expect(cuts().map(({ callId }) => callId)).toEqual([short, moved])
  next.stop()
})
