import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DriverError } from '../../lines/cloud/port.ts'

const Guest = z.object({
  spec: z.object({
    instanceId: z.uuid(),
    hostname: z.string(),
    image: z.string(),
    cpu: z.number(),
    ramMib: z.number(),
    diskGib: z.number(),
    sshKey: z.string().nullable(),
  }),
  power: z.enum(['on', 'off', 'paused']),
  isolated: z.boolean(),
  /** Since when it has this power, in milliseconds of the product's clock. */
  since: z.number(),
  operations: z.record(
    z.string(),
    z.object({ to: z.enum(['on', 'off', 'reboot', 'reset', 'create']), doneAt: z.number(), done: z.boolean() }),
  ),
})
export type Guest = z.output<typeof Guest>

const Verb = z.enum(['create', 'power', 'isolate', 'destroy', 'poll', 'observe', 'metrics', 'any'])
const Fault = z.object({
  verb: Verb,
  /**
   * `lost_reply` does it and then says nothing; `unreachable` does nothing; `refuse` says no for good; `no_capacity` says not now; `ignore_acpi` is a
   * guest that does not hear the power button.
   */
  kind: z.enum(['lost_reply', 'unreachable', 'refuse', 'no_capacity', 'ignore_acpi']),
  /** How often it strikes; left out: until it is cleared. */
  times: z.number().int().positive().optional(),
})
export type Fault = z.output<typeof Fault>

const folderOf = (home: string): string => path.join(home, 'compute', 'simulated')
const guestFile = (home: string, id: string): string => path.join(folderOf(home), `${z.uuid().parse(id)}.json`)
const faultFile = (home: string): string => path.join(folderOf(home), 'faults.json')

function writeWhole(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function readGuest(home: string, id: string): Guest | null {
  const file = guestFile(home, id)
  return existsSync(file) ? Guest.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
}

export const writeGuest = (home: string, guest: Guest): void => writeWhole(guestFile(home, guest.spec.instanceId), guest)
export const removeGuest = (home: string, id: string): void => rmSync(guestFile(home, id), { force: true })

export function guestIds(home: string): readonly string[] {
  if (!existsSync(folderOf(home))) return []
  return readdirSync(folderOf(home))
    .filter((name) => name.endsWith('.json') && name !== 'faults.json')
    .map((name) => name.slice(0, -'.json'.length))
}

function readFaults(home: string): readonly Fault[] {
  return existsSync(faultFile(home)) ? z.array(Fault).parse(JSON.parse(readFileSync(faultFile(home), 'utf8'))) : []
}

/** What is to go wrong from now on, in every process; none lets everything go well again. */
export const setFaults = (home: string, faults: readonly Fault[]): void => writeWhole(faultFile(home), faults)

/** The fault that strikes this call, counted down. */
export function strike(home: string, verb: Fault['verb'], kinds: readonly Fault['kind'][]): Fault | undefined {
  const faults = readFaults(home)
  const found = faults.find((fault) => (fault.verb === verb || fault.verb === 'any') && kinds.includes(fault.kind))
  if (!found) return undefined
  if (found.times !== undefined) {
    const left = faults.flatMap((fault) => {
      if (fault !== found) return [fault]
      return found.times && found.times > 1 ? [{ ...fault, times: found.times - 1 }] : []
    })
    setFaults(home, left)
  }
  return found
}

/** Something happened to the server behind our back: a person at the machine, or the guest itself. */
export function changeOutOfBand(home: string, id: string, change: { readonly power: Guest['power'] } | 'vanished'): void {
  if (change === 'vanished') {
    removeGuest(home, id)
    return
  }
  const guest = readGuest(home, id)
  if (!guest) throw new DriverError('not_found', 'There is no such server here.')
  writeGuest(home, { ...guest, power: change.power })
}
