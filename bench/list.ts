import { createContext } from '../server/src/platform/context.ts'
import { type Account, listAccounts } from '../server/src/spine/accounts/index.ts'
import { rootTenant } from '../server/src/spine/tenants/index.ts'
import { type Installation, install } from './lib/installation.ts'
import { type BenchOptions, type BenchResult, interleave, type Measure, percentile, rounded } from './lib/rounds.ts'

const ROWS = 1_000_000
const PAGE = 25
const DEEP = 10_000

/** Page 10,000 of a filtered, sorted list of a million customers against page 1 of the same. */
export async function list({ quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  try {
    const tenant = await rootTenant(installation.services)
    await installation.query(
      `insert into account (id, tenant_id, number, name, kind, status, email, currency, created_at)
       select gen_random_uuid(), $1, 'B-' || g, 'Customer ' || g, 'individual', case when g % 4 = 0 then 'suspended' else 'active' end,
         'c' || g || '@example.com', 'USD', timestamptz '2024-01-01' + g * interval '30 seconds' from generate_series(1, $2::int) g`,
      [tenant.id, ROWS],
    )
    await installation.query('vacuum analyze account')
    const context = createContext(installation.services, { tenantId: tenant.id })
    const before = await installation.query<{ created_at: string; id: string }>(
      `select created_at::text, id from account where tenant_id = $1 and status = 'active' order by created_at desc, id desc offset $2 limit 1`,
      [tenant.id, (DEEP - 1) * PAGE - 1],
    )
    const last = before[0]
    if (!last) throw new Error('There are fewer pages than the benchmark needs.')
    const cursor = Buffer.from(JSON.stringify([last.created_at, last.id])).toString('base64url')
    await check(installation, tenant.id, (await listAccounts(context, { limit: PAGE, status: 'active', cursor })).items)
    const read = (at?: string) => measure(quick ? 300 : 1_500, () => listAccounts(context, { limit: PAGE, status: 'active', cursor: at }))
    const result = await interleave(
      quick ? 3 : 5,
      () => read(cursor),
      () => read(),
    )
    return {
      bench: 'list',
      value: rounded(result.value, 0),
      unit: 'pages/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      p50_ms: rounded(result.p50),
      p99_ms: rounded(result.p99),
    }
  } finally {
    await installation.stop()
  }
}

async function measure(times: number, work: () => Promise<unknown>): Promise<Measure> {
  const latencies: number[] = []
  const start = performance.now()
  for (let index = 0; index < times; index += 1) {
    const from = performance.now()
    await work()
    latencies.push(performance.now() - from)
  }
  return { perSecond: (times / (performance.now() - start)) * 1_000, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
}

/** The page by cursor must be the page that counting rows from the start would give. */
async function check({ query }: Pick<Installation, 'query'>, tenantId: string, page: readonly Account[]): Promise<void> {
  const expected = await query<{ id: string }>(
    `select id from account where tenant_id = $1 and status = 'active' order by created_at desc, id desc offset $2 limit ${PAGE}`,
    [tenantId, (DEEP - 1) * PAGE],
  )
  if (JSON.stringify(expected.map((row) => row.id)) !== JSON.stringify(page.map((account) => account.id)))
    throw new Error('The deep page holds other rows than it should.')
}
