import { type Part, type Ready, type Running, startPart } from './parts.ts'

export type SupervisorOptions = {
  readonly parts: readonly Part[]
  readonly env: NodeJS.ProcessEnv
  readonly logs: string
  /** What a part said when it got ready may change the environment of the next ones. */
  readonly onReady?: (part: Part, ready: Ready) => void
}

const LONGEST_PAUSE_MS = 30_000
const STEADY_MS = 60_000
const STOP_MS = 20_000

/** Starts parts in order, brings back what dies, and ends everything in reverse order. */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #env: NodeJS.ProcessEnv
  readonly #running = new Map<string, Running>()
  readonly #pauses = new Set<NodeJS.Timeout>()
  #stopping = false

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#env = { ...options.env }
  }

  /** Resolves when every part is ready. Throws the first sentence a part failed with. */
  async start(): Promise<void> {
    for (const part of this.#options.parts) await this.#launch(part)
  }

  async #launch(part: Part): Promise<void> {
    const running = startPart(part, this.#env, this.#options.logs)
    this.#running.set(part.name, running)
    const since = Date.now()
    const ready = await running.ready
    if (part.once) {
      await running.ended
      this.#running.delete(part.name)
    }
    if (typeof ready['databaseUrl'] === 'string') this.#env['DATABASE_URL'] = ready['databaseUrl']
    this.#options.onReady?.(part, ready)
    if (!part.once) void running.ended.then(() => this.#restart(part, since, 1_000))
  }

  #restart(part: Part, since: number, pause: number): void {
    if (this.#stopping) return
    this.#running.delete(part.name)
    const wait = Date.now() - since > STEADY_MS ? 1_000 : pause
    process.stderr.write(`${part.name} ended unexpectedly and is started again.\n`)
    const timer = setTimeout(() => {
      this.#pauses.delete(timer)
      if (this.#stopping) return
      this.#launch(part).catch((error: unknown) => {
        process.stderr.write(`${part.name}: ${(error as Error).message}\n`)
        this.#restart(part, Date.now(), Math.min(LONGEST_PAUSE_MS, wait * 2))
      })
    }, wait)
    this.#pauses.add(timer)
  }

  /** Process ids by part, for tests that kill them. */
  pids(): ReadonlyMap<string, number> {
    return new Map([...this.#running].map(([name, { child }]) => [name, child.pid ?? 0]))
  }

  /** Ends everything, the last started first, each when it has finished its work. */
  async stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    for (const timer of this.#pauses) clearTimeout(timer)
    for (const running of [...this.#running.values()].reverse()) await endPart(running)
  }

  /** Ends everything at once; the database still ends cleanly, because its keeper notices. */
  kill(): void {
    for (const [name, { child }] of this.#running) child.kill(name === 'keeper' ? 'SIGTERM' : 'SIGKILL')
  }
}

async function endPart({ child, ended }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}
