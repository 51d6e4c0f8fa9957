import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { stripeClient } from './client.ts'

/** Reads the balance: harmless, and only the right key may. */
export function stripeConnection(settings: AdapterSettings): Connection {
  const client = stripeClient(settings)
  return {
    async test() {
      try {
        const balance = await client.balance.retrieve()
        return { ok: true, message: `Connected; ${balance.livemode ? 'live' : 'test'} mode.` }
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : 'Stripe did not answer.' }
      }
    },
  }
}
