import { z } from 'zod'
import { createContext, inTx, systemContext } from '../../platform/context.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { attend } from './service.ts'
import * as store from './store.ts'

const BATCH = 500

/** Attends to every subscription that is due, each in its own transaction, until none is left that moves. */
export const attendDue = defineJob('subscriptions.attend-due', z.object({}), async (context) => {
  let before = ''
  for (;;) {
    const due = await store.listDue(systemContext(context.services), BATCH)
    const seen = due.map(({ id }) => id).join()
    if (due.length === 0 || seen === before) return
    before = seen
    for (const { id, tenantId, accountId } of due) {
      const own = createContext(context.services, { tenantId, accountId, requestId: context.requestId })
      await inTx(own, (tx) => attend(tx, id)).catch((err: unknown) => context.log.error({ err, subscription: id }, 'a renewal failed'))
    }
  }
})

export const jobs = [attendDue]
export const schedules: readonly Schedule[] = [{ job: attendDue, everySeconds: 300 }]
