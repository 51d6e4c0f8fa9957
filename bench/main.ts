import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { authorize } from './authorize.ts'
import { cdr } from './cdr.ts'
import { charge } from './charge.ts'
import { deck } from './deck.ts'
import { http } from './http.ts'
import { benchLedger, benchLedgerHot } from './ledger.ts'
import type { BenchOptions, BenchResult } from './lib/rounds.ts'
import { list } from './list.ts'
import { rate } from './rate.ts'
import { start } from './start.ts'
import { usage } from './usage.ts'

const benches: Readonly<
  Record<
    string,
    {
      readonly run: (options: BenchOptions) => Promise<BenchResult>
      readonly floor?: number
      readonly goal?: number
      readonly baseline: string
    }
  >
> = {
  ledger: { run: benchLedger, floor: 5, goal: 8, baseline: 'TPC-B-like transactions, prepared, 64 clients, same server' },
  'ledger-hot': { run: benchLedgerHot, floor: 8, goal: 12, baseline: 'the same' },
  http: { run: http, floor: 0.6, goal: 0.8, baseline: 'a bare POST with one prepared SELECT, same server' },
  charge: { run: charge, floor: 0.4, goal: 0.55, baseline: 'a bare POST with the same schema, same server' },
  authorize: { run: authorize, floor: 0.14, goal: 0.2, baseline: 'bare POSTs of the same bodies with the same schemas, same server' },
  rate: { run: rate, floor: 5, goal: 8, baseline: 'the same work with a Map of string prefixes' },
  deck: { run: deck, floor: 0.7, goal: 0.9, baseline: 'COPY of the rows into the same table' },
  cdr: { run: cdr, floor: 0.7, goal: 0.9, baseline: 'COPY of the rated rows into the same table, from a file' },
  usage: { run: usage, floor: 0.3, goal: 0.5, baseline: 'raw copying of the sessions into a table with the same indexes' },
  list: { run: list, floor: 0.66, goal: 1, baseline: 'page 1 of the same list' },
  start: { run: start, baseline: 'a bare embedded PostgreSQL plus a bare Fastify' },
}

const args = process.argv.slice(2)
const quick = args.includes('--quick')
const gate = args.includes('--gate')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const unknown = wanted.find((name) => !(name in benches))
if (unknown) {
  process.stderr.write(`There is no benchmark called ${unknown}. There are: ${Object.keys(benches).join(', ')}.\n`)
  process.exit(1)
}

const results: BenchResult[] = []
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  const bench = benches[name]
  if (!bench) continue
  const result = await bench.run({ quick })
  results.push(result)
  print(name, result)
}
const below = results.filter((result) => result.ratio !== undefined && result.ratio < (benches[result.bench]?.floor ?? 0))
if (wanted.length === 0 && !quick) await writeFile(path.join(import.meta.dirname, '../docs/benchmarks.md'), page())
if (gate && below.length > 0) {
  process.stderr.write(`Below the floor: ${below.map((result) => result.bench).join(', ')}.\n`)
  process.exit(1)
}

function print(name: string, result: BenchResult): void {
  const { notes, ...figures } = result
  const bench = benches[name]
  const bound = bench?.floor === undefined ? 'report' : `floor ${bench.floor}, goal ${bench.goal}`
  process.stdout.write(`\n${name} (${bound}; baseline: ${bench?.baseline})\n`)
  for (const [key, value] of Object.entries({ ...figures, ...notes }))
    if (key !== 'bench') process.stdout.write(`  ${key.padEnd(18)} ${value}\n`)
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

function page(): string {
  const rows = results.map((result) => {
    const bench = benches[result.bench]
    const cells = [
      result.bench,
      `${result.value} ${result.unit}`,
      result.baseline ?? '',
      result.ratio ?? '',
      bench?.floor ?? '',
      bench?.goal ?? '',
      result.p50_ms ?? '',
      result.p99_ms ?? '',
      result.rss_mb ?? '',
    ]
    return `| ${cells.join(' | ')} |`
  })
  const notes = results.flatMap((result) => Object.entries(result.notes ?? {}).map(([key, value]) => `- ${result.bench}: ${key} ${value}`))
  return `# Benchmarks

Written by \`npm run bench\` on ${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${new Date().toISOString().slice(0, 10)}.
Load generator, server and database share the cores. Ratios come from rounds in which subject and baseline alternate, and are what counts; every run checks its
own results, and a wrong answer fails it.

| bench | value | baseline | ratio | floor | goal | p50 ms | p99 ms | MB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${notes.length > 0 ? `\n${notes.join('\n')}\n` : ''}`
}
