import { z } from 'zod'
import type { Services } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { testProvider } from './check.ts'
import { webhookUrl } from './credentials.ts'
import { errors } from './errors.ts'
import { CAPABILITIES, PROVIDER_STATUSES, type Provider, ProviderIdSchema } from './provider.ts'
import { changeProvider, createProvider, findProvider, listProviders, switchProvider } from './service.ts'

const ProviderReply = z.object({
  id: z.uuid(),
  vendor: z.string(),
  name: z.string(),
  status: z.enum(PROVIDER_STATUSES),
  priority: z.number(),
  capabilities: z.array(z.string()),
  settings: z.record(z.string(), z.string()),
  secretsSet: z.array(z.string()),
  webhookUrl: z.string(),
  lastCheck: z.object({ ok: z.boolean(), message: z.string(), at: z.string() }).nullable(),
})

/** Secrets are named, never shown. */
const toReply = (services: Services, provider: Provider) => ({
  id: provider.id,
  vendor: provider.vendor,
  name: provider.name,
  status: provider.status,
  priority: provider.priority,
  capabilities: [...provider.capabilities],
  settings: { ...provider.settings },
  secretsSet: Object.keys(provider.secrets),
  webhookUrl: webhookUrl(services, provider),
  lastCheck: provider.lastCheck,
})

const One = z.strictObject({ id: ProviderIdSchema })
const Name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'Use letters and digits, such as accountSid.')
const Settings = z.record(Name, z.string().trim().max(500))
const Secrets = z.record(Name, z.string().trim().min(1).max(500))
const Priority = z.number().int().min(0).max(1_000)
const refusals = [errors.notSimulated, errors.addressRefused, errors.secretInSettings]

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/providers',
    permission: 'provider:read',
    summary: 'List the vendors everything is bought from, the one to ask first in front',
    query: z.strictObject(PageQuery),
    reply: pageOf(ProviderReply),
    run: async ({ context, query }) => {
      const page = await listProviders(context, query)
      return { ...page, items: page.items.map((provider) => toReply(context.services, provider)) }
    },
  }),
  route({
    method: 'POST',
    path: '/providers',
    permission: 'provider:write',
    summary: 'Add a vendor; it is asked for nothing until it is enabled',
    body: z.strictObject({
      vendor: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use small letters, such as twilio.'),
      name: z.string().trim().min(1).max(60),
      priority: Priority.default(100),
      capabilities: z.array(z.enum(CAPABILITIES)).min(1).max(CAPABILITIES.length),
      settings: Settings.optional(),
      secrets: Secrets.optional(),
    }),
    reply: ProviderReply,
    status: 201,
    errors: [errors.nameTaken, ...refusals],
    run: async ({ context, body }) => toReply(context.services, await createProvider(context, body)),
  }),
  route({
    method: 'GET',
    path: '/providers/:id',
    permission: 'provider:read',
    summary: 'Show one provider, without its secrets',
    params: One,
    reply: ProviderReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context.services, await findProvider(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/providers/:id/settings',
    permission: 'provider:write',
    summary: 'Change settings and replace secrets; secrets cannot be read again',
    params: One,
    body: z.strictObject({ settings: Settings.optional(), secrets: Secrets.optional(), priority: Priority.optional() }),
    reply: ProviderReply,
    errors: [errors.notFound, ...refusals],
    run: async ({ context, params, body }) => toReply(context.services, await changeProvider(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/providers/:id/test',
    permission: 'provider:write',
    summary: 'Test the connection with a harmless call',
    params: One,
    body: nothing,
    reply: z.object({ ok: z.boolean(), message: z.string(), checkedAt: z.string() }),
    errors: [errors.notFound, errors.noAdapter],
    run: async ({ context, params }) => {
      const { ok, message, at } = await testProvider(context, params.id)
      return { ok, message, checkedAt: at }
    },
  }),
  route({
    method: 'POST',
    path: '/providers/:id/enable',
    permission: 'provider:write',
    summary: 'Put a provider into use',
    params: One,
    body: nothing,
    reply: ProviderReply,
    errors: [errors.notFound, errors.noAdapter, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context.services, await switchProvider(context, params.id, true)),
  }),
  route({
    method: 'POST',
    path: '/providers/:id/disable',
    permission: 'provider:write',
    summary: 'Take a provider out of use',
    params: One,
    body: nothing,
    reply: ProviderReply,
    errors: [errors.notFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(context.services, await switchProvider(context, params.id, false)),
  }),
]
