import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { ProviderId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { Done, done, type Route, type RouteHttp, route } from '../../platform/routes.ts'
import { openAdapter, ProviderIdSchema, receiveWebhook } from '../../spine/providers/index.ts'
import { esimSupplierPort } from './port.ts'
import { workOnNotice } from './queue.ts'

/** Where a supplier's webhooks go: neither vendor signs, so the address itself cannot be guessed. */
export const hookUrl = (
  publicUrl: string,
  supplier: { readonly id: ProviderId; readonly vendor: string; readonly secret: string },
): string => `${publicUrl}/api/v1/webhooks/${supplier.vendor}/${supplier.id}/${supplier.secret}`

const same = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

type Told = { readonly providerId: ProviderId; readonly vendor: string; readonly token: string; readonly http: RouteHttp }

async function take(context: Context, { providerId, vendor, token, http }: Told): Promise<void> {
  const body = http.rawBody ?? Buffer.alloc(0)
  await receiveWebhook(context, {
    providerId,
    vendor,
    topic: 'esim',
    body,
    headers: http.headers,
    verify: async (operator) => {
      const supplier = await openAdapter(operator, esimSupplierPort, providerId)
      if (!same(token, supplier.hookSecret)) return undefined
      return supplier.readNotice(body)?.eventId ?? createHash('sha256').update(body).digest('hex')
    },
    accept: (tx, webhookId) => enqueue(tx, workOnNotice, { webhookId }),
  })
}

const hook = (vendor: 'telna' | 'esimaccess', summary: string): Route =>
  route({
    method: 'POST',
    path: `/webhooks/${vendor}/:providerId/:token`,
    permission: 'public',
    summary,
    params: z.strictObject({ providerId: ProviderIdSchema, token: z.string().max(100) }),
    reply: Done,
    rawBody: true,
    run: async ({ context, params, http }) => {
      await take(context, { ...params, vendor, http })
      return done
    },
  })

export const webhooks: readonly Route[] = [
  hook('telna', 'What Telna tells about a profile; known by its address, looked up before it is believed'),
  hook('esimaccess', 'What eSIM Access tells about a profile; known by its address, looked up before it is believed'),
]
