import { expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { afterProbe, type HealthState, type IntegrationHealth, unknownIntegration } from './health.ts'
import { httpMetrics, readHttpTotals } from './metrics.ts'
import { redacted } from './probe.ts'

const START = Date.parse('2026-11-21T10:00:00Z')

/** Plays probes a minute apart; `x` failed, `.` worked, `s` worked slowly. */
function states(pattern: string): readonly HealthState[] {
  let health: IntegrationHealth = unknownIntegration(newId(), new Date(START))
  return [...pattern].map((one, index) => {
    const now = new Date(START + index * 60_000)
    health = afterProbe(health, { at: now.toISOString(), ok: one !== 'x', ms: one === 's' ? 3_000 : 40 }, one === 'x' ? 'No.' : null, now)
    return health.state
  })
}

test.each<[string, HealthState]>([
  ['...', 'healthy'],
  ['..x', 'degraded'],
  ['.xxx', 'down'],
  ['..s', 'degraded'],
  ['xxx.', 'down'],
  ['xxx..', 'down'],
  ['xxx......', 'healthy'],
])('after %s a vendor is %s', (pattern, expected) => {
  expect(states(pattern).at(-1)).toBe(expected)
})

test('a vendor that was down comes back only after three answers in a row', () => {
  const seen = states('xxx.x...')
  expect(seen.slice(2, 7)).toEqual(['down', 'down', 'down', 'down', 'down'])
  expect(seen[7]).not.toBe('down')
})

const page = (fast: number, slow: number, failed: number) => `
linecard_http_request_duration_seconds_bucket{le="0.1",method="GET",route="/a",status="200"} ${fast}
linecard_http_request_duration_seconds_bucket{le="0.5",method="GET",route="/a",status="200"} ${fast + slow}
linecard_http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/a",status="200"} ${fast + slow}
linecard_http_request_duration_seconds_bucket{le="0.1",method="GET",route="/b",status="500"} ${failed}
linecard_http_request_duration_seconds_bucket{le="0.5",method="GET",route="/b",status="500"} ${failed}
linecard_http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/b",status="500"} ${failed}
other_metric 5`

test('what happened in a minute is the difference of the running totals', () => {
  const before = readHttpTotals(page(1_000, 0, 0))
  const after = readHttpTotals(page(1_090, 10, 0))
  expect(httpMetrics(before, after)).toEqual({ requests: 100, errors_pct: 0, p95_ms: 500 })
  expect(httpMetrics(readHttpTotals(page(0, 0, 0)), readHttpTotals(page(98, 0, 2)))).toMatchObject({
    requests: 100,
    errors_pct: 2,
    p95_ms: 100,
  })
})

test('a process that was started anew counts from zero, and a minute without requests is not slow', () => {
  expect(httpMetrics(readHttpTotals(page(1_000, 0, 0)), readHttpTotals(page(10, 0, 0)))).toMatchObject({ requests: 10, p95_ms: 100 })
  expect(httpMetrics(readHttpTotals(page(10, 0, 0)), readHttpTotals(page(10, 0, 0)))).toEqual({ requests: 0, errors_pct: 0, p95_ms: 0 })
})

test('what a vendor said is kept without its credentials', () => {
  expect(redacted('Invalid key sk_test_51H8abcdefghijkl given')).toBe('Invalid key … given')
})
