import autocannon from 'autocannon'
import { v7 } from 'uuid'
import { customer } from './lib/customer.ts'
import { install } from './lib/installation.ts'
import { type BenchOptions, type BenchResult, interleave, type Measure, rounded } from './lib/rounds.ts'

const CONNECTIONS = 64
const REQUESTS_A_CALL = 3
const DURATION_MS = 61_500
/** What 61.5 s cost at 0.06 a minute in steps of 6 s, and at 0.02 in whole minutes. */
const PRICE = 66_000n
const COST = 40_000n

const sellTariff = { currency: 'USD', perMinute: '0.06', initialSeconds: 6, recurringSeconds: 6 }
const buyTariff = { currency: 'USD', perMinute: '0.02', initialSeconds: 60, recurringSeconds: 60 }

/** Each connection asks to begin, to go on and to end, one after the other. Answers requests a second. */
async function requests(url: string, { accountId, key }: { accountId: string; key: string }, seconds: number): Promise<Measure> {
  const request = (path: string, body: (sessionId: string) => object, begins = false): autocannon.Request => ({
    method: 'POST',
    path: `${new URL(url).pathname}/${path}`,
    setupRequest: (one, context) => {
      const call = context as { sessionId?: string }
      if (begins) call.sessionId = v7()
      return { ...one, body: JSON.stringify(body(call.sessionId ?? '')) }
    },
  })
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requests: [
      request(
        'authorize',
        (sessionId) => ({
          sessionId,
          accountId,
          tariff: sellTariff,
          allowance: 'voice',
          mostSeconds: 14_400,
          entryKind: 'call',
          revenueCode: 'revenue:voice',
          description: 'Call to +14155550100',
          subject: { type: 'call', id: sessionId },
        }),
        true,
      ),
      request('extend', (sessionId) => ({ sessionId, elapsedSeconds: 30 })),
      request('settle', (sessionId) => ({ sessionId, durationMs: DURATION_MS, cost: { vendor: 'acme', tariff: buyTariff } })),
    ],
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx and ${result.errors} requests failed.`)
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

/** Whole calls charged while they last, over HTTP through the session lane, against bare POSTs of the same bodies with the same schemas in the same server. */
export async function authorize({ quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  try {
    const url = await installation.serve()
    const { walletId, opening, ...who } = await customer(installation.services, ['charging:use'])
    const seconds = quick ? 2 : 5
    const result = await interleave(
      quick ? 3 : 5,
      async () => {
        const measured = await requests(`${url}/api/v1/charging`, who, seconds)
        return { ...measured, perSecond: measured.perSecond / REQUESTS_A_CALL }
      },
      () => requests(`${url}/bench/charging`, who, seconds),
    )
    await verify(installation.query, walletId, opening)
    return {
      bench: 'authorize',
      value: rounded(result.value, 0),
      unit: 'calls/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      p50_ms: result.p50,
      p99_ms: result.p99,
    }
  } finally {
    await installation.stop()
  }
}

type Books = { settled: string; charged: string; cost: string; balance: string; held: string; open_holds: string; wrong: string }

/** Every settled call was charged its price once, on both sides, with one usage record, and only calls cut off by the end of a round are open. */
async function verify(query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>, walletId: string, opening: bigint): Promise<void> {
  const [books] = await query<Books>(
    `select (select count(*) from charging_session where status = 'closed')::text as settled,
      (select coalesce(sum(amount_micros), 0) from entry where wallet_id = $1 and kind = 'call')::text as charged,
      (select coalesce(sum(amount_micros), 0) from entry where kind = 'cost')::text as cost, w.balance_micros::text as balance, w.held_micros::text as held,
      (select coalesce(sum(amount_micros), 0) from hold where status = 'active')::text as open_holds,
      (select count(*) from charging_session s full join usage_record u on u.id = s.id where (s.status = 'closed') is distinct from (u.id is not null)
        or u.amount_micros <> $2)::text as wrong
    from wallet w where w.id = $1`,
    [walletId, PRICE],
  )
  const settled = BigInt(books?.settled ?? 0)
  const right =
    books &&
    settled > 0n &&
    BigInt(books.charged) === settled * PRICE &&
    BigInt(books.cost) === settled * COST &&
    BigInt(books.balance) === opening - BigInt(books.charged) &&
    books.held === books.open_holds &&
    books.wrong === '0'
  if (!right) throw new Error(`The books do not say what the calls were told: ${JSON.stringify(books)}`)
}
