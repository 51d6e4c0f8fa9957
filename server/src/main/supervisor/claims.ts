import { spawnSync } from 'node:child_process'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { alive, statusOf } from './orphans.ts'

/** When the process began, so that a reused process id is not taken for the one that wrote the lock; undefined when it is gone. */
export function beganAt(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid < 1 || !alive(pid)) return undefined
  if (process.platform === 'win32') return 'running'
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  const began = statusOf(pid)?.[19]
  return began && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}-${began}`
}

/** The right to run on a folder. */
export type Lock = {
  /** Tells the next start that it is worth waiting. */
  ending(): void
  release(): void
}

const ENDING_MS = 60_000

const lockOf = (home: string) => path.join(home, 'supervisor.lock')
const endingOf = (home: string) => path.join(home, 'supervisor.ending')

/**
 * Makes sure that one supervisor runs on the folder: waits for one that is ending, and takes over the lock of one that is gone.
 * Throws one sentence when another one runs.
 */
export async function lockHome(home: string): Promise<Lock> {
  const file = lockOf(home)
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, `${process.pid} ${beganAt(process.pid)}`, { mode: 0o600 })
  const deadline = Date.now() + ENDING_MS
  try {
    while (!link(mine, file)) {
      const pid = holderOf(file)
      if (pid === undefined) removeStale(file)
      else if (!existsSync(endingOf(home)) || Date.now() > deadline) {
        throw new Error(`Linecard already runs on ${home} (process ${pid}): stop it, or set LINECARD_HOME and PORT for a second one.`)
      } else await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    rmSync(mine, { force: true })
  }
  rmSync(endingOf(home), { force: true })
  return {
    ending: () => {
      try {
        writeFileSync(endingOf(home), '')
      } catch (error) {
        // On a full disk the next start is told to wait by hand; ending goes on.
        process.stderr.write(`${(error as Error).message}\n`)
      }
    },
    release: () => rmSync(file, { force: true }),
  }
}

/** A link appears with its content at once, so nobody ever reads half a lock. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

function holderOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  const [pid = '', ...began] = readFileSync(file, 'utf8').split(' ')
  const running = beganAt(Number(pid))
  return running !== undefined && running === began.join(' ') ? pid : undefined
}

function removeStale(file: string): void {
  if (!existsSync(file)) return
  const aside = `${file}.stale-${process.pid}`
  renameSync(file, aside)
  // Another start may have taken the lock between the look and the move: then it gets it back.
  if (holderOf(aside)) link(aside, file)
  rmSync(aside, { force: true })
}

/** Throws one clear sentence when the port cannot be listened on. */
export function claimPort(name: string, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNot(name, host, port, error))))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function whyNot(name: string, host: string, port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken by another program: set ${name} to a free one.`
  if (error.code === 'EACCES') return `Port ${port} needs more rights than you have: set ${name} to one above 1023.`
  return `Linecard cannot listen on ${host} port ${port}: ${error.message}.`
}
