import type { Money } from '../../platform/money.ts'
import { EXACT_DENOMINATOR, exactAmount } from './amount.ts'
import { type Tariff, unitOf } from './tariff.ts'

const PER_MICRO = EXACT_DENOMINATOR / 1_000_000n

/** The largest exact amount that still rounds to no more than `available`. */
function exactRoom({ rounding }: Tariff, available: bigint): bigint {
  const unit = unitOf(rounding.decimals)
  const steps = available / unit
  const step = PER_MICRO * unit
  switch (rounding.mode) {
    case 'up':
      return steps * step
    case 'down':
      return (steps + 1n) * step - 1n
    case 'half_up':
      return ((2n * steps + 1n) * step - 1n) / 2n
    case 'half_down':
      return ((2n * steps + 1n) * step) / 2n
  }
}

/** Charged seconds that `available` pays for, ending exactly on a step; 0 when not even the first one is paid for. */
function affordableBilled(tariff: Tariff, available: bigint, most: number): number {
  const room = exactRoom(tariff, available)
  const { initialSeconds: initial, recurringSeconds: recurring } = tariff
  const first = exactAmount(tariff, initial)
  if (available < tariff.minCost.units || first > room) return 0
  if (tariff.recurringRate.e8 === 0n) return Math.max(most, initial)
  const beyond = (room - first) / tariff.recurringRate.e8
  // One whole step past `most`, or cutting down to a step could fall short of it.
  const enough = most + recurring
  const further = beyond > BigInt(enough) ? enough : Number(beyond)
  // Steps counted from the start may begin inside the first one, so its end and theirs need not meet (B′ of A2).
  const from = tariff.incrementRule === 'total' ? 0 : initial
  return Math.max(initial, from + Math.floor((initial + further - from) / recurring) * recurring)
}

/**
 * The longest call in whole seconds whose amount, rounded, is not above `available`, and not longer than `most` (E3). 0 means refuse.
 * Free and grace seconds count even for an empty wallet. Throws TypeError when the currencies differ.
 */
export function affordableSeconds(tariff: Tariff, available: Money, most: number): number {
  if (available.currency !== tariff.currency) throw new TypeError(`${available.currency} and ${tariff.currency} do not mix.`)
  const paid = available.units < 0n ? 0 : affordableBilled(tariff, available.units, most)
  return Math.min(most, Math.max(tariff.graceSeconds, tariff.freeSeconds + paid))
}
