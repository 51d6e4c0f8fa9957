import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DriverError, type InstanceSpec } from '../../lines/cloud/port.ts'
import type { Paths } from './argv.ts'

/** A socket's path has at most 107 bytes in Linux; a file of the run folder needs 15 of them. */
const LONGEST_RUN_FOLDER = 90

const State = z.object({
  spec: z.object({
    instanceId: z.uuid(),
    hostname: z.string(),
    image: z.string(),
    cpu: z.number().int(),
    ramMib: z.number().int(),
    diskGib: z.number().int(),
    sshKey: z.string().nullable(),
  }),
  httpPort: z.number().int(),
  isolated: z.boolean(),
  /** The process whose guest has answered. */
  proven: z.object({ pid: z.number(), startTime: z.string() }).nullable(),
})

/** What a restart of this process must still know about a guest. */
export type State = z.output<typeof State>

/** Where everything of one guest is. */
export type Machine = Paths & { readonly id: string; readonly folder: string; readonly operations: string }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const imageFolder = (home: string, image: string): string => path.join(home, 'compute', 'images', image)
const machinesFolder = (home: string): string => path.join(home, 'compute', 'vms')

/** A folder for sockets, short enough and closed to others. Throws DriverError when somebody else made it first. */
function runFolder(home: string): string {
  const near = path.join(home, 'compute', 'run')
  const short = near.length <= LONGEST_RUN_FOLDER
  const uid = process.getuid?.() ?? 0
  const folder = short ? near : `/tmp/lc-${uid}-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new DriverError('internal', `${folder} must be a folder of our own that nobody else can open.`)
  return folder
}

/** The places of one guest, whether it exists or not. */
export function machineOf(home: string, id: string, image = 'linecard-mini'): Machine {
  if (!UUID.test(id)) throw new DriverError('invalid', 'This is not the id of a server.')
  const folder = path.join(machinesFolder(home), id)
  const socket = (kind: string) => path.join(runFolder(home), `${id.slice(-12)}.${kind}`)
  const images = imageFolder(home, image)
  return {
    id,
    folder,
    operations: path.join(folder, 'operations'),
    kernel: path.join(images, 'vmlinuz'),
    initrd: path.join(images, 'initrd.gz'),
    disk: path.join(folder, 'disk.qcow2'),
    seed: path.join(folder, 'seed.iso'),
    pidfile: path.join(folder, 'qemu.pid'),
    control: socket('q'),
    metrics: socket('m'),
    vnc: socket('v'),
    serial: socket('s'),
  }
}

/** Writes a small file whole or not at all. */
export function writeWhole(file: string, content: string | Buffer): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const stateFile = (machine: Machine): string => path.join(machine.folder, 'state.json')

/** Null is proven absence: there is no such guest here. */
export function readState(machine: Machine): State | null {
  if (!existsSync(stateFile(machine))) return null
  return State.parse(JSON.parse(readFileSync(stateFile(machine), 'utf8')))
}

export const writeState = (machine: Machine, state: State): void => writeWhole(stateFile(machine), JSON.stringify(state))

/** Makes the guest's folder, once. */
export function openFolder(machine: Machine, spec: InstanceSpec): State {
  mkdirSync(machine.operations, { recursive: true, mode: 0o700 })
  const known = readState(machine)
  if (known) return known
  const state: State = { spec, httpPort: 0, isolated: false, proven: null }
  writeState(machine, state)
  return state
}

export function removeFolder(machine: Machine): void {
  rmSync(machine.folder, { recursive: true, force: true })
  for (const socket of [machine.control, machine.metrics, machine.vnc, machine.serial]) rmSync(socket, { force: true })
}

/** The ids of every guest that has a folder here. */
export function machineIds(home: string): readonly string[] {
  const folder = machinesFolder(home)
  return existsSync(folder) ? readdirSync(folder).filter((name) => UUID.test(name)) : []
}
