import { z } from 'zod'
import { later } from '../../platform/clock.ts'
import { createContext, inTx, systemContext } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { caseTransitions, REMIND_MS } from './case.ts'
import { caseExpired } from './events.ts'
import { writeExpiring } from './mails.ts'
import { factsOf, policyOf } from './service.ts'
import * as store from './store.ts'

const BATCH = 200

/** Ends verifications whose time is over, and tells owners 30 days before. */
const watchCases = defineJob('verification.watch', z.object({}), async (context) => {
  const system = systemContext(context.services)
  for (const { id, tenantId } of await store.listEnded(system, BATCH)) {
    await inTx(createContext(context.services, { tenantId }), async (tx) => {
      const current = await store.lock(tx, id)
      if (current?.status !== 'verified' || !current.verifiedUntil || current.verifiedUntil > tx.now()) return
      assertTransition('verification', caseTransitions, current.status, 'expired')
      await store.save(tx, { ...current, status: 'expired' })
      await publish(tx, caseExpired, factsOf(current), { accountId: current.accountId })
    })
  }
  for (const { id, tenantId } of await store.listEnding(system, later(context.now(), REMIND_MS), BATCH)) {
    await inTx(createContext(context.services, { tenantId }), async (tx) => {
      const current = await store.lock(tx, id)
      if (current?.status !== 'verified' || !(await store.markReminded(tx, id))) return
      await writeExpiring(tx, current, await policyOf(tx, current.purpose))
    })
  }
})

export const jobs = [watchCases]
export const schedules: readonly Schedule[] = [{ job: watchCases, everySeconds: 3_600 }]
