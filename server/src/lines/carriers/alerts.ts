import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Money, toMoneyReply } from '../../platform/money.ts'
import { type AlertSide, type AlertType, type CreditAlert, type CreditAlertId, judge, watchedValue } from './alert.ts'
import type { Carrier } from './carrier.ts'
import { primaryEmail } from './contact-store.ts'
import type { Position } from './credit.ts'
import * as store from './credit-store.ts'
import { errors } from './errors.ts'
import { alertFired, alertRearmed, alertsChanged } from './events.ts'
import { writeAlert } from './mails.ts'
import { positionOf } from './position.ts'
import { findCarrier } from './service.ts'

export type AlertSettings = {
  readonly alertType: AlertType
  readonly direction: AlertSide
  readonly threshold: Money
  readonly recipients: readonly string[]
  readonly isActive: boolean
}

/** A new alert, armed. It looks at the balance for the first time within the minute. */
export async function createAlert(context: Context, carrierKey: string, settings: AlertSettings): Promise<CreditAlert> {
  return inTx(context, async (tx) => {
    const carrier = await findCarrier(tx, carrierKey)
    const alert: CreditAlert = { ...settings, id: newId(), carrierId: carrier.id, armed: true, firedAt: null, createdAt: tx.now() }
    requireCurrency(carrier, alert.threshold)
    await store.putAlert(tx, alert)
    await publish(tx, alertsChanged, { carrierId: carrier.id, code: carrier.code, alertId: alert.id }, { accountId: carrier.accountId })
    return alert
  })
}

function requireCurrency(carrier: Carrier, threshold: Money): void {
  if (threshold.currency !== carrier.currency)
    throw errors.currencyFixed({ detail: `${carrier.name} is counted in ${carrier.currency}.`, currency: carrier.currency })
}

async function findAlert(context: Context | Tx, id: CreditAlertId): Promise<CreditAlert> {
  const alert = await store.findAlert(context, id)
  if (!alert) throw errors.alertNotFound({ detail: 'No credit alert with this id.' })
  return alert
}

/** Other settings make another alert of it: it is armed again. Throws 404. */
export async function changeAlert(context: Context, id: CreditAlertId, settings: AlertSettings): Promise<CreditAlert> {
  return inTx(context, async (tx) => {
    const before = await findAlert(tx, id)
    const carrier = await findCarrier(tx, before.carrierId)
    requireCurrency(carrier, settings.threshold)
    const after = { ...before, ...settings, armed: true }
    await store.putAlert(tx, after)
    await publish(tx, alertsChanged, { carrierId: carrier.id, code: carrier.code, alertId: id }, { accountId: carrier.accountId })
    return after
  })
}

export async function removeAlert(context: Context, id: CreditAlertId): Promise<void> {
  await inTx(context, async (tx) => {
    const alert = await findAlert(tx, id)
    const carrier = await findCarrier(tx, alert.carrierId)
    await store.removeAlert(tx, id)
    await publish(tx, alertsChanged, { carrierId: carrier.id, code: carrier.code, alertId: id }, { accountId: carrier.accountId })
  })
}

/** Looks at every alert of the carrier: fires those that crossed, re-arms those that came back. Each fires once (W32). */
export async function evaluateAlerts(tx: Tx, carrier: Carrier): Promise<void> {
  const alerts = await store.lockAlerts(tx, carrier.id)
  if (alerts.length === 0) return
  const position = await positionOf(tx, carrier)
  for (const alert of alerts) {
    const value = watchedValue(alert, position)
    const judged = judge(alert, value)
    if (judged === 'fires') await fire(tx, carrier, alert, value)
    if (judged === 'rearms') {
      await store.putAlert(tx, { ...alert, armed: true })
      await publish(tx, alertRearmed, { carrierId: carrier.id, code: carrier.code, alertId: alert.id }, { accountId: carrier.accountId })
    }
  }
}

async function fire(tx: Tx, carrier: Carrier, alert: CreditAlert, value: Money): Promise<void> {
  await store.putAlert(tx, { ...alert, armed: false, firedAt: tx.now() })
  const facts = { alertId: alert.id, alertType: alert.alertType, direction: alert.direction }
  const amounts = { value: toMoneyReply(value), threshold: toMoneyReply(alert.threshold) }
  await publish(tx, alertFired, { carrierId: carrier.id, code: carrier.code, ...facts, ...amounts }, { accountId: carrier.accountId })
  const primary = await primaryEmail(tx, carrier.id)
  for (const to of new Set([...alert.recipients, ...(primary ? [primary] : [])].map((address) => address.toLowerCase())))
    await writeAlert(tx, { to, carrier, alert, value })
}

/** Every carrier with alerts, once a minute: windows move without anybody posting. */
export async function watchCredit(context: Context): Promise<void> {
  for (const id of await store.watched(context)) {
    await inTx(context, async (tx) => evaluateAlerts(tx, await findCarrier(tx, id)))
  }
}

/** What the carrier's money is and what it may still do, for consoles and the portal. */
export async function creditOf(context: Context, key: string): Promise<{ carrier: Carrier; position: Position }> {
  const carrier = await findCarrier(context, key)
  return { carrier, position: await positionOf(context, carrier) }
}

export { alertsOf } from './credit-store.ts'
