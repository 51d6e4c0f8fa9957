import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const LARGEST_BYTES = 10 * 1024 * 1024

/** Sets a log that has grown large aside as NAME.1, in place of the one before. */
export function rotate(file: string): void {
  if (existsSync(file) && statSync(file).size > LARGEST_BYTES) renameSync(file, `${file}.1`)
}

export type Log = { write(line: string): void; end(): void }

/** Opens NAME.log for appending. A full disk costs log lines, not the process: the first failure is told, the rest is dropped. */
export function openLog(folder: string, name: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${name}.log`)
  rotate(file)
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 })
  let broken = false
  stream.on('error', (error) => {
    if (!broken) process.stderr.write(`The log ${file} cannot be written: ${error.message}\n`)
    broken = true
  })
  return {
    write: (line) => {
      if (!broken) stream.write(`${line}\n`)
    },
    end: () => stream.end(),
  }
}

const WARNING = 40

/** What of a line deserves a person's attention: what was said as an error, and of the structured lines the warnings and worse. */
export function forTerminal(line: string, isError: boolean): string | undefined {
  const plain = isError && line.trim() !== '' ? line : undefined
  if (!line.startsWith('{')) return plain
  try {
    const entry = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } }
    if ((entry.level ?? 0) < WARNING) return undefined
    return `${(entry.msg ?? '').split('\n')[0]}${entry.err?.message ? ` (${entry.err.message})` : ''}`
  } catch {
    // Something else that begins with a brace, such as a printed object.
    return plain
  }
}
