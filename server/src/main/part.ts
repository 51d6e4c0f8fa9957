const LONGEST_STOP_MS = 15_000

/** Set for a part that is loaded before its turn. */
export const WAITS = 'LINECARD_PART_WAITS'

/** Tells a part that waits that its turn has come, with the settings the parts before it gave. */
export type Turn = { readonly settings: NodeJS.ProcessEnv }

async function whenItsTurn(): Promise<void> {
  if (process.env[WAITS] === undefined) return
  const { settings } = await new Promise<Turn>((resolve) => process.once('message', (turn) => resolve(turn as Turn)))
  Object.assign(process.env, settings)
}

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
  // Its parent may have ended while the code was loaded.
  if (process.connected === false) stopLoudly()
  const started = whenItsTurn().then(start)
  started.then(
    (part) => {
      running = part
      process.send?.({ ready: true, ...part.ready })
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      process.exit(1)
    },
  )
}
