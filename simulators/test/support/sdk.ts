import { createServer, type IncomingHttpHeaders } from 'node:http'
import Stripe from 'stripe'
import twilio from 'twilio'
import { onTestFinished } from 'vitest'
import { type StripeOptions, startStripe, startTwilio, type TwilioOptions } from '../../src/index.ts'

type SdkRequest = Parameters<twilio.RequestClient['request']>[0]

/** The official SDK's own client, told only another address: what the vendor advises for proxies. */
class Rewriting extends twilio.RequestClient {
  readonly #origin: string

  constructor(origin: string) {
    super()
    this.#origin = origin
  }

  override request<T>(options: SdkRequest) {
    const { pathname, search } = new URL(options.uri)
    return super.request<T>({ ...options, uri: `${this.#origin}${pathname}${search}` } as never)
  }
}

export const twilioClient = (url: string, accountSid: string, authToken: string) =>
  twilio(accountSid, authToken, { httpClient: new Rewriting(url) })

export async function openTwilio(options: TwilioOptions = {}) {
  const sim = await startTwilio(options)
  onTestFinished(() => sim.close())
  return { sim, client: twilioClient(sim.url, sim.accountSid, sim.authToken) }
}

export async function openStripe(options: StripeOptions = {}) {
  const sim = await startStripe(options)
  onTestFinished(() => sim.close())
  return { sim, client: new Stripe(sim.secretKey, { ...sim.sdk, maxNetworkRetries: 0 }) }
}

export type Received = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly fields: Record<string, string>
}

/** A shop's webhook address. `status` says what it answers; it may change in the middle of a test. */
export async function openReceiver() {
  const received: Received[] = []
  const receiver = { url: '', received, status: 204 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      received.push({ path: request.url ?? '', headers: request.headers, body, fields: Object.fromEntries(new URLSearchParams(body)) })
      response.writeHead(receiver.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const address = server.address()
  receiver.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return receiver
}
