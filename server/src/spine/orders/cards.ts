import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import { type Route, route } from '../../platform/routes.ts'
import { forAccount } from './place.ts'

const CardReply = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  subtitle: z.string(),
  status: z.string(),
  path: z.string(),
  figures: z.array(z.object({ label: z.string(), value: z.union([z.string(), MoneyReply]) })),
  createdAt: z.string(),
})

/** Everything the account has, of whatever line, newest first. */
async function listServices(context: Context, accountId: AccountId) {
  const own = forAccount(context, accountId)
  const cards = await Promise.all([...context.services.lines.values()].map((line) => line.cards?.(own, accountId) ?? Promise.resolve([])))
  return cards.flat().toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
}

export const cardRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/services',
    permission: 'subscription:read',
    summary: "List an account's services of every line as cards; staff say which account",
    query: z.strictObject({ accountId: AccountId.optional() }),
    reply: z.object({ items: z.array(CardReply) }),
    run: async ({ context, query }) => {
      const accountId = context.accountId ?? query.accountId
      const cards = accountId ? await listServices(context, accountId) : []
      return { items: cards.map((card) => ({ ...card, figures: [...card.figures], createdAt: card.createdAt.toISOString() })) }
    },
  }),
]
