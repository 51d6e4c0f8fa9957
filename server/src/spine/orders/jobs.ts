import { z } from 'zod'
import { days, later, minutes } from '../../platform/clock.ts'
import { type Context, createContext, inTx, systemContext } from '../../platform/context.ts'
import { defineJob, enqueue, performJob, type Schedule } from '../../platform/jobs.ts'
import { giveUpWaiting, passesGates } from './gates.ts'
import type { FulfilOutcome, Supplier } from './line.ts'
import { keepMoney } from './money.ts'
import type { OrderItem } from './order.ts'
import { lineOf } from './place.ts'
import { fulfilItem } from './queue.ts'
import { beginAsking, endUnpaid, failItem, recordLookup, recordOutcome, supplyOurselves } from './saga.ts'
import * as store from './store.ts'

/** A vendor's adapter must not decide an order by crashing: what it threw is logged, and nobody knows what happened. */
async function answerOf(context: Context, call: () => Promise<FulfilOutcome>): Promise<FulfilOutcome> {
  try {
    return await call()
  } catch (err) {
    context.log.error({ err }, 'a supplier call failed in an unknown way')
    return { kind: 'pending', reference: '' }
  }
}

/** The next step of one order item, wherever the last one ended: ask a supplier, look an unanswered purchase up, or give up. */
const performFulfilItem = performJob(fulfilItem, async (context, { orderItemId }) => {
  const item = await store.findItem(context, orderItemId)
  if (item?.status !== 'inProgress') return
  const { upstream } = lineOf(context, item.kind)
  if (!item.askedAt && !(await passesGates(context, item))) return
  if (!upstream) return supplyOurselves(context, item.id)
  const suppliers = await upstream.suppliers(context, item)
  if (item.askedAt) {
    const asked = suppliers.find(({ providerId }) => providerId === item.providerId) ?? (await knownSupplier(item))
    return recordLookup(context, item.id, asked, await answerOf(context, () => upstream.reconcile(context, item, asked)))
  }
  const next =
    suppliers.find(({ providerId }) => providerId === item.providerId) ??
    suppliers.find(({ providerId }) => !item.tried.includes(providerId))
  if (!next) return failItem(context, item.id)
  const asked = await beginAsking(context, item.id, next)
  if (!asked) return
  return recordOutcome(context, item.id, next, await answerOf(context, () => upstream.fulfil(context, asked, next)))
})

/** The supplier was taken out of use while its answer is missing; it is asked all the same. */
async function knownSupplier(item: OrderItem): Promise<Supplier> {
  if (!item.providerId) throw new Error(`Order item ${item.id} was asked of nobody.`)
  return { providerId: item.providerId, vendor: 'former', name: 'Former supplier' }
}

const STALE_MS = minutes(15)
const BATCH = 200
/** How long an item waits for its buyer's papers, while it keeps what others could have. */
const LONGEST_WAIT_MS = days(14)

/** Keeps the money of unfinished items set aside and takes up items whose job got lost. */
const watchItems = defineJob('orders.watch', z.object({}), async (context) => {
  const stale = await store.listStale(systemContext(context.services), later(context.now(), -STALE_MS), BATCH)
  for (const { id, tenantId, accountId } of stale) {
    await inTx(createContext(context.services, { tenantId, accountId }), async (tx) => {
      const item = await store.lockItem(tx, id)
      if (!item || (item.status !== 'inProgress' && item.status !== 'held')) return
      const paid = await keepMoney(tx, item)
      // What was asked for may have been bought: its answer decides, and whether the wallet can pay it then.
      if (!paid && !item.askedAt) return endUnpaid(tx, item)
      await store.saveItem(tx, item)
      if (item.status === 'inProgress' && !item.askedAt) await enqueue(tx, fulfilItem, { orderItemId: id }, { key: `order-item:${id}` })
    })
  }
  const overdue = await store.listOverdueWaiting(systemContext(context.services), later(context.now(), -LONGEST_WAIT_MS), BATCH)
  for (const { id, tenantId, accountId } of overdue) {
    await inTx(createContext(context.services, { tenantId, accountId }), (tx) => giveUpWaiting(tx, id))
  }
})

export const jobs = [performFulfilItem, watchItems]
export const schedules: readonly Schedule[] = [{ job: watchItems, everySeconds: 300 }]
