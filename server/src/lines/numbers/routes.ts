import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, route } from '../../platform/routes.ts'
import type { ServiceId } from '../../spine/orders/index.ts'
import { setAutoRenew } from '../../spine/subscriptions/index.ts'
import { errors } from './errors.ts'
import { NumberId } from './number.ts'
import { NumberReply, toReplies, toReply } from './reply.ts'
import { reserveNumber } from './reservations.ts'
import { undoRelease } from './restore.ts'
import { searchNumbers } from './search.ts'
import { findNumber, labelNumber, listNumbers, makePrimary, releaseNumber } from './service.ts'

const Country = z.string().regex(/^[A-Z]{2}$/, 'Use a two-letter ISO 3166 code such as US.')
const Type = z.enum(['local', 'mobile', 'toll_free', 'national', 'shared_cost'])
const Status = z.enum(['provisioning', 'pending_regulatory', 'active', 'suspended', 'released', 'quarantined', 'purged', 'failed'])
const One = z.strictObject({ id: NumberId })

const OfferReply = z.object({
  e164: z.string(),
  display: z.string(),
  country: z.string(),
  type: Type,
  locality: z.string().nullable(),
  region: z.string().nullable(),
  capabilities: z.array(z.string()),
  setup: MoneyReply,
  monthly: MoneyReply,
})

export const routes = [
  route({
    method: 'GET',
    path: '/number-searches',
    permission: 'public',
    summary: 'Search numbers that can be bought now',
    query: z.strictObject({
      country: Country,
      type: Type.default('local'),
      areaCode: z
        .string()
        .regex(/^\d{2,5}$/, 'Use 2 to 5 digits.')
        .optional(),
      contains: z
        .string()
        .regex(/^[0-9*]{1,12}$/, 'Use digits, with * for any digit.')
        .optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    reply: z.object({ items: z.array(OfferReply), incomplete: z.boolean() }),
    errors: [errors.nobodyAnswers],
    run: async ({ context, query }) => {
      const { items, incomplete } = await searchNumbers(context, query)
      return {
        items: items.map((offer) => ({
          ...offer,
          capabilities: [...offer.capabilities],
          setup: toMoneyReply(offer.setup),
          monthly: toMoneyReply(offer.monthly),
        })),
        incomplete,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/number-reservations',
    permission: 'number:reserve',
    summary: 'Keep a number for ten minutes',
    body: z.strictObject({ e164: z.string().max(20), country: Country, type: Type, accountId: AccountId.optional() }),
    reply: z.object({ id: z.uuid(), e164: z.string(), until: z.string() }),
    status: 201,
    errors: [errors.taken, errors.notE164],
    run: async ({ context, body: { accountId: given, ...wish } }) => {
      const accountId = context.accountId ?? given
      if (!accountId) throw requestErrors.invalid({ detail: 'Say for which account with accountId.' })
      const { id, e164, until } = await reserveNumber(context, accountId, wish)
      return { id, e164, until: until.toISOString() }
    },
  }),
  route({
    method: 'GET',
    path: '/numbers',
    permission: 'number:read',
    summary: 'List numbers, newest first',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      status: Status.optional(),
      country: Country.optional(),
      q: z.string().max(60).optional(),
    }),
    reply: pageOf(NumberReply),
    run: async ({ context, query }) => {
      const page = await listNumbers(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/numbers/:id',
    permission: 'number:read',
    summary: 'Show one number',
    params: One,
    reply: NumberReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context, await findNumber(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/label',
    permission: 'number:write',
    summary: 'Name a number',
    params: One,
    body: z.strictObject({ label: z.string().trim().max(60) }),
    reply: NumberReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toReply(context, await labelNumber(context, params.id, body.label)),
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/primary',
    permission: 'number:write',
    summary: 'Make a number the account’s primary one',
    params: One,
    body: nothing,
    reply: NumberReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(context, await makePrimary(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/auto-renew',
    permission: 'number:write',
    summary: 'Renew a number by itself, or let it end with its paid month',
    params: One,
    body: z.strictObject({ on: z.boolean() }),
    reply: NumberReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => {
      const number = await findNumber(context, params.id)
      await setAutoRenew(context, number.id as string as ServiceId, body.on)
      return toReply(context, number)
    },
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/release',
    permission: 'number:release',
    summary: 'Give a number up; type it to confirm',
    params: One,
    body: z.strictObject({ confirm: z.string().max(20) }),
    reply: NumberReply,
    errors: [errors.notFound, errors.confirmationWrong],
    run: async ({ context, params, body }) => toReply(context, await releaseNumber(context, params.id, body.confirm)),
  }),
  route({
    method: 'POST',
    path: '/numbers/:id/undo-release',
    permission: 'number:release',
    summary: 'Take a released number back, if the supplier still has it',
    params: One,
    body: nothing,
    reply: NumberReply,
    errors: [errors.notFound, errors.taken],
    run: async ({ context, params }) => toReply(context, await undoRelease(context, params.id)),
  }),
]
