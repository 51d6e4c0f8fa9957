import type Stripe from 'stripe'
import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { stripeClient } from './client.ts'

/** Reads the balance: harmless, and only the right key may. */
export function stripeConnection(settings: AdapterSettings): Connection {
  const client = stripeClient(settings)
  const { simulator, webhookSecret } = settings.settings
  return {
    async test() {
      try {
        const { livemode } = await client.balance.retrieve()
        if (simulator === 'true') await ensureEndpoint(client, settings.webhookBase)
        const message = `Connected; ${livemode ? 'live' : 'test'} mode.`
        if (webhookSecret) return { ok: true, message }
        return { ok: false, message: `${message} The webhook signing secret is missing, so payments would be credited late.` }
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : 'Stripe did not answer.' }
      }
    },
  }
}

const MOST_ENDPOINTS = 100

/** At Stripe itself a person adds the webhook address once; the simulator has nobody to do so and may have forgotten it. */
async function ensureEndpoint(client: Stripe, url: string): Promise<void> {
  const { data } = await client.webhookEndpoints.list({ limit: MOST_ENDPOINTS })
  if (data.some((endpoint) => endpoint.url === url)) return
  await client.webhookEndpoints.create({ url, enabled_events: ['*'] })
}
