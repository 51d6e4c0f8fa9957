import { type Handler, on } from '../../platform/events.ts'
import { clearAlert, raiseAlert } from '../monitoring/index.ts'
import { backupFailed, backupMade } from './events.ts'

/** A backup that failed or is damaged is a critical alert until a good one is made (W41). */
export const handlers: readonly Handler[] = [
  on(backupFailed, 'archive.tell-failure', (tx, { payload }) =>
    raiseAlert(tx, { about: 'backup', title: `A backup cannot be relied on: ${payload.reason}`, severity: 'critical' }),
  ),
  on(backupMade, 'archive.tell-success', (tx) => clearAlert(tx, 'backup')),
]
