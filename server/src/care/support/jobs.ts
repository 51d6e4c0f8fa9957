import { z } from 'zod'
import { later } from '../../platform/clock.ts'
import { createContext, inTx, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { deskOf } from './desk.ts'
import * as events from './events.ts'
import { aboutOf, keep, moved } from './service.ts'
import { alertsDue } from './sla.ts'
import * as store from './store.ts'
import { AUTO_CLOSE_MS, type Ticket } from './ticket.ts'

const BATCH = 200

async function raiseAlerts(tx: Tx, ticket: Ticket): Promise<void> {
  const { hours } = await deskOf(tx)
  const due = alertsDue(ticket, hours, tx.now())
  const kept = await keep(tx, { ...ticket, alerts: [...ticket.alerts, ...due] })
  for (const alert of due) {
    const target = alert.startsWith('first') ? 'first_response' : 'resolve'
    // A breach says all that its warning would have said.
    if (alert.endsWith('warning') && due.includes(target === 'resolve' ? 'resolve_breach' : 'first_breach')) continue
    const event = alert.endsWith('breach') ? events.slaBreached : events.slaWarned
    await publish(tx, event, { ...aboutOf(kept), target })
  }
}

/** Says when the time of a ticket is nearly or wholly used. */
const watchSla = defineJob('ticket.sla_tick', z.object({}), async (context) => {
  for (const { id, tenantId } of await store.listAlerting(systemContext(context.services), BATCH)) {
    await inTx(createContext(context.services, { tenantId }), async (tx) => {
      const ticket = await store.lock(tx, { id })
      if (ticket?.nextAlertAt && ticket.nextAlertAt <= tx.now()) await raiseAlerts(tx, ticket)
    })
  }
})

/** A ticket that stayed resolved for a week is closed. */
const autoClose = defineJob('ticket.autoclose', z.object({}), async (context) => {
  const before = later(context.now(), -AUTO_CLOSE_MS)
  for (const { id, tenantId } of await store.listToClose(systemContext(context.services), before, BATCH)) {
    await inTx(createContext(context.services, { tenantId }), async (tx) => {
      const ticket = await store.lock(tx, { id })
      if (ticket?.status !== 'resolved' || !ticket.resolvedAt || ticket.resolvedAt > before) return
      const kept = await keep(tx, moved(ticket, 'closed', { closedAt: tx.now() }))
      await publish(tx, events.ticketClosed, aboutOf(kept), { accountId: kept.accountId })
    })
  }
})

export const jobs = [watchSla, autoClose]
export const schedules: readonly Schedule[] = [
  { job: watchSla, everySeconds: 60 },
  { job: autoClose, everySeconds: 3_600 },
]
