import type { ProviderId } from '../../platform/ids.ts'

/** How a supplier has been doing, over every order and probe. */
export type Health = {
  readonly providerId: ProviderId
  readonly state: 'up' | 'down'
  /** In a row, while up. */
  readonly failures: number
  /** In a row, while down. */
  readonly successes: number
  readonly reason: string | null
  readonly since: Date
}

export const FAILURES_UNTIL_DOWN = 3
export const SUCCESSES_UNTIL_UP = 3

export const unknownHealth = (providerId: ProviderId, since: Date): Health => ({
  providerId,
  state: 'up',
  failures: 0,
  successes: 0,
  reason: null,
  since,
})

/** After something worked: three in a row bring a supplier back that was down. */
export function afterSuccess(health: Health, now: Date): Health {
  if (health.state === 'up') return { ...health, failures: 0, reason: null }
  const successes = health.successes + 1
  return successes >= SUCCESSES_UNTIL_UP ? unknownHealth(health.providerId, now) : { ...health, successes }
}

/** After something failed: three in a row take a supplier out; an empty account there does so at once. */
export function afterFailure(health: Health, now: Date, reason: string, atOnce = false): Health {
  if (health.state === 'down') return { ...health, successes: 0, reason }
  const failures = atOnce ? FAILURES_UNTIL_DOWN : health.failures + 1
  if (failures < FAILURES_UNTIL_DOWN) return { ...health, failures, reason }
  return { ...health, state: 'down', failures, successes: 0, reason, since: now }
}
