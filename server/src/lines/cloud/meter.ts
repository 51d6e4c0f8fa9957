import { days, later, minuteText } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { amountOf, type Money, micros } from '../../platform/money.ts'
import { recordUsage, type UsageId } from '../../spine/charging/index.ts'
import { capture, type EntryId, type HoldId, hold, openWallet, post, release } from '../../spine/ledger/index.ts'
import { type Instance, type InstanceId, OUTAGE_MS } from './instance.ts'
import { closed, monthOf, monthTotal, nthOf, unitAmount, unitEnd } from './metering.ts'
import { HOUR } from './price.ts'
import { meterInstance } from './queue.ts'
import * as store from './store.ts'
import { suspendUnpaid } from './suspend.ts'
import { insertUnit } from './usage-store.ts'

export const REVENUE = 'revenue:cloud'
export const ENTRY_KIND = 'instance_usage'

/** A worker that was away for days must still find the money that was set aside. */
const HOLD_MS = days(30)

const subjectOf = (instance: Instance) => ({ type: 'instance', id: instance.id })

/** Sets the money of a unit aside under a name of its own. Throws 402 with the shortfall. */
async function holdUnit(tx: Tx, instance: Instance, amount: Money, name: string): Promise<HoldId | null> {
  if (amount.units === 0n) return null
  const wallet = await openWallet(tx, { accountId: instance.accountId, currency: amount.currency })
  const holdId = derivedId<HoldId>('cloud-unit-hold', instance.id, name)
  await hold(tx, {
    holdId,
    walletId: wallet.id,
    amount,
    expiresAt: later(tx.now(), HOLD_MS),
    description: `Server ${instance.name}, the next hour`,
    subject: subjectOf(instance),
  })
  return holdId
}

/** The order sets the first hour aside, before it is known when it begins. */
export async function holdFirst(tx: Tx, instance: Instance): Promise<Instance> {
  return { ...instance, unitHoldId: await holdUnit(tx, instance, unitAmount(instance.plan, 1), 'first') }
}

/** The first hour begins with proof of life; its money is held already. */
export const beginUnit = (instance: Instance, start: Date): Instance => ({ ...instance, meter: { ...instance.meter, unitStart: start } })

/** Begins the hour at `start` with its money set aside. Throws 402 with the shortfall. */
export async function openUnit(tx: Tx, instance: Instance, start: Date): Promise<Instance> {
  const amount = unitAmount(instance.plan, nthOf(instance.meter, start))
  const unitHoldId = await holdUnit(tx, instance, amount, start.toISOString())
  return { ...beginUnit(instance, start), unitHoldId }
}

/** Why a unit that ended at `end` is not charged, or null. */
function outageOf(instance: Instance, end: Date): string | null {
  const since = instance.missingSince ?? instance.unreachableSince
  return since && end.getTime() - since.getTime() > OUTAGE_MS ? `No proof of life since ${since.toISOString()}.` : null
}

/** Posts the current hour: captured from its hold, or nothing when there was no proof of life. */
async function closeUnit(tx: Tx, instance: Instance, endedAt: Date): Promise<Instance> {
  const start = instance.meter.unitStart
  if (!start) return instance
  const amount = unitAmount(instance.plan, nthOf(instance.meter, start))
  const outage = outageOf(instance, endedAt)
  const unpaid = outage ? null : await pay(tx, instance, start, amount)
  if (outage && instance.unitHoldId) await release(tx, instance.unitHoldId)
  await recordUnit(tx, instance, { start, endedAt, amount, reason: outage ?? unpaid })
  return { ...instance, meter: closed(instance.meter, (outage ?? unpaid) === null), unitHoldId: null }
}

type Closed = { readonly start: Date; readonly endedAt: Date; readonly amount: Money; readonly reason: string | null }

/** Writes the hour down twice: as the server's own, and among the account's use of everything. */
async function recordUnit(tx: Tx, instance: Instance, { start, endedAt, amount, reason }: Closed): Promise<void> {
  const paid = reason ? micros(amount.currency, 0n) : amount
  const id = derivedId<UsageId>('cloud-usage', instance.id, start.toISOString())
  const { id: instanceId, accountId } = instance
  await insertUnit(tx, {
    id,
    instanceId,
    accountId,
    unitStart: start,
    endedAt,
    month: monthOf(start),
    amount: paid,
    billable: !reason,
    reason,
  })
  const use = {
    id,
    accountId,
    service: HOUR,
    unit: 'count' as const,
    quantity: 1n,
    cost: null,
    description: descriptionOf(instance, start),
    subject: subjectOf(instance),
    trace: traceOf(instance, start),
    occurredAt: start,
  }
  await recordUsage(tx, use, { amount: paid, entryId: paid.units > 0n ? entryIdOf(instance, start) : null })
}

