import { type Context, inScope, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId, type ProviderId } from '../../platform/ids.ts'
import { parseDecimal, type Rate } from '../../platform/money.ts'
import { GB } from '../../spine/charging/index.ts'
import { findProvider, operatorContext } from '../../spine/providers/index.ts'
import { integrationDown, integrationUp, poolLow, poolSet } from './events.ts'
import { afterFailure, afterSuccess, type Health, unknownHealth } from './health.ts'
import { drawn, type Pool } from './pools.ts'
import * as store from './supplier-store.ts'

/** How one call went: `atOnce` takes the supplier out without waiting for more. */
export type Experience = { readonly worked: true } | { readonly worked: false; readonly reason: string; readonly atOnce?: boolean }

/** Counts what happened with a supplier; says so when it goes down or comes back (story 30). */
export async function noteExperience(context: Context, providerId: ProviderId, experience: Experience): Promise<Health> {
  const operator = await operatorContext(context)
  const { name } = await findProvider(operator, providerId)
  return inTx(operator, async (tx) => {
    const before = await store.lockHealth(tx, unknownHealth(providerId, tx.now()))
    const after = experience.worked
      ? afterSuccess(before, tx.now())
      : afterFailure(before, tx.now(), experience.reason, experience.atOnce ?? false)
    await store.saveHealth(tx, after)
    if (before.state === 'up' && after.state === 'down')
      await publish(tx, integrationDown, { providerId, name, reason: after.reason ?? 'It does not answer.' })
    if (before.state === 'down' && after.state === 'up') await publish(tx, integrationUp, { providerId, name })
    return after
  })
}

/** Suppliers nobody is sent to at the moment. */
export async function suppliersDown(context: Context): Promise<ReadonlySet<ProviderId>> {
  const all = await store.listHealth(await operatorContext(context))
  return new Set(all.filter(({ state }) => state === 'down').map(({ providerId }) => providerId))
}

export async function findPool(context: Context, providerId: ProviderId): Promise<Pool | undefined> {
  return store.findPool(await operatorContext(context), providerId)
}

/** Notes how much data is bought ahead at a supplier and what a gigabyte costs; what was drawn before is not counted against it. */
export async function setPool(context: Context, providerId: ProviderId, wish: { gigabytes: string; perGb: Rate }): Promise<Pool> {
  return inTx(context, async (tx) => {
    await findProvider(tx, providerId)
    const before = await store.lockPool(tx, providerId)
    const totalBytes = (parseDecimal(wish.gigabytes, 6) * GB) / 1_000_000n
    const pool: Pool = { id: before?.id ?? newId(), providerId, totalBytes, leftBytes: totalBytes, perGb: wish.perGb, low: false }
    await store.savePool(tx, pool)
    await publish(
      tx,
      poolSet,
      { dataPoolId: pool.id, totalBytes: String(totalBytes) },
      { changes: { leftBytes: { from: before ? String(before.leftBytes) : null, to: String(totalBytes) } } },
    )
    return pool
  })
}

/** Books what a plan drew and cost, in the operator's books, in the transaction that makes the plan the customer's (W13). */
export async function allocate(tx: Tx, allocation: Omit<store.Allocation, 'poolId'>): Promise<void> {
  const operator = await operatorContext(tx)
  await inScope(tx, { tenantId: operator.tenantId }, async (own) => {
    const pool = allocation.bytes === null ? undefined : await store.lockPool(own, allocation.providerId)
    if (pool && allocation.bytes !== null) {
      const after = drawn(pool, allocation.bytes)
      await store.savePool(own, after)
      if (after.low && !pool.low) await publish(own, poolLow, { dataPoolId: pool.id, leftBytes: String(after.leftBytes) })
    }
    await store.insertAllocation(own, { ...allocation, poolId: pool?.id ?? null })
  })
}
