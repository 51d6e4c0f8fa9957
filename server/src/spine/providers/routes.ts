import { z } from 'zod'
import type { Services } from '../../platform/context.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { type Provider, ProviderIdSchema } from './provider.ts'
import { changeProvider, findProvider, listProviders, switchProvider, testProvider, webhookUrl } from './service.ts'

const ProviderReply = z.object({
  id: z.uuid(),
  vendor: z.string(),
  name: z.string(),
  status: z.enum(['testing', 'active', 'inactive']),
  priority: z.number(),
  capabilities: z.array(z.string()),
  settings: z.record(z.string(), z.string()),
  secretsSet: z.array(z.string()),
  webhookUrl: z.string(),
  lastCheck: z.object({ ok: z.boolean(), message: z.string(), at: z.string() }).nullable(),
})

/** Secrets are named, never shown. */
const toReply = (services: Services, provider: Provider) => ({
  ...provider,
  settings: { ...provider.settings },
  secretsSet: Object.keys(provider.secrets),
  webhookUrl: webhookUrl(services, provider),
})

const One = z.strictObject({ id: ProviderIdSchema })
const Values = z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/), z.string().max(500))

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/providers',
    permission: 'provider:read',
    summary: 'List the vendors everything is bought from',
    query: z.strictObject({}),
    reply: z.object({ items: z.array(ProviderReply) }),
    run: async ({ context }) => ({ items: (await listProviders(context)).map((provider) => toReply(context.services, provider)) }),
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
    body: z.strictObject({
      settings: Values.optional(),
      secrets: Values.optional(),
      priority: z.number().int().min(0).max(1_000).optional(),
    }),
    reply: ProviderReply,
    errors: [errors.notFound, errors.addressRefused],
    run: async ({ context, params, body }) => toReply(context.services, await changeProvider(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/providers/:id/test',
    permission: 'provider:write',
    summary: 'Test the connection with a harmless call',
    params: One,
    body: nothing,
    reply: ProviderReply,
    errors: [errors.notFound, errors.notTestable],
    run: async ({ context, params }) => toReply(context.services, await testProvider(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/providers/:id/enable',
    permission: 'provider:write',
    summary: 'Put a provider into use',
    params: One,
    body: nothing,
    reply: ProviderReply,
    errors: [errors.notFound],
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
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context.services, await switchProvider(context, params.id, false)),
  }),
]
