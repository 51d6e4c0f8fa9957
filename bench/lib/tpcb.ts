import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Measure } from './rounds.ts'

export type TpcB = { readonly by: string; run(clients: number, seconds: number): Promise<Measure>; close(): Promise<void> }

// More branches than clients would be the rule; fifty at 64 clients is what the figures in the documents were taken with.
const SCALE = 50
const TELLERS = 10
const ACCOUNTS = 100_000

/** TPC-B-like transactions in a database of their own on the server of `url`: by pgbench where it is installed, else the same from here. */
export async function openTpcB(url: string): Promise<TpcB> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('create database tpcb')
  await admin.end()
  const own = url.replace(/\/[^/?]*\?/, '/tpcb?')
  await fill(own)
  return spawnSync('pgbench', ['--version']).status === 0 ? byPgbench(own) : byNode(own)
}

/** The tables of pgbench, filled by the server itself, so that both ways of running find the same. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    create table pgbench_branches (bid int not null, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int not null, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches select n, 0 from generate_series(1, ${SCALE}) n;
    insert into pgbench_tellers select n, (n - 1) / ${TELLERS} + 1, 0 from generate_series(1, ${SCALE * TELLERS}) n;
    insert into pgbench_accounts select n, (n - 1) / ${ACCOUNTS} + 1, 0, '' from generate_series(1, ${SCALE * ACCOUNTS}) n;
    alter table pgbench_branches add primary key (bid);
    alter table pgbench_tellers add primary key (tid);
    alter table pgbench_accounts add primary key (aid);`)
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
}

/** Sums must agree after a run: TPC-B's own consistency condition. */
async function verify(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{
    ok: boolean
  }>(`select (select sum(bbalance) from pgbench_branches) = (select coalesce(sum(delta), 0) from pgbench_history)
    and (select sum(tbalance) from pgbench_tellers) = (select coalesce(sum(delta), 0) from pgbench_history) as ok`)
  await client.end()
  if (!rows[0]?.ok) throw new Error('The TPC-B tables do not agree with each other.')
}

function byPgbench(url: string): TpcB {
  return {
    by: 'pgbench -M prepared',
    async run(clients, seconds) {
      const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), url]
      const { stdout } = await promisify(execFile)('pgbench', args)
      const perSecond = Number(/tps = ([\d.]+) /.exec(stdout)?.[1])
      const latency = Number(/latency average = ([\d.]+) ms/.exec(stdout)?.[1])
      if (!(perSecond > 0)) throw new Error(`pgbench did not say how fast it was: ${stdout}`)
      await verify(url)
      return { perSecond, p50: latency, p99: latency }
    },
    async close() {},
  }
}

const below = (most: number) => 1 + Math.floor(Math.random() * most)

async function transaction(client: pg.PoolClient): Promise<void> {
  const [aid, bid, tid, delta] = [below(SCALE * ACCOUNTS), below(SCALE), below(SCALE * TELLERS), below(10_001) - 5_001]
  const step = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  await client.query('begin')
  await step('b1', 'update pgbench_accounts set abalance = abalance + $1 where aid = $2', [delta, aid])
  await step('b2', 'select abalance from pgbench_accounts where aid = $1', [aid])
  await step('b3', 'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2', [delta, tid])
  await step('b4', 'update pgbench_branches set bbalance = bbalance + $1 where bid = $2', [delta, bid])
  await step('b5', 'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)', [
    tid,
    bid,
    aid,
    delta,
  ])
  await client.query('end')
}

function byNode(url: string): TpcB {
  const pool = new pg.Pool({ connectionString: url, max: 64 })
  return {
    by: 'TPC-B from Node',
    async run(clients, seconds) {
      const end = performance.now() + seconds * 1_000
      let done = 0
      const work = async () => {
        const client = await pool.connect()
        for (; performance.now() < end; done += 1) await transaction(client)
        client.release()
      }
      await Promise.all(Array.from({ length: clients }, work))
      await verify(url)
      return { perSecond: done / seconds, p50: (clients * seconds * 1_000) / done, p99: (clients * seconds * 1_000) / done }
    },
    close: () => pool.end(),
  }
}
