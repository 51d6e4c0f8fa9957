import { type Message, type Part, type Running, startPart } from './parts.ts'

export type SupervisorOptions = {
  /** The parts of a stage start together, once all of the stage before are ready. */
  readonly stages: readonly (readonly Part[])[]
  /** Asked again for every start of a part. */
  readonly env: () => NodeJS.ProcessEnv
  readonly logs: string
  readonly onMessage: (part: Part, message: Message) => void
  /** Called with the process ids by part whenever one starts or ends. */
  readonly onChange: (pids: ReadonlyMap<string, number>) => void
}

const FIRST_PAUSE_MS = 1_000
/** Customers wait for what is down, and a start costs a second or two of one core. */
const LONGEST_PAUSE_MS = 5_000
const STEADY_MS = 60_000
const STOP_MS = 30_000

const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

/** Starts parts stage by stage, brings back what dies, and ends everything in reverse order. */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #running = new Map<string, Running>()
  readonly #pauses = new Set<NodeJS.Timeout>()
  #stopping = false

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  /** Resolves when every part is ready. Throws the first sentence a part failed with. */
  async start(): Promise<void> {
    const { stages } = this.#options
    const early = new Map(stages.flatMap((stage) => stage.filter((part) => part.early).map((part) => [part, this.#fork(part, true)])))
    for (const stage of stages) await Promise.all(stage.map((part) => this.#launch(part, 0, early.get(part))))
  }

  #fork(part: Part, waits: boolean): Running {
    const { env, logs, onMessage } = this.#options
    const running = startPart(part, { env: env(), waits, logs, onMessage: (message) => onMessage(part, message) })
    this.#running.set(part.name, running)
    this.#tell()
    const ended = running.ended.then((how) => {
      this.#running.delete(part.name)
      this.#tell()
      return how
    })
    return { ...running, ended }
  }

  async #launch(part: Part, failures: number, early?: Running): Promise<void> {
    if (this.#stopping) throw new Error('Linecard is being stopped.')
    const running = early ?? this.#fork(part, false)
    running.begin(this.#options.env())
    const since = Date.now()
    await running.ready
    if (part.once) return
    void running.ended.then((how) => this.#restart(part, Date.now() - since > STEADY_MS ? 0 : failures, how))
  }

  #restart(part: Part, failures: number, how: string): void {
    if (this.#stopping) return
    say(`${part.name} ended unexpectedly (${how}) and is started again.`)
    const timer = setTimeout(
      () => {
        this.#pauses.delete(timer)
        this.#launch(part, failures + 1).catch((error: unknown) => this.#restart(part, failures + 1, (error as Error).message))
      },
      Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures),
    )
    this.#pauses.add(timer)
  }

  #tell(): void {
    this.#options.onChange(new Map([...this.#running].map(([name, { child }]) => [name, child.pid ?? 0])))
  }

  /** Ends everything, the last of the stages first, each part when it has finished its work. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const timer of this.#pauses) clearTimeout(timer)
    const names = this.#options.stages.flat().map((part) => part.name)
    for (const name of names.reverse()) {
      const running = this.#running.get(name)
      if (running) await endPart(running)
    }
  }

  /** Ends everything at once, but for the part that keeps the database, which still ends cleanly. */
  kill(): void {
    for (const [name, { child }] of this.#running) child.kill(name === 'keeper' ? 'SIGTERM' : 'SIGKILL')
  }
}

async function endPart({ child, ended }: Running): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}
