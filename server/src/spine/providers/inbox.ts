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

type Headers = Readonly<Record<string, string | string[] | undefined>>

export type Webhook = {
  readonly providerId: ProviderId
  readonly vendor: string
  readonly topic: string
  readonly body: Buffer
  readonly headers?: Headers
  /** The vendor's id of the event, from the verified bytes; undefined when the signature is wrong. */
  readonly verify: (context: Context) => Promise<string | undefined>
  /** What is to be done with it; enqueued in the transaction that keeps it. */
  readonly accept: (tx: Tx, webhookId: string) => Promise<void>
}

/** What a later look at a webhook may need; cookies and whatever proxies add are not kept. */
const KEPT_HEADERS = ['content-type', 'user-agent', 'stripe-signature', 'x-twilio-signature', 'i-twilio-idempotency-token']

const keptHeaders = (headers: Headers): string =>
  JSON.stringify(Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))))

/**
 * Takes in what a vendor tells us: verified on the bytes as they came, kept once per event, worked on later by a job, so that the vendor gets a
 * quick answer. A repeat does nothing. Throws 403 `badSignature`, 404.
 */
export async function receiveWebhook(context: Context, webhook: Webhook): Promise<void> {
  const { providerId, vendor, topic, body } = webhook
  const operator = await operatorContext(context)
  const provider = await findProvider(operator, providerId)
  if (provider.vendor !== vendor) throw errors.notFound({ detail: 'No provider with this id.' })
  const eventId = await webhook.verify(operator)
  if (!eventId) {
    refused.inc({ vendor })
    throw errors.badSignature({ detail: 'The signature does not fit the body and this provider’s secret.' })
  }
  await inTx(operator, async (tx) => {
    const id = newId()
    const kept = await sql`insert into inbound_webhook (id, tenant_id, provider_id, topic, event_id, headers, body, received_at)
      values (${id}, ${tx.tenantId}, ${providerId}, ${topic}, ${eventId}, ${keptHeaders(webhook.headers ?? {})}, ${body}, ${tx.now()})
      on conflict do nothing`.execute(tx.db)
    if (kept.numAffectedRows === 1n) await webhook.accept(tx, id)
  })
}

export type KeptWebhook = { readonly providerId: ProviderId; readonly body: Buffer }

/** The kept bytes, for the job that works on them. */
export async function readWebhook(context: Context, id: string): Promise<KeptWebhook> {
  const { rows } = await sql<{ provider_id: ProviderId; body: Buffer }>`select provider_id, body from inbound_webhook
    where tenant_id = ${context.tenantId} and id = ${id}`.execute(context.db)
  const row = rows[0]
  if (!row) throw new Error(`The webhook ${id} is not kept any more.`)
  return { providerId: row.provider_id, body: row.body }
}

/** Runs `work` on a kept webhook and remembers how it went; a throw goes on to the job, which tries again. `work` may run twice. */
export async function processWebhook(
  context: Context,
  id: string,
  work: (operator: Context, webhook: KeptWebhook) => Promise<void>,
): Promise<void> {
  const operator = await operatorContext(context)
  const remember = (state: 'processed' | 'failed', error: string | null) =>
    inTx(operator, (tx) =>
      sql`update inbound_webhook set state = ${state}, error = ${error}, processed_at = ${tx.now()}
        where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db),
    )
  try {
    await work(operator, await readWebhook(operator, id))
  } catch (error) {
    await remember('failed', String(error))
    throw error
  }
  await remember('processed', null)
}
