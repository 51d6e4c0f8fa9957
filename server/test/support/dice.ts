import { seededRandom, shuffled } from '../../../simulators/src/kit/random.ts'

/** Repeatable chance: the same seed draws the same numbers in the same order, so draw before anything runs side by side. */
export class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  chance(probability: number): boolean {
    return this.#random() < probability
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1))
  }

  pick<Item>(items: readonly Item[]): Item {
    const [first] = items.slice(this.between(0, items.length - 1))
    if (first === undefined) throw new Error('There is nothing to pick from.')
    return first
  }

  shuffle<Item>(items: readonly Item[]): readonly Item[] {
    return shuffled(items, this.#random)
  }
}

/** How often each thing happened. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(what: string, times = 1): void {
    this.#counts.set(what, this.of(what) + times)
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0
  }

  /** What of these never happened. */
  missing(wanted: readonly string[]): readonly string[] {
    return wanted.filter((what) => this.of(what) === 0)
  }

  toString(): string {
    const lines = [...this.#counts].toSorted(([one], [other]) => one.localeCompare(other))
    return lines.map(([what, count]) => `${what}: ${count}`).join('\n')
  }
}
