import { mkdirSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

const DEBOUNCE_MS = 10

/** Keeps a simulator's state in one JSON file, so that what was bought is still owned after a restart. */
export class Snapshot {
  readonly #file: string
  readonly #read: () => unknown
  #scheduled: Promise<void> | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(file: string, read: () => unknown) {
    this.#file = file
    this.#read = read
    mkdirSync(dirname(file), { recursive: true })
  }

  /** The saved state, or undefined before the first save. Throws when the file is not JSON: losing purchases must be noticed. */
  static load(file: string): unknown {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw new Error(`The simulator's state in ${file} cannot be read; remove it to start afresh.`, { cause: error })
    }
  }

  /** Resolves when every change made so far is on disk; changes that come together share one write. */
  save(): Promise<void> {
    this.#scheduled ??= new Promise((resolve, reject) => {
      setTimeout(() => {
        this.#scheduled = undefined
        this.#writing = this.#writing.then(() => this.#write())
        this.#writing.then(resolve, reject)
        this.#writing = this.#writing.catch(() => undefined)
      }, DEBOUNCE_MS)
    })
    return this.#scheduled
  }

  async #write(): Promise<void> {
    const temporary = `${this.#file}.next`
    const handle = await open(temporary, 'w', 0o600)
    try {
      await handle.writeFile(JSON.stringify(this.#read()))
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(temporary, this.#file)
  }
}
