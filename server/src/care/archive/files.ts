import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import tar from 'tar-stream'
import { z } from 'zod'
import type { SecretBox } from '../../platform/secrets.ts'
import { opening, sealing } from './sealed-file.ts'

/** Beside every backup, so that it can be restored when no database is left to ask. */
export const Manifest = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  bytes: z.number(),
  checksum: z.string(),
  firstWal: z.string(),
  lastWal: z.string(),
  serverVersion: z.string(),
})
export type Manifest = z.output<typeof Manifest>

export const WAL_FOLDER = 'linecard_wal'
/** A segment of the log, a time line's history or a backup's note. */
export const WAL_NAME = /^[0-9A-F]{8}([0-9A-F]{16}(\.[0-9A-F]{8}\.backup)?|\.history)$/

const GZIP = { level: 1 }
const archiveOf = (folder: string, id: string) => path.join(folder, `${id}.base`)
const manifestOf = (folder: string, id: string) => path.join(folder, `${id}.json`)

/** What belongs to the running server only, or is replayed from the log (PostgreSQL: Making a Base Backup Using the Low Level API). */
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'pg_internal.init',
  'backup_label',
  'tablespace_map',
  'recovery.signal',
  WAL_FOLDER,
])
const LEFT_EMPTY = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'])

type Entry = { readonly name: string; readonly folder: boolean }

async function* entriesOf(root: string, below = ''): AsyncGenerator<Entry> {
  for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name)
    if (LEFT_OUT.has(entry.name) || entry.name.startsWith('pgsql_tmp')) continue
    if (entry.isDirectory()) {
      yield { name, folder: true }
      if (!LEFT_EMPTY.has(name)) yield* entriesOf(root, name)
    } else if (entry.isFile()) yield { name, folder: false }
  }
}

/** Adds one file at the size it has now: what the server appends meanwhile is in the log. A file that has gone is in the log too. */
async function addFile(pack: tar.Pack, root: string, name: string): Promise<void> {
  const handle = await open(path.join(root, name), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return
  try {
    const { size, mode } = await handle.stat()
    const added = Promise.withResolvers<undefined>()
    const entry = pack.entry({ name, size, mode: mode & 0o777 }, (error) => (error ? added.reject(error) : added.resolve(undefined)))
    const buffer = Buffer.alloc(256 * 1024)
    for (let left = size; left > 0; ) {
      const wanted = Math.min(left, buffer.length)
      const { bytesRead } = await handle.read(buffer, 0, wanted)
      // One that was cut short while we read is made whole by the log.
      const part = bytesRead === 0 ? Buffer.alloc(wanted) : Buffer.from(buffer.subarray(0, bytesRead))
      if (!entry.write(part)) await new Promise<void>((resolve) => entry.once('drain', () => resolve()))
      left -= part.length
    }
    entry.end(null)
    await added.promise
  } finally {
    await handle.close()
  }
}

export type Label = { readonly labelfile: string; readonly spcmapfile: string }

/** Writes the data of a server in backup mode into one sealed file; `stop` ends that mode and gives the label that makes the copy a backup. */
export async function writeArchive(
  { secrets, dataDir, folder, id }: { secrets: SecretBox; dataDir: string; folder: string; id: string },
  stop: () => Promise<Label>,
): Promise<{ readonly bytes: number; readonly checksum: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = `${archiveOf(folder, id)}.part`
  const pack = tar.pack()
  const written = pipeline(
    pack,
    createGzip(GZIP),
    sealing(secrets, `backup/${id}`),
    createWriteStream(unfinished, { mode: 0o600, flush: true }),
  )
  const filled = (async () => {
    for await (const { name, folder: isFolder } of entriesOf(dataDir)) {
      if (isFolder) pack.entry({ name, type: 'directory', mode: 0o700 })
      else await addFile(pack, dataDir, name)
    }
    const { labelfile, spcmapfile } = await stop()
    pack.entry({ name: 'backup_label', mode: 0o600 }, labelfile)
    if (spcmapfile) pack.entry({ name: 'tablespace_map', mode: 0o600 }, spcmapfile)
    pack.finalize()
  })()
  try {
    await Promise.all([written, filled])
  } catch (error) {
    pack.destroy()
    await rm(unfinished, { force: true })
    throw error
  }
  await rename(unfinished, archiveOf(folder, id))
  return { bytes: (await stat(archiveOf(folder, id))).size, checksum: await checksumOf(folder, id) }
}

/** The SHA-256 of the sealed file as it lies on the disk. */
export async function checksumOf(folder: string, id: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(archiveOf(folder, id)), hash)
  return hash.digest('hex')
}

