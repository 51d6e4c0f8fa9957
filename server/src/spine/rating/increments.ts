import type { DurationRounding, Tariff } from './tariff.ts'

const MS = 1_000

/** Whole conversation seconds of a duration in milliseconds (A1). A negative duration is a fault of the caller and throws RangeError. */
export function conversationSeconds(durationMs: number, rounding: DurationRounding): number {
  if (!Number.isSafeInteger(durationMs) || durationMs < 0) throw new RangeError('A duration is whole milliseconds, not negative.')
  const rest = durationMs % MS
  const whole = (durationMs - rest) / MS
  switch (rounding) {
    case 'down':
      return whole
    case 'up':
      return rest > 0 ? whole + 1 : whole
    case 'half_up':
      return rest * 2 >= MS ? whole + 1 : whole
    case 'half_down':
      return rest * 2 > MS ? whole + 1 : whole
  }
}

export type Steps = Pick<Tariff, 'initialSeconds' | 'recurringSeconds' | 'incrementRule'>

/** Seconds counted in steps (A2): nothing for nothing, the first step whole, then further steps by the tariff's rule. */
export function steppedSeconds({ initialSeconds, recurringSeconds, incrementRule }: Steps, seconds: number): number {
  if (seconds <= 0) return 0
  if (seconds <= initialSeconds) return initialSeconds
  const from = incrementRule === 'total' ? 0 : initialSeconds
  return from + Math.ceil((seconds - from) / recurringSeconds) * recurringSeconds
}

/** Whole conversation seconds → charged seconds: grace, then free time, then steps (A5, A2). */
export function billedOfSeconds(tariff: Tariff, seconds: number): number {
  return seconds <= tariff.graceSeconds ? 0 : steppedSeconds(tariff, seconds - tariff.freeSeconds)
}

/** The seconds charged for a call of `durationMs` from answer to release; 0 when nothing is charged. Throws RangeError on a negative duration. */
export function billedSeconds(tariff: Tariff, durationMs: number): number {
  return billedOfSeconds(tariff, conversationSeconds(durationMs, tariff.durationRounding))
}
