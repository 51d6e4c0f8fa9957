import { v7 } from 'uuid'
import { customer } from './lib/customer.ts'
import { install } from './lib/installation.ts'
import { load } from './lib/load.ts'
import { type BenchOptions, type BenchResult, interleave, rounded } from './lib/rounds.ts'

const AMOUNT = '0.01'
const MICROS = 10_000n

/** Durable charges over HTTP through the posting lane, against a bare POST with the same schema in the same server. */
export async function charge({ quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  try {
    const url = await installation.serve()
    const { walletId, key, opening } = await customer(installation.services, ['charge:create', 'wallet:read'])
    const body = JSON.stringify({ walletId, amount: AMOUNT, currency: 'USD', kind: 'call', description: 'bench' })
    const headers = { authorization: `Bearer ${key}` }
    const seconds = quick ? 2 : 5
    const result = await interleave(
      quick ? 3 : 5,
      () =>
        load({
          url: `${url}/api/v1/charges`,
          method: 'POST',
          headers,
          body: () => ({ body, headers: { 'idempotency-key': v7() } }),
          seconds,
        }),
      () => load({ url: `${url}/bench/bare`, method: 'POST', body: () => ({ body }), seconds }),
    )
    const [books] = await installation.query<{ charged: string; balance: string }>(
      `select (select coalesce(sum(amount_micros), 0) from entry where wallet_id = $1 and kind = 'call')::text as charged, balance_micros::text as balance from wallet where id = $1`,
      [walletId],
    )
    if (!books || BigInt(books.balance) !== opening - BigInt(books.charged) || BigInt(books.charged) % MICROS !== 0n) {
      throw new Error('The wallet does not hold what its entries say.')
    }
    return {
      bench: 'charge',
      value: rounded(result.value, 0),
      unit: 'charges/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      p50_ms: result.p50,
      p99_ms: result.p99,
    }
  } finally {
    await installation.stop()
  }
}
