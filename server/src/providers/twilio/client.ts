import twilio from 'twilio'
import type { AdapterSettings } from '../../platform/ports.ts'

const TIMEOUT_MS = 10_000

/** Sends what the SDK builds for Twilio's hosts to the configured base address instead: the vendor's own way to do so. */
class RedirectingClient extends twilio.RequestClient {
  readonly #base: string

  constructor(base: string) {
    super({ timeout: TIMEOUT_MS, keepAlive: true })
    this.#base = base.replace(/\/$/, '')
  }

  override request<TData>(options: Parameters<twilio.RequestClient['request']>[0]): ReturnType<twilio.RequestClient['request']> {
    const uri = new URL(options.uri)
    return super.request<TData>({ ...options, uri: `${this.#base}${uri.pathname}${uri.search}` } as never) as never
  }
}

/** The official SDK with the provider's credentials; it never retries by itself, because our jobs decide that. */
export function twilioClient({ settings }: AdapterSettings): twilio.Twilio {
  const { accountSid = '', authToken = '', baseUrl } = settings
  return twilio(accountSid, authToken, { autoRetry: false, timeout: TIMEOUT_MS, ...(baseUrl && { httpClient: new RedirectingClient(baseUrl) }) })
}
