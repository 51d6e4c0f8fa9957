import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { authentication, openAddress, type Transport, usualTransport } from './address.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { type Identity, identityFor, makeOwnFolder } from './identity.ts'
import { rotate } from './logs.ts'
import { endOrphans } from './orphans.ts'

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
  readonly transport?: Transport
  /** For restored files: how the server finds the log it replays, seen from its data. */
  readonly restoreCommand?: string
}

const START_MS = 60_000
const FAST_STOP_MS = 15_000
const environment = { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C', TZ: 'UTC' }

/**
 * Root's server runs as another user, who may not walk through a closed folder such as /root; its working folder is set before the
 * user changes and names the data from inside, whatever lies above it.
 */
const nameOf = (data: string, identity: Identity) => (identity.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data)

/** Makes the data in a folder of its own and moves it into place when it is whole, so that an interrupted start leaves nothing half. */
async function initialise(binaries: Binaries, folder: string, options: PostgresOptions, identity: Identity): Promise<void> {
  for (const left of readdirSync(folder).filter((name) => name.startsWith('init-'))) rmSync(path.join(folder, left), { recursive: true })
  const fresh = path.join(folder, `init-${process.pid}`)
  makeOwnFolder(fresh, identity)
  const access = authentication(options.transport ?? usualTransport, folder)
  const text = ['--encoding=UTF8', '--locale=C.UTF-8', '--lc-messages=C']
  const args = ['-D', nameOf(fresh, identity), '-U', 'postgres', ...access, ...text, ...(options.durable ? [] : ['--no-sync'])]
  try {
    await promisify(execFile)(binaries.initdb, args, { ...identity, cwd: fresh, env: environment })
    renameSync(fresh, path.join(folder, 'data'))
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    const { stderr = '', message } = error as Error & { stderr?: string }
    throw new Error(sentenceFor(stderr || message, folder))
  }
}

/** What went wrong, for a person: the known causes in plain words, else PostgreSQL's own last complaint. */
function sentenceFor(said: string, folder: string): string {
  if (/No space left|ENOSPC/.test(said)) return `The disk is full: PostgreSQL could not write to ${folder}.`
  const made = /initialized by PostgreSQL version (\d+).*this version (\d+)/s.exec(said)
  if (made) {
    return `The data in ${folder} belongs to PostgreSQL ${made[1]} and this Linecard brings ${made[2]}: run it with LINECARD_PG_BIN set to PostgreSQL ${made[1]}.`
  }
  if (/Permission denied|EACCES/.test(said)) return `PostgreSQL may not use ${folder}: give the folder to the user who starts Linecard.`
  const lines = said.trim().split('\n')
  const complaint = lines.findLast((line) => /FATAL|error:/.test(line)) ?? lines.at(-1) ?? ''
  return `PostgreSQL could not start on ${folder}: ${complaint.replace(/^.*?(FATAL|error): */, '')}`
}

/** Containers give little of it, and PostgreSQL's parallel queries fail when it is used up. */
function littleSharedMemory(): boolean {
  if (process.platform !== 'linux' || !existsSync('/dev/shm')) return false
  const { blocks, bsize } = statfsSync('/dev/shm')
  return blocks * bsize < 256 * 1024 * 1024
}

const settingsFor = (durable: boolean): readonly string[] => [
  'max_connections=200',
  'shared_buffers=128MB',
  'log_min_duration_statement=200',
  'max_wal_size=2GB',
  ...(littleSharedMemory() ? ['dynamic_shared_memory_type=mmap'] : []),
  ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
]

/** The folder in the data where the server hands out its log; backups take it from there. */
const HANDED_OUT = 'linecard_wal'

/** A durable server hands out every finished segment of its log, and at least one a minute while it is written to (W41). */
function archiving({ durable, restoreCommand }: PostgresOptions, data: string, identity: Identity): readonly string[] {
  if (restoreCommand) return [`restore_command=${restoreCommand}`, 'recovery_target_timeline=latest']
  if (!durable || process.platform === 'win32') return []
  makeOwnFolder(path.join(data, HANDED_OUT), identity)
  const place = `${HANDED_OUT}/%f`
  // Written aside and renamed, so that nobody takes half a segment; a segment that is there already was handed out before a crash.
  return ['archive_mode=on', 'archive_timeout=60', `archive_command=test -f ${place} || (cp %p ${place}.part && mv ${place}.part ${place})`]
}

/** Whether the server answers; after a crash it listens before it has recovered. */
async function answers(url: string): Promise<boolean> {
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

const running = (child: ChildProcess) => child.pid !== undefined && child.exitCode === null && child.signalCode === null

async function whenReady(child: ChildProcess, url: string, folder: string, complaint: () => string): Promise<void> {
  const deadline = Date.now() + START_MS
  while (!(await answers(url))) {
    if (!running(child)) throw new Error(sentenceFor(complaint(), folder))
    if (Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw new Error(`PostgreSQL on ${folder} did not answer within ${START_MS / 1000} seconds: see postgres.log there.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function stopServer(child: ChildProcess, data: string, ended: Promise<void>): Promise<void> {
  if (process.platform === 'win32') await endOrphans(data)
  else child.kill('SIGINT')
  // What hangs is ended at once; the next start recovers from the log.
  const timer = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS)
  await ended
  clearTimeout(timer)
}

/**
 * Starts the embedded server on the folder `dir`: makes the data at the first time, ends whoever still serves it, and answers when
 * queries are answered. Throws one clear sentence.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const folder = path.resolve(options.dir)
  const data = path.join(folder, 'data')
  const binaries = await findBinaries()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const identity = identityFor(data)
  await endOrphans(data)
  if (!existsSync(data)) await initialise(binaries, folder, options, identity)
  const address = await openAddress(options.transport ?? usualTransport, folder, identity)

  const log = path.join(folder, 'postgres.log')
  rotate(log)
  const output = openSync(log, 'a', 0o600)
  const { size } = fstatSync(output)
  const settings = [...address.settings, ...settingsFor(options.durable), ...archiving(options, data, identity)].flatMap((setting) => [
    '-c',
    setting,
  ])
  // A group of its own keeps Ctrl-C away from it until everybody else has finished.
  const child = spawn(binaries.postgres, ['-D', nameOf(data, identity), ...settings], {
    ...identity,
    cwd: data,
    env: environment,
    stdio: ['ignore', output, output],
    detached: true,
    windowsHide: true,
  })
  closeSync(output)
  let notRun = ''
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      notRun = error.message
      resolve()
    })
  })
  await whenReady(child, address.url('postgres'), folder, () => notRun || readFileSync(log).subarray(size).toString()).catch(
    (error: unknown) => {
      address.close()
      throw error
    },
  )
  return {
    pid: child.pid ?? 0,
    socketDir: address.socketDir,
    url: (database = 'linecard') => address.url(database),
    ended,
    async stop() {
      // One that is gone may have a successor on the same socket.
      if (!running(child)) return
      await stopServer(child, data, ended)
      address.close()
    },
  }
}
