import { z } from 'zod'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { route } from '../../platform/routes.ts'
import { type Account, AccountId } from './account.ts'
import { errors } from './errors.ts'
import { findAccount, groupAccount, listAccounts } from './service.ts'

const Status = z.enum(['active', 'suspended', 'closed'])

const AccountReply = z.object({
  id: z.uuid(),
  number: z.string(),
  name: z.string(),
  kind: z.enum(['individual', 'business', 'carrier']),
  status: Status,
  email: z.string(),
  group: z.string().nullable(),
  currency: z.string(),
  createdAt: z.string(),
})

const toReply = (account: Account) => ({ ...account, createdAt: account.createdAt.toISOString() })

export const routes = [
  route({
    method: 'GET',
    path: '/accounts',
    permission: 'account:read',
    summary: 'List customer accounts, newest first',
    query: z.strictObject({
      ...PageQuery,
      q: z.string().max(100).optional(),
      status: Status.optional(),
      without: z.enum(['carrier']).optional(),
    }),
    reply: pageOf(AccountReply),
    run: async ({ context, query }) => {
      const page = await listAccounts(context, query)
      return { ...page, items: page.items.map(toReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/accounts/:id',
    permission: 'account:read',
    summary: 'Show one account',
    params: z.strictObject({ id: AccountId }),
    reply: AccountReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(await findAccount(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/accounts/:id/group',
    permission: 'account:write',
    summary: 'Put an account into a price group',
    params: z.strictObject({ id: AccountId }),
    body: z.strictObject({ group: z.string().trim().min(1).max(60).nullable() }),
    reply: AccountReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toReply(await groupAccount(context, params.id, body.group)),
  }),
]
