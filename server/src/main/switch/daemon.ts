import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Logger } from '../../platform/log.ts'
import type { Identity } from '../supervisor/identity.ts'

export type DaemonOptions = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  readonly identity: Identity
  /** Tells the kernel to end the daemon with this process, however that ends. */
  readonly setpriv: string | undefined
  readonly log: Logger
  /** Ends what the program left running when it was killed: its own children hold its ports. */
  readonly sweep: () => Promise<void>
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
const STEADY_MS = 30_000
const STOP_MS = 5_000

/** Runs one program of the switch and starts it again when it ends by itself. */
export class Daemon {
  readonly #options: DaemonOptions
  #child: ChildProcess | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #stopping = false
  #lastWords: string[] = []

  constructor(options: DaemonOptions) {
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** The last lines it wrote, for a person who wonders why it does not run. */
  get lastWords(): string {
    return this.#lastWords.join(' ').trim()
  }

  start(): void {
    const { name, command, args, env, folder, identity, setpriv, log } = this.#options
    const [program, ...rest] = setpriv ? [setpriv, '--pdeathsig', 'TERM', '--', command, ...args] : [command, ...args]
    const since = Date.now()
    const child = spawn(program ?? command, rest, {
      ...identity,
      cwd: folder,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#hear(line))
    }
    child.once('error', (err) => this.#hear(err.message))
    // Not `close`: orphans of a killed program keep its output open.
    child.once('exit', (code, signal) => {
      this.#child = undefined
      if (this.#stopping) return
      this.#failures = Date.now() - since > STEADY_MS ? 0 : this.#failures + 1
      log.error({ program: name, code, signal }, 'a program of the switch ended unexpectedly and is started again')
      this.#timer = setTimeout(() => void this.#again(), Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures))
    })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#timer)
    const child = this.#child
    if (!child) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(timer)
  }

  async #again(): Promise<void> {
    const { name, log, sweep } = this.#options
    try {
      await sweep()
    } catch (err) {
      log.error({ err, program: name }, 'what a program of the switch left behind does not end')
    }
    if (!this.#stopping) this.start()
  }

  #hear(line: string): void {
    this.#lastWords = [...this.#lastWords.slice(-2), line.slice(0, 300)]
    const { name, log } = this.#options
    if (/ERROR|CRITICAL|ALERT|\bERR\b|\bCRIT\b/.test(line)) log.warn({ from: name }, line)
    else log.debug({ from: name }, line)
  }
}
