import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { CurrencyCode, MoneyReply, money, PositiveAmount, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, type Route, route } from '../../platform/routes.ts'
import { openAdapter, ProviderIdSchema, receiveWebhook } from '../providers/index.ts'
import { errors } from './errors.ts'
import { PAYMENT_STATUSES, type Payment, PaymentId } from './payment.ts'
import { paymentGatewayPort } from './port.ts'
import { applyWebhook } from './queue.ts'
import { findPayment, listPayments, startPayment } from './service.ts'

const Status = z.enum(PAYMENT_STATUSES)

const PaymentReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  status: Status,
  amount: MoneyReply,
  method: z.literal('card'),
  redirectUrl: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  late: z.boolean(),
  createdAt: z.string(),
  completedAt: z.string().nullable(),
})

const toReply = (payment: Payment) => ({
  id: payment.id,
  accountId: payment.accountId,
  status: payment.status,
  amount: toMoneyReply(payment.amount),
  method: 'card' as const,
  redirectUrl: payment.redirectUrl,
  failure: payment.failure,
  late: payment.late,
  createdAt: payment.createdAt.toISOString(),
  completedAt: payment.completedAt?.toISOString() ?? null,
})

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/payments',
    permission: 'payment:create',
    summary: 'Top a wallet up by card; the customer pays at redirectUrl, which appears a moment later',
    body: z.strictObject({
      amount: PositiveAmount,
      currency: CurrencyCode,
      // A path of our own pages only, so that nobody can be sent elsewhere after paying.
      returnPath: z
        .string()
        .max(300)
        .regex(/^\/(?!\/)[\w\-./?=&%~]*$/, 'Use a path of this site, such as /wallet.')
        .default('/wallet'),
    }),
    reply: PaymentReply,
    status: 201,
    errors: [errors.amountOutOfRange, errors.currencyMismatch, errors.noGateway, requestErrors.keyReused],
    idempotency: 'stored',
    run: async ({ context, body, key }) => {
      if (!context.accountId) throw requestErrors.forbidden({ detail: 'Only a customer tops a wallet up by card.' })
      const amount = money(body.currency, body.amount)
      return toReply(await startPayment(context, context.accountId, { amount, returnPath: body.returnPath, key }))
    },
  }),
  route({
    method: 'GET',
    path: '/payments',
    permission: 'payment:read',
    summary: 'List payments, newest first',
    query: z.strictObject({ ...PageQuery, accountId: AccountId.optional(), status: Status.optional() }),
    reply: pageOf(PaymentReply),
    run: async ({ context, query }) => {
      const page = await listPayments(context, query)
      return { ...page, items: page.items.map(toReply) }
    },
  }),
  route({
    method: 'GET',
    path: '/payments/:id',
    permission: 'payment:read',
    summary: 'Show one payment',
    params: z.strictObject({ id: PaymentId }),
    reply: PaymentReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toReply(await findPayment(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/webhooks/stripe/:providerId',
    permission: 'public',
    summary: 'What Stripe tells us; verified by its signature',
    params: z.strictObject({ providerId: ProviderIdSchema }),
    reply: Done,
    rawBody: true,
    run: async ({ context, params, http }) => {
      const { providerId } = params
      const { headers, rawBody: body = Buffer.alloc(0) } = http
      await receiveWebhook(context, {
        providerId,
        vendor: 'stripe',
        topic: 'payment',
        body,
        headers,
        verify: async (operator) => (await openAdapter(operator, paymentGatewayPort, providerId)).verifyWebhook(body, headers),
        accept: (tx, webhookId) => enqueue(tx, applyWebhook, { webhookId }),
      })
      return done
    },
  }),
]
