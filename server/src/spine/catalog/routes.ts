import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import { type Offering, OfferingId, OfferingStatus } from './offering.ts'
import { archiveOffering, createOffering, findOffering, listOfferings, publishOffering } from './service.ts'

const OfferingReply = z.object({
  id: z.uuid(),
  kind: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  status: OfferingStatus,
  features: z.array(z.string()),
  sortOrder: z.number(),
  showOnWebsite: z.boolean(),
  createdAt: z.string(),
})

const toReply = (offering: Offering) => ({
  ...offering,
  features: [...offering.features],
  createdAt: offering.createdAt.toISOString(),
})

const Kind = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'Use the kind of a line, such as number.')
const ById = z.strictObject({ id: OfferingId })

export const routes = [
  route({
    method: 'GET',
    path: '/offerings',
    permission: 'offering:read',
    summary: 'List what is offered, in shop-window order',
    query: z.strictObject({ ...PageQuery, kind: Kind.optional(), status: OfferingStatus.optional() }),
    reply: pageOf(OfferingReply),
    run: async ({ context, query }) => {
      const page = await listOfferings(context, query)
      return { ...page, items: page.items.map(toReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/offerings/:id',
    permission: 'offering:read',
    summary: 'Show one offering',
    params: ById,
    reply: OfferingReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(await findOffering(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/offerings',
    permission: 'offering:write',
    summary: 'Add a draft to the catalogue',
    body: z.strictObject({
      kind: Kind,
      slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'Use 2 to 61 small letters, digits or hyphens.'),
      name: z.string().trim().min(1).max(120),
      description: z.string().trim().max(2_000).optional(),
      features: z.array(z.string().trim().min(1).max(120)).max(20).optional(),
      sortOrder: z.number().int().min(0).max(1_000_000).optional(),
      showOnWebsite: z.boolean().optional(),
    }),
    reply: OfferingReply,
    status: 201,
    errors: [errors.slugTaken],
    run: async ({ context, body }) => toReply(await createOffering(context, body)),
  }),
  route({
    method: 'POST',
    path: '/offerings/:id/publish',
    permission: 'offering:write',
    summary: 'Put an offering on sale',
    params: ById,
    body: nothing,
    reply: OfferingReply,
    errors: [errors.notFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(await publishOffering(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/offerings/:id/archive',
    permission: 'offering:write',
    summary: 'Take an offering off sale',
    params: ById,
    body: nothing,
    reply: OfferingReply,
    errors: [errors.notFound, requestErrors.invalidTransition],
    run: async ({ context, params }) => toReply(await archiveOffering(context, params.id)),
  }),
]
