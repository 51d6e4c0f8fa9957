import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, type Route, route } from '../../platform/routes.ts'
import { allowanceLeft } from '../../spine/charging/index.ts'
import { ledgerErrors } from '../../spine/ledger/index.ts'
import { NumberId, numberNames } from '../numbers/index.ts'
import { errors } from './errors.ts'
import type { Message } from './message.ts'
import { priceText, TEXTS } from './price.ts'
import { readThread } from './receive.ts'
import { sendMessage } from './send.ts'
import * as store from './store.ts'

const Status = z.enum(['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'cancelled', 'received'])
const Direction = z.enum(['inbound', 'outbound'])
const E164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'Use a number such as +14155550100.')
const From = z.union([E164, NumberId], 'Use one of your numbers, such as +14155550100, or its id.')
/** Who texts us may be a short code or a name. */
const Peer = z.string().min(1).max(40)
const Body = z.string().max(1_600, 'A text has at most 1,600 characters.')

const MessageReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  numberId: z.uuid(),
  direction: Direction,
  from: z.string(),
  to: z.string(),
  body: z.string().nullable(),
  encoding: z.string(),
  segments: z.number(),
  status: Status,
  price: MoneyReply.nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  createdAt: z.string(),
})

async function toReplies(context: Context, messages: readonly Message[]): Promise<z.input<typeof MessageReply>[]> {
  const numbers = await numberNames(context, [...new Set(messages.map((message) => message.numberId))])
  const mayRead = context.actor.permissions.has('message:read-content')
  return messages.map((message) => {
    const own = numbers.get(message.numberId) ?? ''
    const outbound = message.direction === 'outbound'
    return {
      id: message.id,
      accountId: message.accountId,
      numberId: message.numberId,
      direction: message.direction,
      from: outbound ? own : message.peer,
      to: outbound ? message.peer : own,
      body: mayRead ? message.body : null,
      encoding: message.encoding,
      segments: message.segments,
      status: message.status,
      price: message.price && toMoneyReply(message.price),
      errorCode: message.error?.code ?? null,
      errorMessage: message.error?.message ?? null,
      createdAt: message.createdAt.toISOString(),
    }
  })
}

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/messages',
    permission: 'message:send',
    summary: 'Send a text from one of your numbers',
    body: z.strictObject({ from: From, to: E164, body: Body }),
    reply: MessageReply,
    status: 201,
    errors: [errors.numberNotUsable, errors.notE164, errors.empty, errors.tooLong, errors.optedOut, ledgerErrors.insufficientBalance],
    idempotency: 'stored',
    run: async ({ context, body, key }) => {
      if (!context.accountId) throw requestErrors.forbidden({ detail: 'Only a customer sends texts.' })
      const [reply] = await toReplies(context, [await sendMessage(context, context.accountId, { ...body, key })])
      if (!reply) throw new Error('One message gives one reply.')
      return reply
    },
  }),
  route({
    method: 'POST',
    path: '/messages/preview',
    permission: 'message:send',
    summary: 'What a text would take and cost',
    body: z.strictObject({ from: From.optional(), to: E164, body: Body }),
    reply: z.object({
      encoding: z.string(),
      segments: z.number(),
      characters: z.number(),
      remaining: z.number(),
      fromAllowance: z.number(),
      price: MoneyReply,
    }),
    errors: [errors.notE164],
    run: async ({ context, body }) => {
      const { accountId } = context
      const left = accountId ? await allowanceLeft(context, { accountId, ...TEXTS }) : 0n
      const { encoding, segments, units, remaining, covered, price } = (await priceText(context, body.to, body.body))(left)
      return { encoding, segments, characters: units, remaining, fromAllowance: covered, price: toMoneyReply(price) }
    },
  }),
  route({
    method: 'GET',
    path: '/messages',
    permission: 'message:read',
    summary: 'List messages, newest first; their texts only for who may read them',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      numberId: NumberId.optional(),
      peer: Peer.optional(),
      status: Status.optional(),
      direction: Direction.optional(),
    }),
    reply: pageOf(MessageReply),
    run: async ({ context, query }) => {
      const page = await store.list(context, query)
      return { ...page, items: await toReplies(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/threads',
    permission: 'message:read-content',
    summary: 'Conversations, the last active first',
    query: z.strictObject({}),
    reply: z.object({
      items: z.array(
        z.object({
          numberId: z.uuid(),
          number: z.string(),
          peer: z.string(),
          lastMessage: z.string(),
          lastDirection: z.string(),
          lastAt: z.string(),
          unread: z.number(),
        }),
      ),
    }),
    run: async ({ context }) => {
      const threads = await store.listThreads(context, 200)
      const numbers = await numberNames(context, [...new Set(threads.map((thread) => thread.numberId))])
      return {
        items: threads.map((thread) => ({ ...thread, number: numbers.get(thread.numberId) ?? '', lastAt: thread.lastAt.toISOString() })),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/threads/read',
    permission: 'message:send',
    summary: 'Mark a conversation as read',
    body: z.strictObject({ numberId: NumberId, peer: Peer }),
    reply: Done,
    run: async ({ context, body }) => {
      await readThread(context, body.numberId, body.peer)
      return done
    },
  }),
]
