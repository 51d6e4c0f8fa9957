import type twilio from 'twilio'
import type { AdapterSettings } from '../../platform/ports.ts'
import { twilioSdk } from './sdk.ts'

const TIMEOUT_MS = 10_000

/** Sends what the SDK builds for Twilio's hosts to the configured base address instead: the vendor's own way to do so. */
function redirected(base: string): twilio.RequestClient {
  const client = new (twilioSdk().RequestClient)({ timeout: TIMEOUT_MS, keepAlive: true })
  const send = client.request.bind(client)
  client.request = (options) => {
    const uri = new URL(options.uri)
    return send({ ...options, uri: `${base.replace(/\/$/, '')}${uri.pathname}${uri.search}` })
  }
  return client
}

/** The official SDK with the provider's credentials; it never retries by itself, because our jobs decide that. */
export function twilioClient({ settings }: AdapterSettings): twilio.Twilio {
  const { accountSid = '', authToken = '', baseUrl } = settings
  // Without them the SDK neither answers nor fails.
  if (!accountSid || !authToken) throw new Error('This Twilio provider has no credentials yet.')
  return twilioSdk()(accountSid, authToken, { autoRetry: false, timeout: TIMEOUT_MS, ...(baseUrl && { httpClient: redirected(baseUrl) }) })
}
