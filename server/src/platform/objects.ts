import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Blobs addressed by their content: logos, documents, media. */
export interface ObjectStore {
  put(bytes: Uint8Array): Promise<string>
  get(key: string): Promise<Uint8Array>
  remove(key: string): Promise<void>
}

/** An object store in a folder; a key is the SHA-256 of the bytes, so the same bytes are stored once. */
export function fileObjects(folder: string): ObjectStore {
  const place = (key: string): string => {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new RangeError('An object key is 64 hexadecimal digits.')
    return path.join(folder, key.slice(0, 2), key)
  }
  return {
    async put(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      const file = place(key)
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      // Written aside and renamed, so a crash never leaves half an object under its key; each aside, for the same bytes may come twice at once.
      const aside = `${file}.${randomUUID()}.part`
      await writeFile(aside, bytes, { mode: 0o600 })
      await rename(aside, file)
      return key
    },
    get: (key) => readFile(place(key)),
    remove: (key) => rm(place(key), { force: true }),
  }
}
