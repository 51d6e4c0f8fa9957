/** What every benchmark answers; its last printed line is this as JSON. */
export type BenchResult = {
  readonly bench: string
  readonly value: number
  readonly unit: string
  readonly baseline?: number
  readonly ratio?: number
  readonly p50_ms?: number
  readonly p99_ms?: number
  readonly rss_mb?: number
  readonly notes?: Readonly<Record<string, string | number>>
}

export type BenchOptions = { readonly quick: boolean }

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export type Measure = { readonly perSecond: number; readonly p50: number; readonly p99: number }

/**
 * Runs the two sides alternately, so that both see the same machine, and takes the median of the rounds' ratios.
 * Every second round starts with the other side, because the first of a pair tends to run cooler.
 */
export async function interleave(rounds: number, subject: () => Promise<Measure>, baseline: () => Promise<Measure>) {
  const pairs: { subject: Measure; baseline: Measure }[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const base = await baseline()
      pairs.push({ subject: await subject(), baseline: base })
    } else {
      const own = await subject()
      pairs.push({ subject: own, baseline: await baseline() })
    }
  }
  const of = (pick: (pair: (typeof pairs)[number]) => number) => median(pairs.map(pick))
  return {
    value: of((pair) => pair.subject.perSecond),
    baseline: of((pair) => pair.baseline.perSecond),
    ratio: of((pair) => pair.subject.perSecond / pair.baseline.perSecond),
    p50: of((pair) => pair.subject.p50),
    p99: of((pair) => pair.subject.p99),
  }
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))
