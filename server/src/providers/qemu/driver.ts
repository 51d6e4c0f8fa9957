import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { type ComputeDriver, DriverError, type Observed } from '../../lines/cloud/port.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import { NETDEV } from './argv.ts'
import { machineIds, machineOf, readState, removeFolder, writeState } from './machine.ts'
import { sampleOf } from './metrics.ts'
import { create, type Host, observed, poll, power } from './operations.ts'
import { end, QEMU, runningOf } from './process.ts'
import { withQmp } from './qmp.ts'

const run = promisify(execFile)
const Accel = z.enum(['tcg', 'kvm']).default('tcg')
const GONE_MS = 5_000
const RETRY_MS = 25

/** Images that are whole: the file that is written last is there. */
function imagesOf(home: string): readonly string[] {
  const folder = path.join(home, 'compute', 'images')
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => !name.startsWith('.') && existsSync(path.join(folder, name, 'image.json')))
}

/** What is missing before servers can run here, as Debian's packages; empty when nothing is. */
export async function missingPackages(): Promise<readonly string[]> {
  const has = (program: string) =>
    run(program, ['--version']).then(
      () => true,
      () => false,
    )
  const wanted = [
    [QEMU, 'qemu-system-x86'],
    ['qemu-img', 'qemu-utils'],
  ] as const
  const missing: string[] = []
  for (const [program, debian] of wanted) if (!(await has(program))) missing.push(debian)
  return missing
}

async function endFor(host: Host, instanceId: string): Promise<void> {
  const machine = machineOf(host.home, instanceId)
  const until = performance.now() + GONE_MS
  for (let running = runningOf(machine); running; running = runningOf(machine)) {
    if (performance.now() > until) throw new DriverError('timeout', 'The server does not end.')
    await end(machine, running)
    await pause(RETRY_MS)
  }
}

function connected(file: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(file)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error) => reject(new DriverError('unreachable', error.message)))
  })
}

/** Servers as QEMU processes of this machine, each with its own folder below `home`; they outlive this process. */
export const qemuDriver =
  (home: string) =>
  ({ settings }: Pick<AdapterSettings, 'settings'>): ComputeDriver => {
    const host: Host = { home: path.resolve(home), accel: Accel.parse(settings['accel']) }
    const at = (id: string) => {
      const machine = machineOf(host.home, id)
      const image = readState(machine)?.spec.image
      return image ? machineOf(host.home, id, image) : machine
    }
    return {
      capabilities: async () => ({ images: imagesOf(host.home), consoles: ['vga', 'serial'], gracefulOff: true }),
      async probe() {
        const missing = await missingPackages()
        if (missing.length > 0) throw new DriverError('unsupported', `Install Debian's ${missing.join(' and ')}.`)
        if (imagesOf(host.home).length === 0) throw new DriverError('unsupported', 'Build an image first: npm run image.')
        const { stdout } = await run(QEMU, ['--version'])
        return { version: stdout.split('\n')[0] ?? '' }
      },
      create: (spec, opId) => create(host, machineOf(host.home, spec.instanceId, spec.image), spec, opId),
      power: (id, to, opId, { graceMs }) => power(host, at(id), to, opId, graceMs),
      async isolate(id, on) {
        const machine = at(id)
        const state = readState(machine)
        if (!state) return { kind: 'refused', code: 'not_found', reason: 'There is no such server here.', retryable: false }
        writeState(machine, { ...state, isolated: on })
        if (runningOf(machine)) await withQmp(machine.control, (qmp) => qmp.execute('set_link', { name: NETDEV, up: !on }))
        return { kind: 'done', value: await observed(machine) }
      },
      async destroy(id) {
        await endFor(host, id)
        removeFolder(machineOf(host.home, id))
        return { kind: 'done', value: null }
      },
      poll: (id, opId) => poll(host, at(id), opId),
      observe: (id) => observed(at(id)),
      async list() {
        const found: Observed[] = []
        for (const id of machineIds(host.home)) {
          const one = await observed(at(id))
          if (one) found.push(one)
        }
        return found
      },
      metrics: (id) => sampleOf(at(id)),
      async openConsole(id, type) {
        const machine = at(id)
        if (!readState(machine)) throw new DriverError('not_found', 'There is no such server here.')
        if (!runningOf(machine)) throw new DriverError('invalid', 'The server is off.')
        return connected(type === 'vga' ? machine.vnc : machine.serial)
      },
    }
  }
