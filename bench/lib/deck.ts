/** A rate sheet as carriers send them, always the same: distinct prefixes of one to ten digits in no order. */
export type Deck = {
  readonly prefixes: readonly string[]
  readonly ratesE8: Float64Array
  readonly csv: Buffer
  /** The instant from which the price of a row counts. */
  fromOf(row: number): Date
}

const SEED = 12_345
const MONTHS = 12

/** Numbers in [0, 1), always the same ones. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    state ^= state >>> 13
    return (state >>> 0) / 4_294_967_296
  }
}

export function digitsOf(random: () => number, length: number): string {
  let text = String(1 + Math.floor(random() * 9))
  while (text.length < length) text += Math.floor(random() * 10)
  return text
}

export function makeDeck(rows: number): Deck {
  const random = randomOf(SEED)
  const found = new Set(Array.from({ length: 9 }, (_, index) => String(index + 1)))
  while (found.size < rows) {
    const length = 1 + Math.floor(random() * 10)
    found.add(digitsOf(random, length))
    if (length < 6) found.add(digitsOf(random, 5 + Math.floor(random() * 6)))
  }
  const prefixes = [...found].slice(0, rows)
  const ratesE8 = Float64Array.from(prefixes, () => Math.floor(random() * 500_000) * 100)
  const year = new Date().getUTCFullYear() + 1
  const month = (row: number) => row % MONTHS
  const lines = prefixes.map((prefix, row) => {
    const rate = `0.${String(ratesE8[row]! / 100).padStart(6, '0')}`
    const steps = row % 3 ? '1,1' : '60,60'
    const from = `${year}-${String(month(row) + 1).padStart(2, '0')}-01`
    return `${prefix},"Destination ${prefix.slice(0, 4)} ${row % 7 ? 'Mobile' : 'Fixed'}",${rate},${row % 5 ? '0' : '0.010000'},${steps},${from}`
  })
  return {
    prefixes,
    ratesE8,
    csv: Buffer.from(`prefix,destination,rate,connect fee,initial,recurring,effective date\n${lines.join('\n')}\n`),
    fromOf: (row) => new Date(Date.UTC(year, month(row), 1)),
  }
}
