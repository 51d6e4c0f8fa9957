import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findBinaries } from './binaries.ts'

/** What Linux tells of a process: its state, and at place 19 when it began. */
export function statusOf(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
  } catch {
    // It ended in between.
    return undefined
  }
}

/** Whether a process of that id runs, whoever it belongs to. One that ended and waits to be noticed by its parent does not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return process.platform !== 'linux' || statusOf(pid)?.[0] !== 'Z'
}

function isServerOf(pid: string, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    // It ended in between, or belongs to somebody whose processes we may not look into: then it is not ours.
    return false
  }
}

/** Every process of the server on that data, also when only its helpers are left; on Linux alone, as others have no /proc. */
function processesOf(data: string): readonly number[] {
  const real = realpathSync(data)
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => isServerOf(pid, real)).map(Number)
}

async function until(what: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (!what()) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) if (alive(pid)) process.kill(pid, name)
}

/** Ends a server that outlived its keeper. Its lock file is removed only when nothing of it runs and a stranger has its process id. */
export async function endOrphans(data: string): Promise<void> {
  if (!existsSync(data)) return
  const file = path.join(data, 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  if (process.platform !== 'linux') return endElsewhere(data, pid)

  const gone = () => processesOf(data).length === 0
  // Helpers end by themselves when their server was killed; a new one over them would damage the data.
  if (processesOf(data).includes(pid)) signal([pid], 'SIGINT')
  else if (!(await until(gone, 3_000))) signal(processesOf(data), 'SIGINT')
  if (!(await until(gone, 15_000))) signal(processesOf(data), 'SIGQUIT')
  if (!(await until(gone, 10_000))) signal(processesOf(data), 'SIGKILL')
  if (!(await until(gone, 5_000))) throw new Error(`The PostgreSQL process ${pid} of ${data} does not end: end it and start again.`)
  if (existsSync(file) && alive(pid)) rmSync(file)
}

async function endElsewhere(data: string, pid: number): Promise<void> {
  if (pid === 0 || !alive(pid)) return
  // On Windows pg_ctl asks the process over a pipe that only a server has; elsewhere it sends a signal, which must not hit a stranger.
  const windows = process.platform === 'win32'
  const name = windows ? 'postgres' : spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  if (!name.includes('postgres')) return rmSync(path.join(data, 'postmaster.pid'))
  spawnSync((await findBinaries()).pgCtl, ['-D', data, '-m', 'fast', '-w', 'stop'], { stdio: 'ignore' })
}
