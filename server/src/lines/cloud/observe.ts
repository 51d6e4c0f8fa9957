import { type Context, createContext, inTx, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { instanceDrifted, instanceMissing } from './events.ts'
import { adopted, type Instance, type InstanceId, OUTAGE_MS } from './instance.ts'
import { computePort, DriverError, type Observed, type Sample } from './port.ts'
import * as store from './store.ts'
import { note } from './task-store.ts'
import { correct } from './tasks.ts'
import { insertMetric, type LastSample, lastSample, saveSample } from './usage-store.ts'

const BATCH = 200
/** Machines are looked at side by side, few at a time. */
const SIDE_BY_SIDE = 4

type Look =
  | { readonly kind: 'seen'; readonly observed: Observed; readonly sample: Sample | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreachable' }

/** Looks at every living server once. */
export async function observeAll(context: Context): Promise<void> {
  const system = systemContext(context.services)
  let after: InstanceId | null = null
  for (;;) {
    const batch = await store.listAlive(system, after, BATCH)
    for (let at = 0; at < batch.length; at += SIDE_BY_SIDE) {
      await Promise.all(
        batch
          .slice(at, at + SIDE_BY_SIDE)
          .map(({ id, tenantId, accountId }) =>
            observeOne(createContext(context.services, { tenantId, accountId, requestId: context.requestId }), id),
          ),
      )
    }
    after = batch.at(-1)?.id ?? null
    if (batch.length < BATCH) return
  }
}

/** Looks at one server and writes down what is seen: its power, whether it is there, how busy it is. */
export async function observeOne(context: Context, id: InstanceId): Promise<void> {
  const instance = await store.find(context, id)
  if (instance?.lifecycle !== 'active' || !instance.providerId) return
  const look = await lookAt(context, instance)
  await inTx(context, async (tx) => {
    const current = await store.lock(tx, id)
    if (current?.lifecycle !== 'active') return
    if (look.kind === 'unreachable') {
      // Not knowing changes nothing but what we know: the power stays as it was last seen.
      if (!current.unreachableSince) await store.save(tx, { ...current, unreachableSince: tx.now() })
      return
    }
    if (look.kind === 'absent') return store.save(tx, await missing(tx, current))
    if (look.sample) await keepSample(tx, current, look.sample)
    await store.save(tx, await seen(tx, current, look.observed))
  })
}

async function lookAt(context: Context, instance: Instance): Promise<Look> {
  if (!instance.providerId) return { kind: 'absent' }
  try {
    const driver = await openAdapter(context, computePort, instance.providerId)
    const observed = await driver.observe(instance.id)
    if (!observed) return { kind: 'absent' }
    return { kind: 'seen', observed, sample: observed.power === 'on' ? await driver.metrics(instance.id) : null }
  } catch (error) {
    if (error instanceof DriverError) return { kind: 'unreachable' }
    throw error
  }
}

/** Not there once is a doubt; five minutes later it is an incident. Nothing is deleted for it, and nothing billed. */
async function missing(tx: Tx, instance: Instance): Promise<Instance> {
  const since = instance.missingSince ?? tx.now()
  if (tx.now().getTime() - since.getTime() < OUTAGE_MS || instance.error?.code === 'missing') return { ...instance, missingSince: since }
  await note(tx, instance, 'missing', 'The machine no longer knows this server.')
  const facts = { instanceId: instance.id, name: instance.name, since: since.toISOString() }
  await publish(tx, instanceMissing, facts, { accountId: instance.accountId })
  return {
    ...instance,
    missingSince: since,
    error: { code: 'missing', message: 'The machine no longer knows this server. We are looking into it; it is not billed.' },
  }
}

async function seen(tx: Tx, instance: Instance, observed: Observed): Promise<Instance> {
  const { power, address, access } = observed
  const known: Instance = {
    ...instance,
    observedAt: tx.now(),
    missingSince: null,
    unreachableSince: null,
    error: instance.error?.code === 'missing' ? null : instance.error,
  }
  // A task that runs knows better what the power is becoming.
  if (instance.task) return known
  const now: Instance = { ...adopted(known, power), power, address: address ?? known.address, access }
  if (power !== instance.power) {
    await note(tx, instance, 'changed by itself', `${instance.power} to ${power}`)
    const facts = { instanceId: instance.id, name: instance.name, from: instance.power, to: power }
    await publish(tx, instanceDrifted, facts, { accountId: instance.accountId })
  }
  return correct(tx, now)
}

/** The growth of a counter; one that is smaller than before began anew. */
export const growth = (before: number | null | undefined, after: number | null): number | null =>
  after === null || before === null || before === undefined ? null : after >= before ? after - before : after

/** Processor time used of what there was, in percent of all vCPUs. */
export const busyPct = (usedMs: number | null, elapsedMs: number, cpus: number): number | null =>
  usedMs === null || elapsedMs <= 0 ? null : Math.min(100, Math.round((usedMs / elapsedMs / cpus) * 10_000) / 100)

async function keepSample(tx: Tx, instance: Instance, sample: Sample): Promise<void> {
  const before = await lastSample(tx, instance.id)
  const now: LastSample = { ...sample, at: tx.now().toISOString() }
  await saveSample(tx, instance.id, now)
  if (!before) return
  await insertMetric(tx, instance, {
    at: tx.now(),
    cpuPct: busyPct(growth(before.cpuMs, sample.cpuMs), tx.now().getTime() - Date.parse(before.at), instance.cpu),
    memoryBytes: sample.memoryBytes,
    diskReadBytes: growth(before.diskReadBytes, sample.diskReadBytes),
    diskWriteBytes: growth(before.diskWriteBytes, sample.diskWriteBytes),
    netRxBytes: growth(before.netRxBytes, sample.netRxBytes),
    netTxBytes: growth(before.netTxBytes, sample.netTxBytes),
  })
}
