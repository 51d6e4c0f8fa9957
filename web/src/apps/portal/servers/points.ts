type Counted = number | null

type Metric = {
  readonly at: string
  readonly cpuPct: Counted
  readonly memoryBytes: Counted
  readonly diskReadBytes: Counted
  readonly diskWriteBytes: Counted
  readonly netRxBytes: Counted
  readonly netTxBytes: Counted
}

export type ChartPoint = {
  readonly at: string
  readonly cpu: Counted
  readonly memory: Counted
  readonly read: Counted
  readonly write: Counted
  readonly rx: Counted
  readonly tx: Counted
}

const KIB = 1024
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const calendar = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit' })
const HOURLY_SECONDS = 3_600

const tenth = (value: number): number => Math.round(value * 10) / 10

/** What a chart draws: a point for every step from the first sample to the last, empty where nothing was measured. */
export function pointsOf({ items, stepSeconds }: { readonly items: readonly Metric[]; readonly stepSeconds: number }): ChartPoint[] {
  const first = items[0]
  const last = items.at(-1)
  if (!first || !last) return []
  const known = new Map(items.map((metric) => [Date.parse(metric.at), metric]))
  const format = stepSeconds >= HOURLY_SECONDS ? calendar : clock
  const rate = (bytes: Counted | undefined): Counted => (bytes === null || bytes === undefined ? null : tenth(bytes / stepSeconds / KIB))
  const points: ChartPoint[] = []
  for (let at = Date.parse(first.at); at <= Date.parse(last.at); at += stepSeconds * 1_000) {
    const metric = known.get(at)
    const cpu = metric?.cpuPct ?? null
    const memory = metric?.memoryBytes ?? null
    points.push({
      at: format.format(at),
      cpu: cpu === null ? null : tenth(cpu),
      memory: memory === null ? null : Math.round(memory / KIB / KIB),
      read: rate(metric?.diskReadBytes),
      write: rate(metric?.diskWriteBytes),
      rx: rate(metric?.netRxBytes),
      tx: rate(metric?.netTxBytes),
    })
  }
  return points
}
