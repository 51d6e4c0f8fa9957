import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { v7 } from 'uuid'
import type { CallAsk, CallEvent, CallRef, CallRoute, Decision, RecordedMessage, SwitchControl } from '../../server/src/lines/voice/port.ts'
import { migrate } from '../../server/src/main/migrations.ts'
import { type Postgres, startPostgres } from '../../server/src/main/supervisor/postgres.ts'
import { type OpenSwitch, openSwitch } from '../../server/src/main/switch/open.ts'
import { createLogger } from '../../server/src/platform/log.ts'
import { switchControl } from '../../server/src/providers/kamailio/control.ts'
import { freeTcp, freeUdp, network } from './ports.ts'
import { type Callee, type Caller, endSipp, type Played, place, waitForCalls } from './sipp.ts'

/** A real switch with its own database on addresses of its own, and a decider that the test plays. */
export type SwitchBench = {
  /** Where SIP is spoken, as host:port. */
  readonly sip: string
  readonly mediaAddress: string
  readonly pool: pg.Pool
  readonly control: SwitchControl
  readonly asks: readonly CallAsk[]
  readonly events: readonly CallEvent[]
  readonly messages: readonly RecordedMessage[]
  /** What is decided about every call until it is set anew. */
  decide: (ask: CallAsk) => Decision | Promise<Decision>
  /** An address for the n-th party of this test. */
  address(n: number): string
  /** Adds a device that may register. */
  device(username: string, password: string): Promise<void>
  call(caller: Omit<Caller, 'address'> & { readonly address?: string }): Promise<Played>
  callee(scenario: string, address: string): Promise<Callee>
  /** The event of a call, as soon as it is reported. */
  event(ref: CallRef, kind: CallEvent['kind'], attempt?: number): Promise<CallEvent>
  until<Value>(what: string, look: () => Value | undefined | Promise<Value | undefined>): Promise<Value>
  running(): OpenSwitch
  /** Ends the switch, once it has written down so many live calls, and starts it again on the same database. */
  restart(how?: 'kill', calls?: number): Promise<void>
  stopSwitch(): Promise<void>
  stop(): Promise<void>
}

export const REALM = 'sip.example.test'
const MASTER_KEY = Buffer.alloc(32, 3).toString('base64url')
const PATIENCE_MS = 20_000

const TENANT = v7()
const ACCOUNT = v7()

