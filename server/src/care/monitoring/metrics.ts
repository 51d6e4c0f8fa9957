export const SOURCES = ['api', 'database', 'storage', 'queue', 'integration'] as const
/** Where a metric is measured (E37). */
export type Source = (typeof SOURCES)[number]

export type Metrics = Readonly<Record<string, number>>

/** What one source showed at one moment; `totals` are running counts, from which the next minute is told apart. */
export type Snapshot = { readonly source: Source; readonly takenAt: Date; readonly metrics: Metrics; readonly totals: Metrics }

/** The collector is late after two minutes and has stalled after five (W33). */
export const LATE_SECONDS = 120
export const STALLED_SECONDS = 300

const LINE = /^linecard_http_request_duration_seconds_bucket\{(.*)\} (\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/
const label = (labels: string, name: string): string | undefined => new RegExp(`${name}="([^"]*)"`).exec(labels)?.[1]

/** The totals of a page of Prometheus metrics that tell how the API answers: requests by latency bucket, and those that failed on our side. */
export function readHttpTotals(page: string): Metrics {
  const totals: Record<string, number> = { failed: 0 }
  for (const line of page.split('\n')) {
    const found = LINE.exec(line)
    const [, labels = '', value = '0'] = found ?? []
    const bound = label(labels, 'le')
    if (!found || bound === undefined) continue
    totals[`le:${bound}`] = (totals[`le:${bound}`] ?? 0) + Number(value)
    if (bound === '+Inf' && label(labels, 'status')?.startsWith('5')) totals['failed'] = (totals['failed'] ?? 0) + Number(value)
  }
  return totals
}

const buckets = (totals: Metrics): readonly (readonly [bound: number, count: number])[] =>
  Object.entries(totals)
    .filter(([name]) => name.startsWith('le:'))
    .map(([name, count]) => [name === 'le:+Inf' ? Number.POSITIVE_INFINITY : Number(name.slice(3)), count] as const)
    .sort(([a], [b]) => a - b)

/** What happened between two readings of the totals. A process that was started anew counts from zero. */
export function httpMetrics(before: Metrics, after: Metrics): Metrics {
  const restarted = (after['le:+Inf'] ?? 0) < (before['le:+Inf'] ?? 0)
  const since = (name: string) => (after[name] ?? 0) - (restarted ? 0 : (before[name] ?? 0))
  const requests = since('le:+Inf')
  const failed = since('failed')
  return { requests, errors_pct: requests === 0 ? 0 : (failed / requests) * 100, p95_ms: quantile(buckets(after), since, 0.95) * 1_000 }
}

/** The upper bound of the bucket in which the quantile lies, in seconds; the last finite bound for what is slower. */
function quantile(bounds: readonly (readonly [number, number])[], since: (name: string) => number, part: number): number {
  const all = since('le:+Inf')
  if (all === 0) return 0
  const reached = bounds.find(([bound]) => since(bound === Number.POSITIVE_INFINITY ? 'le:+Inf' : `le:${bound}`) >= all * part)
  const finite = bounds.filter(([bound]) => bound !== Number.POSITIVE_INFINITY).at(-1)?.[0] ?? 0
  return reached && reached[0] !== Number.POSITIVE_INFINITY ? reached[0] : finite
}
