import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { CDR_COLUMNS } from '../server/src/lines/carriers/import-rate.ts'
import { findImport, startImport, takeInFile } from '../server/src/lines/carriers/imports.ts'
import { createInterconnect, setAddresses } from '../server/src/lines/carriers/interconnects.ts'
import { createCarrier, moveCarrier } from '../server/src/lines/carriers/service.ts'
import { createService } from '../server/src/lines/carriers/trunks.ts'
import { type Context, createContext } from '../server/src/platform/context.ts'
import { importRates } from '../server/src/spine/rating/imports.ts'
import { commitRatePlan, createRatePlan, rateCall, tariffOf } from '../server/src/spine/rating/index.ts'
import { rootTenant } from '../server/src/spine/tenants/index.ts'
import { type Installation, install } from './lib/installation.ts'
import { type BenchOptions, type BenchResult, interleave, rounded } from './lib/rounds.ts'

const CODES = 5_000
const SETTINGS = {
  timeZone: 'UTC',
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
const SHEET = {
  mode: 'full',
  decimal: 'point',
  dateFormat: 'iso',
  pastDates: 'refuse',
  fileName: 'deck.csv',
  dryRun: false,
  invalidRows: 'refuse',
} as const

const codeOf = (n: number): string => String(10_000 + (n % CODES) * 10 + 1)
const priceOf = (n: number, share: number): string => (((n % 97) + 3) * share * 0.0001).toFixed(6)

async function plan(context: Context, direction: 'customer' | 'supplier', step: number, share: number) {
  const made = await createRatePlan(context, direction, { ...SETTINGS, name: direction, initialSeconds: step, recurringSeconds: step })
  const rows = Array.from({ length: CODES }, (_, n) => `${codeOf(n)},Code ${n},${priceOf(n, share)}`)
  await importRates(context, made.id, Buffer.from(['code,destination,rate', ...rows, ''].join('\n')), SHEET)
  await commitRatePlan(context, made.id)
  return made.id
}

/** A customer at 6/6 and a supplier at 1/1, with a service each. */
async function market(context: Context): Promise<{ service: string; out: string }> {
  const open = async (code: string, partnerType: 'customer' | 'supplier', address: string, ratingPlanId: string) => {
    const { id } = await createCarrier(context, { code, name: code, partnerType, email: 'bench@example.com' })
    await moveCarrier(context, id, 'active')
    const direction = partnerType === 'customer' ? ('ingress' as const) : ('egress' as const)
    const details = { name: code, direction, protocol: 'udp', capacity: null, isActive: true, techPrefix: '', sipPort: 5060 } as const
    const interconnect = await createInterconnect(context, id, details)
    const at = { ipAddress: address, isRange: false, rangeEnd: null, addressType: 'transport', isActive: true } as const
    await setAddresses(context, interconnect.id, [at])
    const asked = { name: code, direction, techPrefix: '', priority: 1, weight: 1, capacity: null, enforcementPolicy: 'strict' } as const
    const made = await createService(context, interconnect.id, { ...asked, ratingPlanId: ratingPlanId as never, routingPlanId: null })
    return made.shortCode
  }
  const sold = await plan(context, 'customer', 6, 1.5)
  const bought = await plan(context, 'supplier', 1, 1)
  return { service: await open('BUYER', 'customer', '192.0.2.1', sold), out: await open('SELLER', 'supplier', '198.51.100.1', bought) }
}

type File = { readonly bytes: Buffer; readonly sold: bigint; readonly months: readonly string[] }

/** The file, and what it comes to by the slow, exact arithmetic over the distinct calls in it. */
function makeFile(rows: number, from: Date, { service, out }: { service: string; out: string }): File {
  const lines = ['call_id,started_at,duration_ms,from,to,service,supplier_service,sip_code']
  const known = new Map<string, bigint>()
  let sold = 0n
  for (let n = 0; n < rows; n += 1) {
    const started = new Date(from.getTime() + n * 10).toISOString()
    // Whole seconds from 1 to 600, so that the exact sum needs no million slow ratings.
    const durationMs = (((n * 7_919) % 600) + 1) * 1_000
    const code = n % CODES
    lines.push(
      `b${n}-${from.getTime()},${started},${durationMs},442071838750,${codeOf(code)}${String(n % 1_000_000).padStart(6, '0')},${service},${out},200`,
    )
    const key = `${code % 97}/${durationMs}`
    let amount = known.get(key)
    if (amount === undefined) {
      const terms = { currency: 'USD', perMinute: priceOf(code, 1.5), initialSeconds: 6, recurringSeconds: 6 }
      amount = rateCall(tariffOf(terms), durationMs).amount.units
      known.set(key, amount)
    }
    sold += amount
  }
  const last = new Date(from.getTime() + rows * 10)
  const months = [...new Set([from, last].map((at) => at.toISOString().slice(0, 7)))]
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), sold, months }
}

