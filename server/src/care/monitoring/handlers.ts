import { integrationDown, integrationUp } from '../../lines/esim/index.ts'
import { type Handler, on } from '../../platform/events.ts'
import { clearAlert, raiseAlert } from './alerts.ts'

/** Suppliers that orders have been failing at are down before a probe finds out (story 30). */
export const handlers: readonly Handler[] = [
  on(integrationDown, 'monitoring.supplier-down', (tx, { payload }) =>
    raiseAlert(tx, { about: `supplier/${payload.providerId}`, title: `${payload.name} does not deliver`, severity: 'critical' }),
  ),
  on(integrationUp, 'monitoring.supplier-up', (tx, { payload }) => clearAlert(tx, `supplier/${payload.providerId}`)),
]
