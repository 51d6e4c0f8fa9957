import { days, later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { ProviderId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import type { Money } from '../../platform/money.ts'
import type { ServiceId } from '../../spine/orders/index.ts'
import { cancelSubscription, restoreSubscription } from '../../spine/subscriptions/index.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { type NumberId, type NumberStatus, numberTransitions, type PhoneNumber, QUARANTINE_DAYS } from './number.ts'
import { releaseAtSupplier } from './queue.ts'
import * as store from './store.ts'

const options = (number: PhoneNumber) => ({ accountId: number.accountId })
const fact = (number: PhoneNumber) => ({ numberId: number.id, e164: number.e164 })

/** The number, or 404. */
export async function findNumber(context: Context | Tx, id: NumberId): Promise<PhoneNumber> {
  const number = await store.find(context, id)
  if (!number) throw errors.notFound({ detail: 'No number with this id.' })
  return number
}

/** Locks the number and moves it to another state, or throws 404 or 409. */
async function move(tx: Tx, id: NumberId, to: NumberStatus, change: Partial<PhoneNumber> = {}): Promise<PhoneNumber> {
  const current = await store.lock(tx, id)
  if (!current) throw errors.notFound({ detail: 'No number with this id.' })
  assertTransition('number', numberTransitions, current.status, to)
  const moved = { ...current, ...change, status: to }
  await store.save(tx, moved)
  return moved
}

/** The purchase succeeded: the number works from now on, and is the account's primary if it is the first (W6). */
export async function activateNumber(
  tx: Tx,
  id: NumberId,
  supply: { providerId: ProviderId; supplierReference: string; capabilities: readonly string[] },
): Promise<PhoneNumber> {
  const current = await findNumber(tx, id)
  const primary = !(await store.hasPrimary(tx, current.accountId))
  const number = await move(tx, id, 'active', { ...supply, primary })
  await publish(tx, events.numberActivated, { ...fact(number), primary }, options(number))
  return number
}

/** The purchase failed for good: the number is free for others again. */
export async function failNumber(tx: Tx, id: NumberId): Promise<void> {
  const number = await move(tx, id, 'failed')
  await publish(tx, events.numberFailed, fact(number), options(number))
}

/** Papers are missing: the number is kept for its buyer, and nobody is asked for it yet (W6). */
export async function awaitPapers(tx: Tx, id: NumberId): Promise<void> {
  const number = await move(tx, id, 'pending_regulatory')
  await publish(tx, events.numberWaiting, fact(number), options(number))
}

/** The papers are there: the purchase goes on, at the price of today. */
export async function clearPapers(tx: Tx, id: NumberId, monthly: Money): Promise<void> {
  const number = await move(tx, id, 'provisioning', { monthly })
  await publish(tx, events.numberCleared, fact(number), options(number))
}

export async function suspendNumber(tx: Tx, id: NumberId): Promise<void> {
  const number = await move(tx, id, 'suspended')
  await publish(tx, events.numberSuspended, fact(number), options(number))
}

export async function resumeNumber(tx: Tx, id: NumberId): Promise<void> {
  const number = await move(tx, id, 'active')
  await publish(tx, events.numberResumed, fact(number), options(number))
}

/** Gives the number up: no traffic from now on, the supplier is told by a job, quarantine follows (W8). */
export async function releaseNumber(context: Context | Tx, id: NumberId, confirm?: string): Promise<PhoneNumber> {
  return inTx(context, async (tx) => {
    const before = await findNumber(tx, id)
    if (confirm !== undefined && confirm !== before.e164) {
      throw errors.confirmationWrong({ detail: `Type ${before.e164} to release it.`, expected: before.e164 })
    }
    const number = await move(tx, id, 'released', {
      primary: false,
      releasedAt: tx.now(),
      quarantinedUntil: later(tx.now(), days(QUARANTINE_DAYS)),
    })
    await store.promoteOldest(tx, number.accountId)
    await publish(tx, events.numberReleased, fact(number), options(number))
    await cancelSubscription(tx, id as string as ServiceId)
    await enqueue(tx, releaseAtSupplier, { numberId: id })
    return number
  })
}

/** The supplier no longer has it: nobody may buy the number until its quarantine is over. */
export async function quarantineNumber(tx: Tx, id: NumberId): Promise<void> {
  const current = await store.lock(tx, id)
  if (current?.status !== 'released') return
  const until = current.quarantinedUntil ?? later(tx.now(), days(QUARANTINE_DAYS))
  await store.save(tx, { ...current, status: 'quarantined', quarantinedUntil: until })
  await publish(tx, events.numberQuarantined, { ...fact(current), until: until.toISOString() }, options(current))
}

/** Quarantine is over: the row makes room for the next holder. */
export async function purgeNumber(tx: Tx, id: NumberId): Promise<void> {
  const number = await move(tx, id, 'purged')
  await publish(tx, events.numberPurged, fact(number), options(number))
}

/** Takes a number back that was bought again at the supplier within its quarantine; same account only. */
export async function restoreNumber(
  tx: Tx,
  id: NumberId,
  supply: { supplierReference: string; capabilities: readonly string[] },
): Promise<PhoneNumber> {
  const current = await findNumber(tx, id)
  await restoreSubscription(tx, id as string as ServiceId)
  const primary = !(await store.hasPrimary(tx, current.accountId))
  const number = await move(tx, id, 'active', { ...supply, primary, releasedAt: null, quarantinedUntil: null })
  await publish(tx, events.numberRestored, fact(number), options(number))
  return number
}

export async function labelNumber(context: Context, id: NumberId, label: string): Promise<PhoneNumber> {
  return inTx(context, async (tx) => {
    const current = await store.lock(tx, id)
    if (!current) throw errors.notFound({ detail: 'No number with this id.' })
    const number = { ...current, label }
    await store.save(tx, number)
    await publish(
      tx,
      events.numberLabelled,
      { ...fact(number), label },
      { ...options(number), changes: { label: { from: current.label, to: label } } },
    )
    return number
  })
}

/** Makes this the account's primary number; there is exactly one while it has any. */
export async function makePrimary(context: Context, id: NumberId): Promise<PhoneNumber> {
  return inTx(context, async (tx) => {
    const current = await store.lock(tx, id)
    if (!current) throw errors.notFound({ detail: 'No number with this id.' })
    if (current.status !== 'active') assertTransition('number', numberTransitions, current.status, 'active')
    await store.dropPrimary(tx, current.accountId)
    const number = { ...current, primary: true }
    await store.save(tx, number)
    await publish(tx, events.numberMadePrimary, fact(number), options(number))
    return number
  })
}

export { findHolder as findNumberHolder, findUsable as findUsableNumber, list as listNumbers, numberNames } from './store.ts'
