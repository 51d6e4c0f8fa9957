import { z } from 'zod'
import { type Context, inTx } from '../../platform/context.ts'
import { derivedId } from '../../platform/ids.ts'
import type { FulfilOutcome, Supplier, Supply } from '../../spine/orders/index.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { settled } from './await.ts'
import { type InstanceId, withLifecycle } from './instance.ts'
import { type ComputeDriver, computePort, DriverError, type Progress } from './port.ts'
import { findInstance } from './service.ts'
import * as store from './store.ts'

/** What a machine tells about a server it has made. */
export const SupplyDetails = z.object({
  address: z.string().nullable(),
  access: z.array(z.object({ name: z.string(), host: z.string(), port: z.number() })),
})

/** How long one job watches a guest boot before it is looked up later. */
const LONGEST_BOOT_MS = 60_000

/** Notes whom we are about to ask, before we ask. */
async function claim(context: Context, id: InstanceId, supplier: Supplier): Promise<void> {
  await inTx(context, async (tx) => {
    const instance = await store.lock(tx, id)
    if (instance?.lifecycle === 'pending')
      await store.save(tx, { ...withLifecycle(instance, 'provisioning'), providerId: supplier.providerId })
    else if (instance?.lifecycle === 'provisioning') await store.save(tx, { ...instance, providerId: supplier.providerId })
  })
}

async function specOf(context: Context, id: InstanceId) {
  const { name: hostname, image, cpu, ramMib, diskGib, sshKey } = await findInstance(context, id)
  return { instanceId: id, hostname, image, cpu, ramMib, diskGib, sshKey }
}

/** A machine that said no for good must keep nothing: another one may be asked next. */
async function refusedBy(
  context: Context,
  driver: ComputeDriver,
  id: InstanceId,
  progress: Progress & { kind: 'refused' },
): Promise<FulfilOutcome> {
  if (!progress.retryable) {
    try {
      await driver.destroy(id, derivedId('cloud-undo', id))
    } catch (err) {
      if (!(err instanceof DriverError)) throw err
      context.log.warn({ err, instanceId: id }, 'what is left of a failed server could not be taken away yet')
    }
  }
  return { kind: 'refused', reason: progress.reason, code: progress.code, retryable: progress.retryable }
}

async function outcomeOf(
  context: Context,
  driver: ComputeDriver,
  id: InstanceId,
  reference: string,
  first: () => Promise<Progress>,
): Promise<FulfilOutcome> {
  try {
    const progress = await settled(driver, { instanceId: id, opId: reference }, await first(), LONGEST_BOOT_MS)
    if (progress.kind === 'refused') return await refusedBy(context, driver, id, progress)
    if (progress.kind === 'pending' || !progress.value) return { kind: 'pending', reference }
    const { address, access } = progress.value
    const supply: Supply = { reference: id, details: { address, access: [...access] } satisfies z.input<typeof SupplyDetails> }
    return { kind: 'done', value: supply }
  } catch (error) {
    // The question may have arrived: it is looked up, never asked again as if nothing had been.
    if (error instanceof DriverError) return { kind: 'pending', reference }
    throw error
  }
}

/** Makes the server at one machine, under the order item's id, and waits for its proof of life. */
export async function fulfil(context: Context, id: InstanceId, reference: string, supplier: Supplier): Promise<FulfilOutcome> {
  await claim(context, id, supplier)
  const spec = await specOf(context, id)
  const driver = await openAdapter(context, computePort, supplier.providerId)
  return outcomeOf(context, driver, id, reference, () => driver.create(spec, reference))
}

/** What became of a creation whose answer is missing. */
export async function reconcile(context: Context, id: InstanceId, reference: string, supplier: Supplier): Promise<FulfilOutcome> {
  const driver = await openAdapter(context, computePort, supplier.providerId)
  return outcomeOf(context, driver, id, reference, () => driver.poll(id, reference))
}
