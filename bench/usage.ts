import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { v7 } from 'uuid'
import { days, later } from '../server/src/platform/clock.ts'
import { type Context, createContext, inTx } from '../server/src/platform/context.ts'
import { type AccountId, newId } from '../server/src/platform/ids.ts'
import { micros, rate } from '../server/src/platform/money.ts'
import { createAccount } from '../server/src/spine/accounts/index.ts'
import { type BatchUse, grantAllowances, meterBatch } from '../server/src/spine/charging/index.ts'
import { openWallet, post } from '../server/src/spine/ledger/index.ts'
import { rootTenant } from '../server/src/spine/tenants/index.ts'
import { type Installation, install } from './lib/installation.ts'
import { type BenchOptions, type BenchResult, interleave, type Measure, rounded } from './lib/rounds.ts'

const ACCOUNTS = 500
const BATCH = 10_000
const MEGABYTE = 1_048_576n
const RATE = '0.001'
const MICROS_PER_MEGABYTE = 1_000n
const OPENING = 1_000_000_000n
/** Every account's bucket pays its first hundred megabytes, so most rounds are charged to wallets. */
const INCLUDED = 100n
/** Every hundredth session comes twice, as suppliers' files have them. */
const REPEATED = 100

async function customers(context: Context): Promise<readonly AccountId[]> {
  const accounts: AccountId[] = []
  await inTx(context, async (tx) => {
    for (let index = 0; index < ACCOUNTS; index += 1) {
      const account = await createAccount(tx, { name: `Bench ${index}`, kind: 'business', email: `bench-${index}@example.com` })
      const wallet = await openWallet(tx, { accountId: account.id, currency: 'USD' })
      const facts = { walletId: wallet.id, from: 'adjustment', kind: 'adjustment', description: 'Opening' }
      await post(tx, [{ op: 'credit', ...facts, id: newId(), amount: micros('USD', OPENING) }])
      const bucket = { accountId: account.id, service: 'data', unit: 'bytes', quantity: INCLUDED * MEGABYTE, name: 'Data' } as const
      const period = { validFrom: later(tx.now(), -days(1)), expiresAt: later(tx.now(), days(30)) }
      await grantAllowances(tx, [{ ...bucket, ...period, sourceId: newId() }])
      accounts.push(account.id)
    }
  })
  return accounts
}

/** Sessions of a megabyte each, out of order and some of them twice. */
function sessionsOf(accounts: readonly AccountId[], now: Date): readonly BatchUse[] {
  const uses = Array.from({ length: BATCH }, (_, index): BatchUse => {
    const accountId = accounts[(index * 7) % accounts.length] as AccountId
    const occurredAt = later(now, -(index % 977) * 1_000)
    return { id: v7() as BatchUse['id'], accountId, quantity: MEGABYTE, occurredAt, subject: { type: 'esim', id: accountId } }
  })
  return uses.flatMap((use, index) => (index % REPEATED === 0 ? [use, use] : [use]))
}

const measure = (count: number, started: number): Measure => {
  const ms = performance.now() - started
  return { perSecond: (count * 1_000) / ms, p50: ms, p99: ms }
}

async function copied(client: pg.Client, tenantId: string, uses: readonly BatchUse[]): Promise<void> {
  const lines = uses.map((use) => {
    const at = use.occurredAt.toISOString()
    return `${v7()}\t${tenantId}\t${use.accountId}\tdata\tbytes\t${use.quantity}\t${use.subject.type}\t${use.subject.id}\t${at}\n`
  })
  await pipeline(Readable.from([lines.join('')]), client.query(copyFrom('copy raw_session from stdin')))
}

/** Data sessions charged in batches against buckets and wallets, against raw copying of the same sessions into a table with the same indexes. */
export async function usage({ quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  try {
    const operator = await rootTenant(installation.services)
    const context = createContext(installation.services, { tenantId: operator.id })
    const accounts = await customers(context)
    const client = new pg.Client({ connectionString: installation.databaseUrl })
    await client.connect()
    await client.query(`create table raw_session (id uuid primary key, tenant_id uuid not null, account_id uuid not null, service text not null,
      unit text not null, quantity bigint not null, subject_type text not null, subject_id text not null, occurred_at timestamptz not null);
      create index on raw_session (tenant_id, occurred_at, id);
      create index on raw_session (account_id, occurred_at, id)`)
    const kind = { service: 'data', unit: 'bytes', description: 'Data', entryKind: 'esim_topup', revenueCode: 'revenue:data' } as const
    const price = { rate: rate('USD', RATE), per: MEGABYTE, rounding: 'half_up' } as const
    let charged = 0
    const batches = quick ? 2 : 5
    const result = await interleave(
      quick ? 3 : 5,
      async () => {
        const made = Array.from({ length: batches }, () => sessionsOf(accounts, context.now()))
        const started = performance.now()
        for (const uses of made) charged += (await meterBatch(context, { ...kind, price, uses })).recorded
        return measure(batches * BATCH, started)
      },
      async () => {
        const made = Array.from({ length: batches }, () => sessionsOf(accounts, context.now()))
        const started = performance.now()
        for (const uses of made) await copied(client, operator.id, uses)
        return measure(made.flat().length, started)
      },
    )
    await client.end()
    await verify(installation, charged)
    return {
      bench: 'usage',
      value: rounded(result.value, 0),
      unit: 'sessions/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
    }
  } finally {
    await installation.stop()
  }
}

type Books = { records: string; included: string; used: string; amount: string; posted: string; balance: string }

/** Every session was recorded once; buckets gave what they could and wallets paid exactly the rest. */
async function verify({ query }: Installation, charged: number): Promise<void> {
  const [books] = await query<Books>(`select (select count(*) from usage_record)::text as records,
    (select sum(allowance_quantity) from usage_record)::text as included, (select sum(used) from allowance_bucket)::text as used,
    (select sum(amount_micros) from usage_record)::text as amount,
    (select coalesce(sum(amount_micros), 0) from entry where kind = 'esim_topup')::text as posted,
    (select sum(balance_micros) from wallet)::text as balance`)
  const records = BigInt(charged)
  const included = BigInt(books?.included ?? 0)
  const owed = (records - included / MEGABYTE) * MICROS_PER_MEGABYTE
  const right =
    books &&
    BigInt(books.records) === records &&
    books.included === books.used &&
    BigInt(books.amount) === owed &&
    BigInt(books.posted) === owed &&
    BigInt(books.balance) === BigInt(ACCOUNTS) * OPENING - owed
  if (!right) throw new Error(`The books do not say what the sessions came to: ${JSON.stringify(books)}`)
}
