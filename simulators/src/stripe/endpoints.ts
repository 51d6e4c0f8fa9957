import * as z from 'zod'
import { stripeId } from '../kit/random.ts'
import { accept } from './form.ts'
import { found } from './money.ts'
import { MetadataInput } from './sessions.ts'
import type { Endpoint, StripeState } from './state.ts'
import { listing, type Routes } from './wire.ts'

const Address = z.url({ protocol: /^https?$/, error: 'Not a valid URL' })
const EndpointInput = z.strictObject({
  url: Address,
  enabled_events: z.array(z.string()).min(1),
  api_version: z.string().optional(),
  connect: z.string().optional(),
  description: z.string().optional(),
  expand: z.array(z.string()).optional(),
  metadata: MetadataInput.default({}),
})
const EndpointChange = z.strictObject({
  url: Address.optional(),
  enabled_events: z.array(z.string()).min(1).optional(),
  description: z.string().optional(),
  disabled: z.enum(['true', 'false']).optional(),
  metadata: MetadataInput.optional(),
})
const EventFilter = z.object({ type: z.string().optional(), types: z.array(z.string()).optional() })

export function newEndpoint(input: {
  url: string
  secret: string
  enabledEvents: readonly string[]
  created: number
  id?: string
}): Endpoint {
  return {
    id: input.id ?? stripeId('we'),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: input.created,
    description: null,
    enabled_events: [...input.enabledEvents],
    livemode: false,
    metadata: {},
    secret: input.secret,
    status: 'enabled',
    url: input.url,
  }
}

/** Webhook endpoints and the events they are told. `secret` is the configured signing secret of new endpoints, if any. */
export function installEndpoints(routes: Routes, state: StripeState, now: () => number, secret: string | undefined): void {
  const base = '/v1/webhook_endpoints'
  const find = (id: string) => found(state.endpoints, 'webhook endpoint', id)
  const withoutSecret = ({ secret: _hidden, ...shown }: Endpoint) => shown

  routes.post(base, 'webhook_endpoints.create', ({ form }) => {
    const { url, enabled_events: enabledEvents, description = null, metadata, api_version: version = null } = accept(EndpointInput, form)
    const made = newEndpoint({ url, enabledEvents, created: now(), secret: secret ?? stripeId('whsec', 32) })
    const endpoint = { ...made, description, metadata, api_version: version }
    state.endpoints.set(endpoint.id, endpoint)
    return endpoint
  })
  routes.get(base, 'webhook_endpoints.list', ({ form }) =>
    listing(base, form, [...state.endpoints.values()].map(withoutSecret), () => true),
  )
  routes.get(`${base}/:id`, 'webhook_endpoints.retrieve', ({ id }) => withoutSecret(find(id)))
  routes.post(`${base}/:id`, 'webhook_endpoints.update', ({ id, form }) => {
    const { disabled, url, enabled_events: wanted, description, metadata } = accept(EndpointChange, form)
    const endpoint = find(id)
    endpoint.url = url ?? endpoint.url
    endpoint.enabled_events = wanted ?? endpoint.enabled_events
    endpoint.description = description ?? endpoint.description
    endpoint.metadata = { ...endpoint.metadata, ...metadata }
    if (disabled !== undefined) endpoint.status = disabled === 'true' ? 'disabled' : 'enabled'
    return withoutSecret(endpoint)
  })
  routes.delete(`${base}/:id`, 'webhook_endpoints.delete', ({ id }) => {
    state.endpoints.delete(find(id).id)
    return { id, object: 'webhook_endpoint', deleted: true }
  })

  routes.get('/v1/events', 'events.list', ({ form }) => {
    const { type, types } = accept(EventFilter, form)
    return listing(
      '/v1/events',
      form,
      state.events.values(),
      (one) => (!type || matches(type, one.type)) && (!types || types.includes(one.type)),
    )
  })
  routes.get('/v1/events/:id', 'events.retrieve', ({ id }) => found(state.events, 'event', id))
}

const matches = (wanted: string, type: string) => wanted === type || (wanted.endsWith('*') && type.startsWith(wanted.slice(0, -1)))
