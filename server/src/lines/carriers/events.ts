import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { MoneyReply } from '../../platform/money.ts'
import { CreditAlertId } from './alert.ts'
import { CarrierId } from './carrier.ts'
import { CdrImportId } from './import-store.ts'
import { InterconnectId, ServiceId } from './interconnect.ts'

const carrier = { carrierId: CarrierId, code: z.string() }
const interconnect = { interconnectId: InterconnectId, shortCode: z.string(), carrierId: CarrierId }
const service = { carrierServiceId: ServiceId, shortCode: z.string(), carrierId: CarrierId }

export const carrierCreated = defineEvent('carrier.created', 1, z.object(carrier))
export const carrierChanged = defineEvent('carrier.changed', 1, z.object(carrier))
export const carrierActivated = defineEvent('carrier.activated', 1, z.object(carrier))
export const carrierPaused = defineEvent('carrier.paused', 1, z.object(carrier))
export const carrierDisabled = defineEvent('carrier.disabled', 1, z.object(carrier))
export const carrierRetested = defineEvent('carrier.retested', 1, z.object(carrier))
export const contactChanged = defineEvent('carrier.contacts_changed', 1, z.object({ ...carrier, contact: z.string() }))
export const overrideGiven = defineEvent(
  'carrier.limit_overridden',
  1,
  z.object({ ...carrier, side: z.string(), reason: z.string(), expiresAt: z.iso.datetime() }),
)
export const alertFired = defineEvent(
  'carrier.credit_alert_fired',
  1,
  z.object({ ...carrier, alertId: CreditAlertId, alertType: z.string(), direction: z.string(), value: MoneyReply, threshold: MoneyReply }),
)
export const alertRearmed = defineEvent('carrier.credit_alert_rearmed', 1, z.object({ ...carrier, alertId: CreditAlertId }))
export const alertsChanged = defineEvent('carrier.credit_alerts_changed', 1, z.object({ ...carrier, alertId: CreditAlertId }))

export const interconnectCreated = defineEvent('interconnect.created', 1, z.object(interconnect))
export const interconnectChanged = defineEvent('interconnect.changed', 1, z.object({ ...interconnect, group: z.string() }))

export const serviceCreated = defineEvent('carrier_service.created', 1, z.object(service))
export const serviceChanged = defineEvent('carrier_service.changed', 1, z.object(service))
export const serviceActivated = defineEvent('carrier_service.activated', 1, z.object(service))
export const servicePaused = defineEvent('carrier_service.paused', 1, z.object(service))
export const serviceDisabled = defineEvent('carrier_service.disabled', 1, z.object(service))
export const serviceRetested = defineEvent('carrier_service.retested', 1, z.object(service))

const cdrImport = { cdrImportId: CdrImportId, source: z.string() }
export const importStarted = defineEvent('cdr_import.started', 1, z.object(cdrImport))
export const importFinished = defineEvent('cdr_import.finished', 1, z.object({ ...cdrImport, rows: z.string(), rejected: z.string() }))
