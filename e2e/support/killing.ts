import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { v7 } from 'uuid'
import { customer } from '../../bench/lib/customer.ts'
import { Config } from '../../server/src/main/config.ts'
import { lines } from '../../server/src/main/modules.ts'
import { createServices } from '../../server/src/main/services.ts'
import type { Product } from './product.ts'

const VICTIMS = ['api', 'worker', 'postgres'] as const
const CALLERS = 8
const MICROS = 10_000n

type Processes = Readonly<Partial<Record<string, number>>>

const processes = async (home: string): Promise<Processes> =>
  JSON.parse(await readFile(path.join(home, 'processes.json'), 'utf8')) as Processes

/** The address of the embedded database, from the socket its process was started with. */
async function databaseUrl(home: string): Promise<string> {
  const { postgres } = await processes(home)
  const command = await readFile(`/proc/${postgres}/cmdline`, 'utf8')
  const socket = /unix_socket_directories=([^\0]+)/.exec(command)?.[1]
  if (!socket) throw new Error('The database has no socket.')
  return `postgres://postgres@/linecard?host=${encodeURIComponent(socket)}`
}

async function prepare(product: Product) {
  const { masterKey } = JSON.parse(await readFile(path.join(product.home, 'secrets.json'), 'utf8')) as { masterKey: string }
  const url = await databaseUrl(product.home)
  const services = createServices('killing', Config.parse({ DATABASE_URL: url, LINECARD_MASTER_KEY: masterKey, LOG_LEVEL: 'fatal' }), lines)
  const made = await customer(services, ['charge:create', 'wallet:read'])
  await services.stop()
  return made
}

/** Asks until there is an answer, at most for a minute. */
async function within<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) throw new Error(`${what} did not come back within a minute.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const ready = (product: Product): Promise<true> =>
  within('The product', () =>
    fetch(`${product.url}/readyz`).then(
      (reply) => (reply.status === 200 ? true : undefined),
      () => undefined,
    ),
  )

/** The process id of a part once it is there, or there again in place of one that was killed: that one may be listed for a moment. */
const victim = (product: Product, part: string, killed?: number): Promise<number> =>
  within(part, async () => {
    const pid = (await processes(product.home))[part]
    return pid === killed ? undefined : pid
  })

/** Where the killing stands after a round. */
export type Round = {
  readonly kills: number
  readonly acknowledged: number
  readonly unanswered: number
}

export type Toll = Round & {
  readonly lost: number
  readonly doubled: number
  readonly wrongBalance: boolean
}

/**
 * Kills API, worker and database in turn with SIGKILL while callers charge one wallet over HTTP, then counts: every charge that was acknowledged must
 * be there exactly once, and the wallet must hold what its entries say. A charge without an answer is sent again under its key until it has one.
 */
export async function killUnderLoad(product: Product, rounds: number, onRound: (round: Round) => void = () => {}): Promise<Toll> {
  const { walletId, key, opening } = await prepare(product)
  const acknowledged = new Set<string>()
  let unanswered = 0
  let done = false
  const body = JSON.stringify({ walletId, amount: '0.01', currency: 'USD', kind: 'call', description: 'under fire' })
  const charge = (id: string) =>
    fetch(`${product.url}/api/v1/charges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': id },
      body,
    }).then(
      (reply) => reply.ok,
      () => false,
    )
  const caller = async () => {
    while (!done) {
      const id = v7()
      while (!(await charge(id))) {
        unanswered += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      acknowledged.add(id)
    }
  }
  const callers = Array.from({ length: CALLERS }, caller)
  let kills = 0
  let last: { part: string; pid: number } | undefined
  for (let round = 0; round < rounds; round += 1) {
    const before = acknowledged.size
    while (acknowledged.size < before + 50) await new Promise((resolve) => setTimeout(resolve, 20))
    const part = VICTIMS[round % VICTIMS.length] ?? 'api'
    last = { part, pid: await victim(product, part) }
    process.kill(last.pid, 'SIGKILL')
    kills += 1
    await ready(product)
    onRound({ kills, acknowledged: acknowledged.size, unanswered })
  }
  done = true
  await Promise.all(callers)
  // Processes of a killed database may answer once more before they end too.
  if (last) await victim(product, last.part, last.pid)
  return { kills, acknowledged: acknowledged.size, unanswered, ...(await count(product, walletId, acknowledged, opening)) }
}

async function count(product: Product, walletId: string, acknowledged: ReadonlySet<string>, opening: bigint) {
  const client = new pg.Client({ connectionString: await databaseUrl(product.home) })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(`select id from entry where wallet_id = $1 and kind = 'call'`, [walletId])
    const { rows: wallets } = await client.query<{ balance: string }>('select balance_micros::text as balance from wallet where id = $1', [
      walletId,
    ])
    const posted = new Set(rows.map((row) => row.id))
    return {
      lost: [...acknowledged].filter((id) => !posted.has(id)).length,
      // Every key that was used was acknowledged in the end, so anything beyond is one posting too many.
      doubled: rows.length - acknowledged.size,
      wrongBalance: BigInt(wallets[0]?.balance ?? 0) !== opening - MICROS * BigInt(rows.length),
    }
  } finally {
    await client.end()
  }
}
