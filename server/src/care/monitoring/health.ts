import type { ProviderId } from '../../platform/ids.ts'

export type Probe = { readonly at: string; readonly ok: boolean; readonly ms: number }
export type HealthState = 'healthy' | 'degraded' | 'down'

/** How a vendor answers, by probes each minute (W34). */
export type IntegrationHealth = {
  readonly providerId: ProviderId
  readonly state: HealthState
  /** In a row. */
  readonly failures: number
  readonly successes: number
  readonly probes: readonly Probe[]
  readonly reason: string | null
  readonly since: Date
  readonly probedAt: Date
}

const KEPT_PROBES = 10
const WINDOW_MS = 5 * 60_000
const SLOW_MS = 2_000
const DOWN_AFTER = 3
const UP_AFTER = 3

export const unknownIntegration = (providerId: ProviderId, now: Date): IntegrationHealth => ({
  providerId,
  state: 'healthy',
  failures: 0,
  successes: 0,
  probes: [],
  reason: null,
  since: now,
  probedAt: now,
})

export const p95Of = (probes: readonly Probe[]): number => {
  const sorted = probes.map(({ ms }) => ms).sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0
}

/**
 * After one more probe: down after three failures in a row or when half of the last five minutes failed; degraded from 5 % failures or when slow;
 * back from down only after three successes in a row.
 */
export function afterProbe(health: IntegrationHealth, probe: Probe, reason: string | null, now: Date): IntegrationHealth {
  const probes = [...health.probes, probe].filter(({ at }) => now.getTime() - Date.parse(at) < WINDOW_MS).slice(-KEPT_PROBES)
  const failures = probe.ok ? 0 : health.failures + 1
  const successes = probe.ok ? health.successes + 1 : 0
  const failed = probes.filter(({ ok }) => !ok).length / probes.length
  const judged: HealthState =
    failures >= DOWN_AFTER || (probes.length >= UP_AFTER && failed >= 0.5)
      ? 'down'
      : failed >= 0.05 || p95Of(probes) > SLOW_MS
        ? 'degraded'
        : 'healthy'
  const recovering = health.state === 'down' && successes < UP_AFTER
  const state = recovering ? 'down' : judged === 'down' && successes >= UP_AFTER ? 'degraded' : judged
  return {
    providerId: health.providerId,
    state,
    failures,
    successes,
    probes,
    reason: probe.ok ? (state === 'healthy' ? null : health.reason) : reason,
    since: state === health.state ? health.since : now,
    probedAt: now,
  }
}
