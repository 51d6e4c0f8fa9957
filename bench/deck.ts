import { type Context, createContext, inTx } from '../server/src/platform/context.ts'
import { copyIn } from '../server/src/platform/copy.ts'
import { importRates } from '../server/src/spine/rating/imports.ts'
import { commitRatePlan, createRatePlan, type RatePlanId } from '../server/src/spine/rating/index.ts'
import { rootTenant } from '../server/src/spine/tenants/index.ts'
import { type Deck, makeDeck } from './lib/deck.ts'
import { type Installation, install } from './lib/installation.ts'
import { type BenchOptions, type BenchResult, interleave, percentile, rounded } from './lib/rounds.ts'

const ROWS = 1_000_000
const PROBE_MS = 5

const SETTINGS = {
  timeZone: 'UTC',
  initialSeconds: 60,
  recurringSeconds: 60,
  noticeDays: 7,
  minMarginBp: 0,
  marginEnforcement: 'off',
  terms: {
    currency: 'USD',
    incrementRule: 'after_initial',
    durationRounding: 'up',
    rounding: { mode: 'half_up', decimals: 6 },
    freeSeconds: 0,
    graceSeconds: 0,
    minCostMicros: 0n,
    closedBehaviour: 'block',
    defaultRates: 'block',
  },
} as const

const IMPORT = {
  mode: 'full',
  decimal: 'point',
  dateFormat: 'iso',
  pastDates: 'refuse',
  fileName: 'deck.csv',
  dryRun: false,
  invalidRows: 'refuse',
} as const

/** A sheet of a million rows from bytes to rated calls (read, checked, compared, stored, committed, live) against COPY of its rows into the same table. */
export async function deck({ quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  try {
    const sheet = makeDeck(ROWS)
    const tenant = await rootTenant(installation.services)
    const context = createContext(installation.services, { tenantId: tenant.id })
    const probe = await smallPlan(context, sheet)
    const late: number[] = []
    let round = 0
    const text = copyText(sheet, tenant.id)
    const empty = async () => {
      await installation.query('truncate rate_version')
      await installation.query('checkpoint')
    }
    const result = await interleave(
      quick ? 3 : 5,
      async () => {
        await empty()
        round += 1
        const stop = probeLookups(context, probe, late)
        const seconds = await timed(() => goLive(context, sheet, `Deck ${round}`))
        stop()
        await checkStored(installation, sheet)
        return { perSecond: ROWS / seconds, p50: 0, p99: 0 }
      },
      async () => {
        await empty()
        const seconds = await timed(() => inTx(context, (tx) => copyIn(tx, 'copy rate_version from stdin', chunks(text))))
        await checkStored(installation, sheet)
        return { perSecond: ROWS / seconds, p50: 0, p99: 0 }
      },
    )
    return {
      bench: 'deck',
      value: rounded(result.value, 0),
      unit: 'rows/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      p50_ms: rounded(percentile(late, 0.5)),
      p99_ms: rounded(percentile(late, 0.99)),
      rss_mb: rounded(process.memoryUsage().rss / 1e6, 0),
      notes: { latencies: 'of price lookups in the same process while a sheet goes live' },
    }
  } finally {
    await installation.stop()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

/** The product's own path, and the first price out of it. */
async function goLive(context: Context, sheet: Deck, name: string): Promise<void> {
  const plan = await createRatePlan(context, 'supplier', { ...SETTINGS, name })
  await importRates(context, plan.id, sheet.csv, IMPORT)
  await commitRatePlan(context, plan.id)
  for (const row of [0, 1, ROWS / 2, ROWS - 1]) {
    const answer = await context.services.ratePlans.lookup(context, plan.id, sheet.prefixes[row]!, sheet.fromOf(row))
    if (answer.kind !== 'rate' || answer.code !== sheet.prefixes[row] || Number(answer.tariff.recurringRate.e8) !== sheet.ratesE8[row])
      throw new Error(`The price of ${sheet.prefixes[row]} is not live.`)
  }
}

async function smallPlan(context: Context, sheet: Deck): Promise<RatePlanId> {
  const plan = await createRatePlan(context, 'supplier', { ...SETTINGS, name: 'Probe' })
  const head = sheet.csv.subarray(0, sheet.csv.indexOf(10, 10_000) + 1)
  await importRates(context, plan.id, head, IMPORT)
  await commitRatePlan(context, plan.id)
  return plan.id
}

/** Looks a price up every few milliseconds and notes how long it took from when it was due, as a call would wait. */
function probeLookups(context: Context, planId: RatePlanId, late: number[]): () => void {
  let due = performance.now() + PROBE_MS
  const timer = setInterval(() => {
    const wanted = due
    due = performance.now() + PROBE_MS
    void context.services.ratePlans
      .lookup(context, planId, '1', context.now())
      .then(() => late.push(Math.max(0, performance.now() - wanted)))
  }, PROBE_MS)
  return () => clearInterval(timer)
}

/** The rows as COPY takes them, in the order of the file. */
function copyText(sheet: Deck, tenantId: string): Buffer {
  const lines = sheet.prefixes.map((prefix, row) => {
    const steps = row % 3 ? 1 : 60
    const rate = sheet.ratesE8[row]
    const name = `Destination ${prefix.slice(0, 4)} ${row % 7 ? 'Mobile' : 'Fixed'}`
    return `${tenantId}\t0\t${prefix}\t${sheet.fromOf(row).toISOString()}\t0\t${rate}\t${rate}\t${row % 5 ? 0 : 10_000}\t${steps}\t${steps}\t${name}\n`
  })
  return Buffer.from(lines.join(''))
}

/** A file as it is read, with nothing done to it. */
async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  const size = 1 << 18
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function checkStored({ query }: Pick<Installation, 'query'>, sheet: Deck): Promise<void> {
  const [found] = await query<{ rows: string; sum: string; fees: string }>(
    'select count(*)::text as rows, sum(rate_e8)::text as sum, sum(connect_fee_micros)::text as fees from rate_version',
  )
  const sum = BigInt(sheet.ratesE8.reduce((total, rate) => total + rate, 0))
  const fees = BigInt(Math.ceil(ROWS / 5)) * 10_000n
  if (found?.rows !== String(ROWS) || found.sum !== String(sum) || found.fees !== String(fees))
    throw new Error('The table does not hold what the sheet says.')
}
