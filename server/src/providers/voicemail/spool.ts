import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { CallRef, RecordedMessage } from '../../lines/voice/port.ts'
import type { Logger } from '../../platform/log.ts'

const AGAIN_MS = 5_000

const Note = z.object({ ref: z.uuid(), recordingId: z.uuid(), durationMs: z.number(), at: z.iso.datetime() })

export type SpoolOptions = {
  readonly folder: string
  readonly keep: (message: RecordedMessage) => Promise<void>
  readonly log: Logger
}

/** Messages on disk until the platform has them: handed over again, under the same id, as long as that fails, also after a restart. */
export class Spool {
  readonly #options: SpoolOptions
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  #stopped = false

  constructor(options: SpoolOptions) {
    this.#options = options
  }

  /** Hands over what an earlier process left. */
  async start(): Promise<void> {
    const { folder } = this.#options
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const name of await readdir(folder)) if (name.endsWith('.json')) this.#hand(name.slice(0, -'.json'.length))
  }

  /** Keeps the message; the note that makes it count is written last. */
  async add(message: RecordedMessage): Promise<void> {
    const { ref, recordingId, durationMs, at } = message
    const file = path.join(this.#options.folder, recordingId)
    await writeFile(`${file}.wav`, message.audio, { mode: 0o600, flush: true })
    await writeFile(`${file}.new`, JSON.stringify({ ref, recordingId, durationMs, at: at.toISOString() }), { mode: 0o600, flush: true })
    await rename(`${file}.new`, `${file}.json`)
    this.#hand(recordingId)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all(this.#running)
  }

  #hand(recordingId: string): void {
    if (this.#stopped) return
    const running = this.#handOver(recordingId).catch((err: unknown) => {
      this.#options.log.error({ err, recordingId }, 'a voicemail could not be handed over and is tried again')
      if (this.#stopped) return
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        this.#hand(recordingId)
      }, AGAIN_MS)
      this.#timers.add(timer)
    })
    this.#running.add(running)
    void running.finally(() => this.#running.delete(running))
  }

  async #handOver(recordingId: string): Promise<void> {
    const file = path.join(this.#options.folder, recordingId)
    const note = Note.parse(JSON.parse(await readFile(`${file}.json`, 'utf8')))
    const audio = await readFile(`${file}.wav`)
    await this.#options.keep({ ...note, ref: note.ref as CallRef, at: new Date(note.at), audio })
    await rm(`${file}.json`)
    await rm(`${file}.wav`)
  }
}
