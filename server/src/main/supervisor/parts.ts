import { type ChildProcess, fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { type Turn, WAITS } from '../part.ts'
import { forTerminal, openLog } from './logs.ts'

/** One process of the tree; `once` runs to its end before the next stage starts. */
export type Part = {
  readonly name: string
  readonly file: string
  readonly once?: boolean
  /** Its code is loaded while the stages before it are at work. */
  readonly early?: boolean
  readonly env?: Readonly<Record<string, string>>
}

const Message = z.object({
  ready: z.boolean().optional(),
  /** Where the first person sets up the business. */
  setup: z.string().optional(),
  databaseUrl: z.string().optional(),
  /** Settings for the parts that start after this one. */
  env: z.record(z.string(), z.string()).optional(),
  /** The database server, which is a child of its keeper. */
  postgres: z.number().optional(),
})

/** What a part tells the supervisor. */
export type Message = z.output<typeof Message>

export type Running = {
  readonly child: ChildProcess
  /** Tells a part that waits for its turn that it has come. */
  readonly begin: (settings: NodeJS.ProcessEnv) => void
  /** Rejects with one sentence when the part ends before it is ready. */
  readonly ready: Promise<void>
  /** How it ended: `code 1`, `SIGKILL`. */
  readonly ended: Promise<string>
}

const READY_MS = 120_000
/** Node 22 warns at every start that it runs TypeScript. */
const QUIET = ['--disable-warning=ExperimentalWarning']

type PartOptions = {
  readonly env: NodeJS.ProcessEnv
  /** Whether it waits for its turn once it is loaded. */
  readonly waits: boolean
  readonly logs: string
  readonly onMessage: (message: Message) => void
}

/** Starts a part in a process group of its own, so that Ctrl-C reaches only the supervisor, which ends the parts in order. */
export function startPart(part: Part, { env, waits, logs, onMessage }: PartOptions): Running {
  const log = openLog(logs, part.name)
  const child = fork(part.file, {
    env: { ...env, ...part.env, ...(waits && { [WAITS]: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    execArgv: QUIET,
  })
  // What it says before it is ready is held back: when it fails, the last words are the reason, said once.
  let held: string[] | undefined = []
  const hear = (line: string, isError: boolean) => {
    log.write(line)
    const shown = forTerminal(line, isError)
    if (shown === undefined) return
    if (held) held.push(shown)
    else process.stderr.write(`${part.name}: ${shown}\n`)
  }
  const release = () => {
    for (const line of held ?? []) process.stderr.write(`${part.name}: ${line}\n`)
    held = undefined
  }
  for (const stream of [child.stdout, child.stderr] as Readable[]) {
    createInterface({ input: stream }).on('line', (line) => hear(line, stream === child.stderr))
  }

  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    // Not `exit`: its last words may still be on their way then.
    child.once('close', (code, signal) => {
      log.end()
      resolve(signal ?? `code ${code}`)
    })
  })
  let overdue: NodeJS.Timeout | undefined
  const expectSoon = () => {
    if (!part.once) overdue = setTimeout(() => child.kill('SIGKILL'), READY_MS)
  }
  if (!waits) expectSoon()
  const begin = (settings: NodeJS.ProcessEnv) => {
    if (!waits || !child.connected) return
    expectSoon()
    child.send({ settings } satisfies Turn)
  }
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (raw) => {
      const message = Message.safeParse(raw).data
      if (!message) return
      onMessage(message)
      if (message.ready && !part.once) {
        clearTimeout(overdue)
        release()
        resolve()
      }
    })
    void ended.then((how) => {
      clearTimeout(overdue)
      const words = held ?? []
      if (words.length > 1 || (part.once && how === 'code 0')) release()
      if (part.once && how === 'code 0') return resolve()
      reject(new Error(words.length === 1 ? words[0] : `${part.name} ended before it was ready (${how}): see ${logs}/${part.name}.log.`))
    })
  })
  // Whoever stops a part that is still starting has no use for the reason.
  ready.catch(() => undefined)
  return { child, begin, ready, ended }
}