const entryIdOf = (instance: Instance, start: Date) => derivedId<EntryId>('cloud-unit', instance.id, start.toISOString())

const descriptionOf = (instance: Instance, start: Date): string => `Server ${instance.name}, hour from ${minuteText(start)}`

/** Why an hour costs what it costs: the prices of the order, and the two totals whose difference it is. */
function traceOf({ trace, plan, meter }: Instance, start: Date) {
  const nth = nthOf(meter, start)
  return {
    ...trace,
    month: monthOf(start),
    hourOfMonth: nth,
    totalBefore: amountOf(monthTotal(plan, nth - 1)),
    totalAfter: amountOf(monthTotal(plan, nth)),
    cap: plan.cap && amountOf(plan.cap),
  }
}

/** Takes the money of an hour. Answers why it could not be had, or null. */
async function pay(tx: Tx, instance: Instance, start: Date, amount: Money): Promise<string | null> {
  if (amount.units === 0n) return null
  const facts = {
    id: entryIdOf(instance, start),
    amount,
    to: REVENUE,
    kind: ENTRY_KIND,
    description: descriptionOf(instance, start),
    subject: subjectOf(instance),
    trace: traceOf(instance, start),
  }
  try {
    if (instance.unitHoldId) {
      await capture(tx, { ...facts, holdId: instance.unitHoldId })
      return null
    }
  } catch (error) {
    if (!(error instanceof DomainError) || !['ledger.holdNotActive', 'ledger.holdNotFound'].includes(error.code)) throw error
  }
  return chargeLate(tx, instance, facts)
}

/** The money that was set aside ran out of time: the wallet is asked once more, and never taken below zero. */
async function chargeLate(tx: Tx, instance: Instance, facts: Omit<Parameters<typeof capture>[1], 'holdId'>): Promise<string | null> {
  const wallet = await openWallet(tx, { accountId: instance.accountId, currency: facts.amount.currency })
  try {
    await post(tx, [{ op: 'charge', ...facts, walletId: wallet.id }])
    return null
  } catch (error) {
    if (error instanceof DomainError && error.status === 402) return 'The wallet was empty.'
    throw error
  }
}

/** Ends the hour that is over and begins the next, if the wallet can pay it. */
async function turn(tx: Tx, instance: Instance, end: Date): Promise<Instance> {
  const paid = await closeUnit(tx, instance, end)
  try {
    return await openUnit(tx, paid, end)
  } catch (error) {
    if (error instanceof DomainError && error.status === 402) return paid
    throw error
  }
}

const endIfDue = (instance: Instance, now: Date): Date | undefined => {
  const start = instance.meter.unitStart
  if (instance.lifecycle !== 'active' || !start) return undefined
  const end = unitEnd(start)
  return end <= now ? end : undefined
}

/** Wakes the meter when the current hour is over. */
export async function meterLater(tx: Tx, instance: Instance): Promise<void> {
  if (!instance.meter.unitStart) return
  await enqueue(
    tx,
    meterInstance,
    { instanceId: instance.id },
    { key: `instance-meter:${instance.id}`, runAt: unitEnd(instance.meter.unitStart) },
  )
}

/** Posts one hour that is over, in a transaction of its own. Answers whether there may be another. */
export async function meterOnce(context: Context, id: InstanceId): Promise<boolean> {
  return inTx(context, async (tx) => {
    const instance = await store.lock(tx, id)
    const end = instance && endIfDue(instance, tx.now())
    if (!instance || !end) {
      if (instance) await meterLater(tx, instance)
      return false
    }
    const turned = await turn(tx, instance, end)
    const next = turned.meter.unitStart ? turned : await suspendUnpaid(tx, turned)
    await store.save(tx, next)
    await meterLater(tx, next)
    return endIfDue(next, tx.now()) !== undefined
  })
}

/** Posts everything up to now and stops: the server is billed no more from this second on. An hour that has begun is charged. */
export async function stopMeter(tx: Tx, given: Instance): Promise<Instance> {
  let instance = given
  for (let end = endIfDue(instance, tx.now()); end; end = endIfDue(instance, tx.now())) instance = await turn(tx, instance, end)
  return closeUnit(tx, instance, tx.now())
}