/** Whether the backup's file is there and is what it was when it was made. */
export const isWhole = async (folder: string, { id, checksum }: Pick<Manifest, 'id' | 'checksum'>): Promise<boolean> =>
  (await checksumOf(folder, id).catch(() => undefined)) === checksum

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeFile(manifestOf(folder, manifest.id), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })

/** Every backup of the folder, newest first. */
export async function readManifests(folder: string): Promise<readonly Manifest[]> {
  const names = await readdir(folder).catch(() => [])
  const manifests = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => Manifest.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))),
  )
  return manifests.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
}

export async function removeBackup(folder: string, id: string): Promise<void> {
  await rm(archiveOf(folder, id), { force: true })
  await rm(manifestOf(folder, id), { force: true })
}

type Owner = { readonly uid: number; readonly gid: number } | undefined

/** Opens a backup into an empty folder. Throws when a byte of it is wrong. */
export async function readArchive(secrets: SecretBox, folder: string, id: string, target: string, owner: Owner): Promise<void> {
  const own = async (file: string) => {
    if (owner) await chown(file, owner.uid, owner.gid)
  }
  await mkdir(target, { recursive: true, mode: 0o700 })
  await own(target)
  const extract = tar.extract()
  const read = pipeline(createReadStream(archiveOf(folder, id)), opening(secrets, `backup/${id}`), createGunzip(), extract)
  for await (const entry of extract) {
    const place = path.join(target, path.posix.normalize(entry.header.name).replace(/^(\.\.\/)+/, ''))
    if (entry.header.type === 'directory') await mkdir(place, { recursive: true, mode: 0o700 })
    else await pipeline(entry, createWriteStream(place, { mode: entry.header.mode ?? 0o600 }))
    entry.resume()
    await own(place)
  }
  await read
}

const sealedWal = (folder: string, name: string) => path.join(folder, 'wal', name)

/** Moves what the server has handed out of its log into sealed files. Answers how many. */
export async function shipWal(secrets: SecretBox, dataDir: string, folder: string): Promise<number> {
  const outbox = path.join(dataDir, WAL_FOLDER)
  const names = (await readdir(outbox)).filter((name) => WAL_NAME.test(name)).sort()
  await mkdir(path.join(folder, 'wal'), { recursive: true, mode: 0o700 })
  for (const name of names) {
    const unfinished = `${sealedWal(folder, name)}.part`
    await pipeline(
      createReadStream(path.join(outbox, name)),
      createGzip(GZIP),
      sealing(secrets, `wal/${name}`),
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    )
    await rename(unfinished, sealedWal(folder, name))
    await rm(path.join(outbox, name))
  }
  return names.length
}

export const listWal = async (folder: string): Promise<readonly string[]> =>
  (await readdir(path.join(folder, 'wal')).catch(() => [])).filter((name) => WAL_NAME.test(name)).sort()

export const removeWal = (folder: string, name: string): Promise<void> => rm(sealedWal(folder, name), { force: true })

/** Opens every file of the log from `first` on into a folder, for a server that replays them. */
export async function readWal(secrets: SecretBox, folder: string, first: string, target: string, owner: Owner): Promise<number> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  if (owner) await chown(target, owner.uid, owner.gid)
  const names = (await listWal(folder)).filter((name) => name.endsWith('.history') || name.slice(8, 24) >= first.slice(8, 24))
  for (const name of names) {
    const place = path.join(target, name)
    await pipeline(
      createReadStream(sealedWal(folder, name)),
      opening(secrets, `wal/${name}`),
      createGunzip(),
      createWriteStream(place, { mode: 0o600 }),
    )
    if (owner) await chown(place, owner.uid, owner.gid)
  }
  return names.length
}
