export { acknowledgeAlert, clearAlert, evaluateAlerts, listAlerts, raiseAlert, snoozeAlert } from './alerts.ts'
export { collect } from './collect.ts'
export { insertSnapshot } from './metric-store.ts'
export { probeIntegrations } from './probe.ts'
