import { z } from 'zod'
import { CurrencyCode } from '../../platform/money.ts'
import { route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { brandTenant, createTenant, tenantsBelow } from './service.ts'
import { type Tenant, TenantId } from './tenant.ts'

const TenantReply = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(['operator', 'reseller']),
  status: z.enum(['trial', 'active', 'suspended', 'closed']),
  currency: z.string(),
  depth: z.number(),
  primaryColor: z.string(),
  supportEmail: z.string(),
  createdAt: z.string(),
})

const toReply = (tenant: Tenant) => ({ ...tenant, createdAt: tenant.createdAt.toISOString() })

const SupportEmail = z.union([z.literal(''), z.email()])

export const routes = [
  route({
    method: 'GET',
    path: '/tenants',
    permission: 'tenant:read',
    summary: 'List this business and the resellers below it',
    query: z.strictObject({}),
    reply: z.object({ items: z.array(TenantReply) }),
    run: async ({ context }) => ({ items: (await tenantsBelow(context)).map(toReply) }),
  }),
  route({
    method: 'POST',
    path: '/tenants',
    permission: 'tenant:create',
    summary: 'Create a reseller',
    body: z.strictObject({
      slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,38}$/, 'Use 2 to 39 small letters, digits or hyphens.'),
      name: z.string().trim().min(1).max(120),
      currency: CurrencyCode.optional(),
      supportEmail: SupportEmail.optional(),
    }),
    reply: TenantReply,
    status: 201,
    errors: [errors.slugTaken, errors.tooDeep],
    idempotency: 'stored',
    run: async ({ context, body }) => toReply(await createTenant(context, body)),
  }),
  route({
    method: 'POST',
    path: '/tenants/:id/branding',
    permission: 'tenant:brand',
    summary: 'Change name, colour and support address of a brand',
    params: z.strictObject({ id: TenantId }),
    body: z.strictObject({
      name: z.string().trim().min(1).max(120),
      primaryColor: z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #1f4fd8.'),
      supportEmail: SupportEmail,
    }),
    reply: TenantReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toReply(await brandTenant(context, params.id, body)),
  }),
]