const tableOf = (month: string): string => `call_cdr_${month.replace('-', '')}`

/** Fresh partitions with their indexes, for either side. */
async function empty({ query }: Installation, { months }: File): Promise<void> {
  for (const month of months) {
    await query(`drop table if exists ${tableOf(month)}`)
    await query('select open_cdr_month($1::date)', [`${month}-01`])
  }
  await query('checkpoint')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}

/** A file of call records from bytes to rated, deduplicated, posted records in monthly partitions, against COPY of the same rated rows into the same table. */
export async function cdr({ quick }: BenchOptions): Promise<BenchResult> {
  const rows = quick ? 200_000 : 1_000_000
  const installation = await install()
  const dir = await mkdtemp(path.join(os.tmpdir(), 'lc-bench-cdr-'))
  const raw = new pg.Client({ connectionString: installation.databaseUrl })
  await raw.connect()
  try {
    const { services } = installation
    const context = createContext(services, { tenantId: (await rootTenant(services)).id })
    const file = makeFile(rows, new Date(services.clock.now().getTime() + 60_000), await market(context))
    const rated = path.join(dir, 'rated.txt')
    let round = 0
    const product = async () => {
      await empty(installation, file)
      round += 1
      const { id } = await startImport(context, { source: `bench-${round}`, fileName: 'bench.csv', bytes: file.bytes })
      const seconds = await timed(() => takeInFile(context, id))
      await check(installation, await findImport(context, id), file, rows)
      return { perSecond: rows / seconds, p50: 0, p99: 0 }
    }
    await product()
    const [first] = file.months
    const query = `select ${CDR_COLUMNS} from call_cdr where started_at >= '${first}-01'`
    await pipeline(raw.query(copyTo(`copy (${query}) to stdout`)), createWriteStream(rated))
    const baseline = async () => {
      await empty(installation, file)
      const seconds = await timed(() =>
        pipeline(createReadStream(rated, { highWaterMark: 1 << 18 }), raw.query(copyFrom(`copy call_cdr (${CDR_COLUMNS}) from stdin`))),
      )
      return { perSecond: rows / seconds, p50: 0, p99: 0 }
    }
    const result = await interleave(quick ? 3 : 5, product, baseline)
    return {
      bench: 'cdr',
      value: rounded(result.value, 0),
      unit: 'records/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      rss_mb: rounded(process.memoryUsage.rss() / 1_048_576, 0),
      notes: { rows, file_mb: rounded(file.bytes.length / 1_048_576, 0), rated_mb: rounded((await stat(rated)).size / 1_048_576, 0) },
    }
  } finally {
    await raw.end()
    await installation.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

type Imported = Awaited<ReturnType<typeof findImport>>

/** What was taken is what was sent, and files, records and books say the same sum. */
async function check({ query }: Installation, done: Imported, file: File, rows: number): Promise<void> {
  if (done.status !== 'done' || done.rowsTaken !== BigInt(rows) || done.soldMicros !== file.sold) {
    throw new Error(`The import took ${done.rowsTaken} rows for ${done.soldMicros}, not ${rows} for ${file.sold}: ${done.error}`)
  }
  const [sums] = await query<{ records: string; posted: string }>(
    `select (select sum(sell_micros) from call_cdr where source = $1)::text as records,
      (select sum(amount_micros) from entry where kind = 'wholesale' and subject_id = $2)::text as posted`,
    [done.source, done.id],
  )
  if (sums?.records !== String(file.sold) || sums.posted !== String(file.sold))
    throw new Error('The records or the books say another sum than the file.')
}
