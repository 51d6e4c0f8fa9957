import { execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { DriverError } from '../../lines/cloud/port.ts'
import { type Accelerator, argvOf, BALLOON, NETDEV } from './argv.ts'
import { type Machine, readState, type State, writeState, writeWhole } from './machine.ts'
import { withQmp } from './qmp.ts'
import { seedOf } from './seed.ts'

export const QEMU = 'qemu-system-x86_64'
const run = promisify(execFile)

/** A process is named by pid and start time: pids are used again. */
export type Running = { readonly pid: number; readonly startTime: string }

/** The QEMU that runs this guest, found by its pidfile and believed only when its command line names the guest. */
export function runningOf(machine: Machine): Running | undefined {
  try {
    const pid = Number(readFileSync(machine.pidfile, 'utf8').trim())
    if (!Number.isInteger(pid) || pid <= 1) return undefined
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`-uuid\0${machine.id}\0`)) return undefined
    return { pid, startTime: statOf(pid)[19] ?? '' }
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

/** The fields of /proc/<pid>/stat after the name, so that index 11 and 12 are the clock ticks in user and system mode and 19 the start time. */
export function statOf(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const portIsFree = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const { port: given } = server.address() as net.AddressInfo
      server.close(() => resolve(given))
    })
  })

/** The port of last time when it is free, or another one. */
async function httpPort(last: number): Promise<number> {
  const port = (last > 0 ? await portIsFree(last) : undefined) ?? (await portIsFree(0))
  if (port === undefined) throw new DriverError('no_capacity', 'No port of this machine is free.')
  return port
}

const SPARE_MIB = 128

/** Makes the disk and the seed that a guest starts from; what is there stays. */
export async function prepareDisk(machine: Machine, base: string, state: State): Promise<void> {
  if (!existsSync(machine.seed)) writeWhole(machine.seed, seedOf(state.spec))
  if (existsSync(machine.disk)) return
  const unfinished = `${machine.disk}.new`
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', base, '-F', 'qcow2', unfinished, `${state.spec.diskGib}G`])
  renameSync(unfinished, machine.disk)
}

/** Starts the guest in a process of its own that outlives this one. Answers when its monitor does. Throws DriverError with QEMU's last words. */
export async function boot(machine: Machine, accel: Accelerator): Promise<void> {
  const state = readState(machine)
  if (!state) throw new DriverError('not_found', 'There is no such server here.')
  if (os.freemem() / 1024 / 1024 < state.spec.ramMib + SPARE_MIB)
    throw new DriverError('no_capacity', 'This machine has too little memory left.')
  for (const left of [machine.pidfile, machine.control, machine.metrics, machine.vnc, machine.serial]) rmSync(left, { force: true })
  const port = await httpPort(state.httpPort)
  writeState(machine, { ...state, httpPort: port, proven: null })
  const logFile = path.join(machine.folder, 'qemu.log')
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(QEMU, argvOf(state.spec, machine, { httpPort: port, accel }), {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: machine.folder,
  })
  closeSync(log)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    // A guest that ends much later may have lost its folder by then.
    child.once('exit', () =>
      resolve(existsSync(logFile) ? (readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '') : 'its folder is gone'),
    )
  })
  child.unref()
  await Promise.race([
    answering(machine, state.isolated),
    ended.then((why) => Promise.reject(new DriverError('internal', `QEMU did not start: ${why}`))),
  ])
}

const SOCKET_MS = 10_000
const RETRY_MS = 25

/** Waits for the monitor, which listens a moment after the start, and gives the guest what the command line cannot. */
async function answering(machine: Machine, isolated: boolean): Promise<void> {
  const until = performance.now() + SOCKET_MS
  for (;;) {
    try {
      await withQmp(machine.control, async (qmp) => {
        await qmp.execute('query-status')
        await qmp.execute('qom-set', { path: `/machine/peripheral/${BALLOON}`, property: 'guest-stats-polling-interval', value: 10 })
        if (isolated) await qmp.execute('set_link', { name: NETDEV, up: false })
      })
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await pause(RETRY_MS)
    }
  }
}

const Info = z.object({ instanceId: z.string() })
const PROOF_MS = 1_000
const LONGEST_REPLY = 4_096

/** Whether the guest itself answers by its id. A fresh connection each time: one from before the boot can hang. */
export function answers(machine: Machine, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/cgi-bin/info', agent: false, timeout: PROOF_MS }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (part: string) => {
        text += part
        if (text.length > LONGEST_REPLY) reply.destroy()
      })
      reply.on('close', () => resolve(isOurs(text, machine.id)))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

function isOurs(text: string, id: string): boolean {
  try {
    return Info.parse(JSON.parse(text)).instanceId === id
  } catch {
    // A guest that is still starting, or somebody else's page: no proof either way.
    return false
  }
}

/** Ends the process without asking the guest: by the monitor, which closes the disk, or by force when that does not answer. */
export async function end(machine: Machine, running: Running): Promise<void> {
  try {
    await withQmp(machine.control, (qmp) => qmp.execute('quit'))
  } catch (error) {
    if (!(error instanceof DriverError)) throw error
    if (runningOf(machine)?.startTime === running.startTime) process.kill(running.pid, 'SIGKILL')
  }
}