/** The least that a device's row hangs on. */
async function seed(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into tenant (id, name, slug, kind, currency, depth, status, created_at) values ($1, 'Bench', 'bench', 'operator', 'USD', 0, 'active', now())`,
    [TENANT],
  )
  await pool.query(
    `insert into account (id, tenant_id, number, kind, name, status, email, currency, created_at)
     values ($1, $2, 'A-1', 'business', 'Bench', 'active', 'bench@example.test', 'USD', now())`,
    [ACCOUNT, TENANT],
  )
}

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')

async function addDevice(pool: pg.Pool, username: string, password: string): Promise<void> {
  const secret = `${username}:${REALM}:${password}`
  await pool.query(
    `insert into device (id, tenant_id, account_id, name, kind, sip_username, realm, ha1_md5, ha1_sha256, secret, status, created_at)
     values ($1, $2, $3, $4, 'sip_phone', $4, $5, $6, $7, '-', 'active', now())`,
    [v7(), TENANT, ACCOUNT, username, REALM, hash('md5', secret), hash('sha256', secret)],
  )
}

/** Live calls that a switch would find again. */
async function callsKept(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ calls: number }>(
    `select count(*)::int as calls from switch.dialog join switch.dialog_vars using (hash_entry, hash_id) where dialog_key = 'ref'`,
  )
  return rows[0]?.calls ?? 0
}

/** A route to a gateway with the usual manners; what a test cares about it overrides. */
export const gateway = (name: string, address: string, over: Partial<CallRoute> = {}): CallRoute => ({
  kind: 'gateway',
  name,
  gateway: `sip:${address}:5060`,
  users: [],
  dial: '442071234567',
  from: '+18005550199',
  replySeconds: 2,
  ringSeconds: 20,
  credentials: null,
  continueOn: '^(408|5[0-9][0-9])$',
  ...over,
})

/** A decision that lets the call through. */
export const route = (routes: readonly CallRoute[], over: Partial<Decision & { kind: 'route' }> = {}): Decision & { kind: 'route' } => ({
  kind: 'route',
  ref: v7() as CallRef,
  maxSeconds: 60,
  routes,
  channels: [],
  ...over,
})

const unset = (): Decision => ({ kind: 'reject', code: 500, reason: 'The test decides nothing', cause: 41, retryAfterSeconds: null })

/** Starts PostgreSQL with the whole schema, Kamailio, rtpengine and the recorder. */
export async function openBench(): Promise<SwitchBench> {
  const log = createLogger('switch', process.env['SWITCH_LOG'] ?? 'fatal')
  const home = await mkdtemp(path.join(os.tmpdir(), 'lc-switch-'))
  const postgres: Postgres = await startPostgres({ dir: path.join(home, 'postgres'), durable: false })
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query('create database linecard')
  await admin.end()
  await migrate(postgres.url())
  const pool = new pg.Pool({ connectionString: postgres.url() })
  // The server may end a connection before the pool has closed it.
  pool.on('error', (err) => log.debug({ err }, 'a connection was lost'))
  await seed(pool)
  const net24 = network()
  const asks: CallAsk[] = []
  const events: CallEvent[] = []
  const messages: RecordedMessage[] = []
  const ports = { linkPort: await freeTcp(), mediaControlPort: await freeUdp(), voicemailPort: await freeUdp() }
  let open: OpenSwitch | undefined

  const start = async () => {
    open = await openSwitch({
      home,
      databaseUrl: postgres.url(),
      masterKey: MASTER_KEY,
      pool,
      decider: {
        decide: async (ask) => {
          asks.push(ask)
          return bench.decide(ask)
        },
        report: async (event) => void events.push(event),
        record: async (message) => void messages.push(message),
      },
      log,
      node: 'sw1',
      address: `${net24}.10`,
      port: 5060,
      ...ports,
      mediaAddress: `${net24}.11`,
      mediaPortMin: 30_000,
      mediaPortMax: 39_999,
      flood: 400,
    })
    const { link } = open
    await bench.until('the link is up', () => link.up || undefined)
  }

  const bench: SwitchBench = {
    sip: `${net24}.10:5060`,
    mediaAddress: `${net24}.11`,
    pool,
    control: switchControl(pool),
    asks,
    events,
    messages,
    decide: unset,
    address: (n) => `${net24}.${20 + n}`,
    device: (username, password) => addDevice(pool, username, password),
    call: (caller) => place(bench.sip, { address: bench.address(1), ...caller }),
    callee: (scenario, address) => waitForCalls(scenario, address),
    event: (ref, kind, attempt) =>
      bench.until(`${kind} of ${ref}: ${JSON.stringify(events.slice(-4))}`, () =>
        events.find((event) => event.ref === ref && event.kind === kind && (attempt === undefined || event.attempt === attempt)),
      ),
    async until(what, look) {
      const deadline = Date.now() + PATIENCE_MS
      for (;;) {
        const found = await look()
        if (found !== undefined) return found
        if (Date.now() > deadline) throw new Error(`Never happened: ${what}.`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    running() {
      if (!open) throw new Error('The switch does not run.')
      return open
    },
    async restart(how, calls = 0) {
      const { kamailio } = bench.running()
      // An answer is told a moment before the call is written down.
      await bench.until(`${calls} calls are written down`, async () => (await callsKept(pool)) >= calls || undefined)
      if (how === 'kill' && kamailio.pid) process.kill(kamailio.pid, 'SIGKILL')
      await bench.stopSwitch()
      await start()
    },
    async stopSwitch() {
      await open?.stop()
      open = undefined
    },
    async stop() {
      await endSipp()
      await bench.stopSwitch()
      await pool.end()
      await postgres.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
  try {
    await start()
  } catch (error) {
    await bench.stop()
    throw error
  }
  return bench
}
