import { z } from 'zod'
import { DriverError, type Sample } from '../../lines/cloud/port.ts'
import { BALLOON } from './argv.ts'
import type { Machine } from './machine.ts'
import { runningOf, statOf } from './process.ts'
import { withQmp } from './qmp.ts'

/** Linux counts processor time in hundredths of a second for programs, whatever the kernel does inside. */
const MS_PER_TICK = 10

const Blocks = z.array(
  z.looseObject({ 'node-name': z.string().optional(), stats: z.looseObject({ rd_bytes: z.number(), wr_bytes: z.number() }) }),
)
const Guest = z.looseObject({ stats: z.looseObject({ 'stat-total-memory': z.number(), 'stat-available-memory': z.number() }) })
/** QEMU's way to say that the guest has not told yet: 2^64 - 1, which JSON rounds. */
const UNKNOWN_FROM = 2 ** 60

/** Processor time from /proc, disk and memory from QEMU. User-mode network has no counters. Throws DriverError. */
export async function sampleOf(machine: Machine): Promise<Sample> {
  const running = runningOf(machine)
  if (!running) throw new DriverError('invalid', 'The server is off.')
  const stat = statOf(running.pid)
  const { blocks, guest } = await withQmp(machine.metrics, async (qmp) => ({
    blocks: Blocks.parse(await qmp.execute('query-blockstats')),
    guest: Guest.parse(await qmp.execute('qom-get', { path: `/machine/peripheral/${BALLOON}`, property: 'guest-stats' })),
  }))
  const root = blocks.find((block) => block['node-name'] === 'root')?.stats ?? null
  const { 'stat-total-memory': total, 'stat-available-memory': free } = guest.stats
  const known = total >= 0 && free >= 0 && total < UNKNOWN_FROM && free < UNKNOWN_FROM
  return {
    cpuMs: (Number(stat[11]) + Number(stat[12])) * MS_PER_TICK,
    memoryBytes: known ? total - free : null,
    diskReadBytes: root?.rd_bytes ?? null,
    diskWriteBytes: root?.wr_bytes ?? null,
    netRxBytes: null,
    netTxBytes: null,
  }
}
