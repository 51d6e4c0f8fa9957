import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { twilioClient } from './client.ts'

/** Reads the account itself: harmless, and only the right token may. */
export function twilioConnection(settings: AdapterSettings): Connection {
  return {
    async test() {
      try {
        const client = twilioClient(settings)
        const account = await client.api.v2010.accounts(settings.settings['accountSid'] ?? '').fetch()
        return { ok: account.status === 'active', message: `Connected to ${account.friendlyName}; the account is ${account.status}.` }
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : 'Twilio did not answer.' }
      }
    },
  }
}
