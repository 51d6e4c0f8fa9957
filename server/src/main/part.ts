const LONGEST_STOP_MS = 15_000

/** What every process of the supervised tree does the same way: say ready, stop on request, end with its parent. */
export function runPart(start: () => Promise<{ readonly ready?: Record<string, unknown>; stop(): Promise<void> }>): void {
  let running: { stop(): Promise<void> } | undefined
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    // When supervisor and database vanish together, waiting for either would last for ever.
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
    await running?.stop()
    process.exit(0)
  }
  const stopLoudly = () => {
    stop().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopLoudly)
  process.on('disconnect', stopLoudly)
  start().then(
    (started) => {
      running = started
      process.send?.({ ready: true, ...started.ready })
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exit(1)
    },
  )
}
