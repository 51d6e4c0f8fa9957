import { customer } from './lib/customer.ts'
import { install } from './lib/installation.ts'
import { load } from './lib/load.ts'
import { type BenchOptions, type BenchResult, interleave, rounded } from './lib/rounds.ts'

/** One wallet read through the whole kit, by API key, against a bare POST that makes one prepared SELECT in the same server. */
export async function http({ quick }: BenchOptions): Promise<BenchResult> {
  const installation = await install()
  try {
    const url = await installation.serve()
    const { walletId, key } = await customer(installation.services, ['wallet:read'])
    const body = JSON.stringify({ walletId, amount: '0.01', currency: 'USD', kind: 'adjustment', description: 'bench' })
    const seconds = quick ? 2 : 5
    const result = await interleave(
      quick ? 3 : 5,
      () => load({ url: `${url}/api/v1/wallets/${walletId}`, headers: { authorization: `Bearer ${key}` }, seconds }),
      () => load({ url: `${url}/bench/select`, method: 'POST', body: () => ({ body }), seconds }),
    )
    return {
      bench: 'http',
      value: rounded(result.value, 0),
      unit: 'req/s',
      baseline: rounded(result.baseline, 0),
      ratio: rounded(result.ratio),
      p50_ms: result.p50,
      p99_ms: result.p99,
    }
  } finally {
    await installation.stop()
  }
}
