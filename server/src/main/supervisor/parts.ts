import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import path from 'node:path'

/** One process of the tree; `once` runs to its end before the next starts. */
export type Part = {
  readonly name: string
  readonly file: string
  readonly once?: boolean
  readonly env?: Readonly<Record<string, string>>
}

export type Ready = Readonly<Record<string, unknown>>

const WARNING = 40
const LARGEST_LOG = 10 * 1024 * 1024

function openLog(folder: string, name: string): WriteStream {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${name}.log`)
  if (existsSync(file) && statSync(file).size > LARGEST_LOG) renameSync(file, `${file}.1`)
  return createWriteStream(file, { flags: 'a', mode: 0o600 })
}

/** What of a log line is worth a person's attention: warnings and worse, as one line. */
function forTerminal(name: string, line: string): string | undefined {
  if (!line.startsWith('{')) return line ? `${name}: ${line}` : undefined
  try {
    const entry = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } }
    if ((entry.level ?? 0) < WARNING) return undefined
    return `${name}: ${entry.msg ?? ''}${entry.err?.message ? ` (${entry.err.message})` : ''}`
  } catch {
    // Half a line of JSON is in the log file; on the terminal it would only confuse.
    return undefined
  }
}

export type Running = { readonly child: ChildProcess; readonly ready: Promise<Ready>; readonly ended: Promise<number | null> }

/** Starts a part in a process group of its own, so that Ctrl-C reaches only the supervisor, which ends the parts in order. */
export function startPart(part: Part, env: NodeJS.ProcessEnv, logs: string): Running {
  const log = openLog(logs, part.name)
  const child = fork(part.file, { env: { ...env, ...part.env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true })
  let lastWords = ''
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.on('data', (chunk: Buffer) => {
      log.write(chunk)
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const shown = forTerminal(part.name, line)
        if (!shown) continue
        lastWords = line
        process.stderr.write(`${shown}\n`)
      }
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      log.end()
      resolve(code)
    })
  })
  const ready = new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready))
    child.once('exit', (code) => {
      if (part.once && code === 0) resolve({})
      else reject(new Error(lastWords.startsWith('{') || !lastWords ? `${part.name} ended before it was ready.` : lastWords))
    })
  })
  return { child, ready, ended }
}
