import { type Context, createContext, inTx } from '../server/src/platform/context.ts'
import { newId } from '../server/src/platform/ids.ts'
import { micros, money } from '../server/src/platform/money.ts'
import { chargeNow, checkInvariants, type EntryId, post, type WalletId } from '../server/src/spine/ledger/index.ts'
import { rootTenant } from '../server/src/spine/tenants/index.ts'
import { type Installation, install } from './lib/installation.ts'
import { type BenchOptions, type BenchResult, interleave, type Measure, percentile, rounded } from './lib/rounds.ts'
import { openTpcB } from './lib/tpcb.ts'

const WALLETS = 50_000
const CALLERS = 64
const REPEATED = 0.01
const OPENING = money('USD', '1000000')

/** Durable postings spread over 50,000 wallets, against TPC-B-like transactions on the same server. */
export const benchLedger = (options: BenchOptions): Promise<BenchResult> => run('ledger', WALLETS, options)

/** The same with every caller on one wallet. */
export const benchLedgerHot = (options: BenchOptions): Promise<BenchResult> => run('ledger-hot', 1, options)

async function run(bench: string, count: number, { quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  const tpcb = await openTpcB(installation.databaseUrl)
  try {
    const load = await openLoad(installation, count)
    const seconds = quick ? 2 : 5
    const result = await interleave(
      quick ? 3 : 7,
      () => load.run(seconds),
      () => tpcb.run(CALLERS, seconds),
    )
    await load.verify()
    return {
      bench,
      value: rounded(result.value, 0),
      unit: 'postings/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      p50_ms: rounded(result.p50),
      p99_ms: rounded(result.p99),
      notes: { baseline_by: tpcb.by },
    }
  } finally {
    await tpcb.close()
    await installation.stop()
  }
}

type Request = { readonly id: EntryId; readonly walletId: WalletId; readonly units: bigint; readonly line: number }

const LINES = ['call', 'sms', 'mms', 'instance_usage'] as const

const chance = (most: number) => Math.floor(Math.random() * most)

/** Opens and fills the wallets through the ledger itself; the accounts behind them are made in bulk. */
async function openLoad(installation: Installation, count: number) {
  const tenant = await rootTenant(installation.services)
  const context = createContext(installation.services, { tenantId: tenant.id })
  await installation.query(
    `with made as (insert into account (id, tenant_id, number, name, kind, status, email, currency, created_at)
        select gen_random_uuid(), $1, 'B-' || n, 'Bench ' || n, 'business', 'active', 'bench@example.com', 'USD', now() from generate_series(1, $2::int) n returning id)
      insert into wallet (id, tenant_id, account_id, currency, opened_at) select gen_random_uuid(), $1, id, 'USD', now() from made`,
    [tenant.id, count],
  )
  const wallets = (await installation.query<{ id: WalletId }>('select id from wallet order by opened_at, id')).map((row) => row.id)
  for (let from = 0; from < wallets.length; from += 5_000) await fund(context, wallets.slice(from, from + 5_000))
  await installation.query('vacuum analyze wallet')
  await installation.query('checkpoint')
  const load = new Load(context, wallets)
  await load.run(1)
  return { run: (seconds: number) => load.run(seconds), verify: () => load.verify(installation) }
}

const fund = (context: Context, wallets: readonly WalletId[]): Promise<unknown> =>
  inTx(context, (tx) =>
    post(
      tx,
      wallets.map((walletId) => ({
        op: 'credit',
        id: newId<EntryId>(),
        walletId,
        amount: OPENING,
        from: 'gateway:bench',
        kind: 'recharge',
        description: 'Opening',
      })),
    ),
  )

class Load {
  readonly #context: Context
  readonly #wallets: readonly WalletId[]
  readonly #recent: Request[] = []
  #posted = 0
  #units = 0n

  constructor(context: Context, wallets: readonly WalletId[]) {
    this.#context = context
    this.#wallets = wallets
  }

  #next(): Request {
    const repeated = this.#recent.length > 500 && Math.random() < REPEATED ? this.#recent[chance(this.#recent.length)] : undefined
    if (repeated) return repeated
    const walletId = this.#wallets[chance(this.#wallets.length)] as WalletId
    return { id: newId(), walletId, units: BigInt(1 + chance(100_000)), line: chance(LINES.length) }
  }

  async #one(): Promise<void> {
    const request = this.#next()
    const kind = LINES[request.line] as string
    const { duplicate } = await chargeNow(this.#context, {
      id: request.id,
      walletId: request.walletId,
      amount: micros('USD', request.units),
      kind,
      description: 'A charge of the benchmark',
      to: `revenue:${kind}`,
    })
    if (duplicate) return
    this.#posted += 1
    this.#units += request.units
    if (Math.random() < 0.2) this.#recent[chance(5_000)] = request
  }

  /** 64 callers, each sending its next charge when the last one is answered. */
  async run(seconds: number): Promise<Measure> {
    const times: number[] = []
    const start = performance.now()
    const end = start + seconds * 1_000
    const caller = async () => {
      for (let sent = performance.now(); sent < end; ) {
        await this.#one()
        const answered = performance.now()
        times.push(answered - sent)
        sent = answered
      }
    }
    await Promise.all(Array.from({ length: CALLERS }, caller))
    const elapsed = (performance.now() - start) / 1_000
    return { perSecond: times.length / elapsed, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
  }

  /** Every law of the ledger holds, and the books say what the callers were told. */
  async verify(installation: Installation): Promise<void> {
    const broken = (await checkInvariants(this.#context)).filter((result) => !result.ok)
    if (broken.length > 0) throw new Error(`The ledger is wrong: ${JSON.stringify(broken)}`)
    const [books] = await installation.query<{ posted: string; units: string }>(
      `select count(*)::text as posted, coalesce(sum(amount_micros), 0)::text as units from entry where kind <> 'recharge'`,
    )
    if (books?.posted !== String(this.#posted) || books.units !== String(this.#units)) {
      throw new Error(
        `The books hold ${books?.posted} charges of ${books?.units}; the callers were told ${this.#posted} of ${this.#units}.`,
      )
    }
  }
}
