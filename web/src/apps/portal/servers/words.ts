import type { Instance } from '../../../api/instances.ts'
import type { Tone } from '../../../ui/status-badge.tsx'

const TONES: Readonly<Record<string, Tone>> = {
  running: 'good',
  stopped: 'calm',
  deleted: 'calm',
  suspended: 'warn',
  paused: 'warn',
  unknown: 'warn',
  error: 'bad',
}

/** A running server is a good sign, not something in progress. */
export const toneOf = (status: string): Tone => TONES[status] ?? 'busy'

/** “512 MiB”, “2 GiB”. */
export const memoryText = (mib: number): string => (mib >= 1024 && mib % 1024 === 0 ? `${mib / 1024} GiB` : `${mib} MiB`)

export const sizeText = ({ cpu, ramMib, diskGib }: Pick<Instance, 'cpu' | 'ramMib' | 'diskGib'>): string =>
  `${cpu} vCPU · ${memoryText(ramMib)} · ${diskGib} GiB disk`

const COMMANDS: Readonly<Record<string, string>> = {
  start: 'Starting',
  stop: 'Switching off',
  reboot: 'Rebooting',
  reset: 'Resetting',
  suspend: 'Suspending',
  delete: 'Deleting',
  purge: 'Erasing',
}

/** What is being done right now, in words. */
export const taskText = (task: string): string => COMMANDS[task] ?? task
