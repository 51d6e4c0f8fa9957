import { sql } from 'kysely'
import prom from 'prom-client'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { newId, type ProviderId } from '../../platform/ids.ts'
import { register } from '../../platform/metrics.ts'
import { errors } from './errors.ts'
import { findProvider, operatorContext } from './service.ts'

const refused = new prom.Counter({
  name: 'linecard_webhooks_refused_total',
  help: 'Webhooks whose signature was wrong, by vendor.',
  labelNames: ['vendor'],
  registers: [register],
})

export type Webhook = {
  readonly providerId: ProviderId
  readonly vendor: string
  readonly topic: string
  readonly body: Buffer
  /** The vendor's id of the event, from the verified bytes; undefined when the signature is wrong. */
  readonly verify: (context: Context) => Promise<string | undefined>
  /** What is to be done with it; enqueued in the transaction that keeps it. */
  readonly accept: (tx: Tx, webhookId: string) => Promise<void>
}

/**
 * Takes in what a vendor tells us: verified on the bytes as they came, kept once per event, worked on later by a job, so that the vendor gets a
 * quick answer. A repeat does nothing. Throws 403 `badSignature`, 404.
 */
export async function receiveWebhook(context: Context, webhook: Webhook): Promise<void> {
  const operator = await operatorContext(context)
  const provider = await findProvider(operator, webhook.providerId)
  if (provider.vendor !== webhook.vendor) throw errors.notFound({ detail: 'No provider with this id.' })
  const eventId = await webhook.verify(operator)
  if (!eventId) {
    refused.inc({ vendor: webhook.vendor })
    throw errors.badSignature({ detail: 'The signature does not fit the body and this provider’s secret.' })
  }
  await inTx(operator, async (tx) => {
    const id = newId()
    const kept = await sql`insert into inbound_webhook (id, tenant_id, provider_id, topic, event_id, body, received_at)
      values (${id}, ${tx.tenantId}, ${webhook.providerId}, ${webhook.topic}, ${eventId}, ${webhook.body}, ${tx.now()}) on conflict do nothing`.execute(
      tx.db,
    )
    if (kept.numAffectedRows === 1n) await webhook.accept(tx, id)
  })
}

/** The kept bytes, for the job that works on them. */
export async function readWebhook(context: Context, id: string): Promise<{ readonly providerId: ProviderId; readonly body: Buffer }> {
  const { rows } = await sql<{
    provider_id: ProviderId
    body: Buffer
  }>`select provider_id, body from inbound_webhook where id = ${id}`.execute(context.db)
  const row = rows[0]
  if (!row) throw new Error(`The webhook ${id} is not kept any more.`)
  return { providerId: row.provider_id, body: row.body }
}
