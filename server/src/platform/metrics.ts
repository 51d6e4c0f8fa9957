import prom from 'prom-client'

/** Prometheus metrics of this process, served at /metrics. */
export const register = new prom.Registry()

export const httpDuration = new prom.Histogram({
  name: 'linecard_http_request_duration_seconds',
  help: 'Time to answer a request, by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [register],
})

export const jobDuration = new prom.Histogram({
  name: 'linecard_job_duration_seconds',
  help: 'Time a job ran, by name and result.',
  labelNames: ['job', 'result'],
  buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30, 120],
  registers: [register],
})

let collecting = false

/** Adds the process's own figures (memory, event loop); once per process. */
export function collectProcessMetrics(): void {
  if (collecting) return
  collecting = true
  prom.collectDefaultMetrics({ register })
}
