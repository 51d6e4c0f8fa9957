import { z } from 'zod'
import { hours, later, minutes } from '../../platform/clock.ts'
import { type Context, createContext, inTx, systemContext } from '../../platform/context.ts'
import { defineJob, enqueue, performJob, type Schedule } from '../../platform/jobs.ts'
import { findAccount } from '../accounts/index.ts'
import { openAdapter, processWebhook } from '../providers/index.ts'
import { basePath, currentTenant } from '../tenants/index.ts'
import { isOpen, type Payment, PaymentId } from './payment.ts'
import { type Checkout, paymentGatewayPort } from './port.ts'
import { applyWebhook, askGateway, openCheckout } from './queue.ts'
import { applyResult, findPayment, recordCheckout } from './service.ts'
import * as store from './store.ts'

/** Opens the gateway's page under the payment's id; asking twice opens one. */
const performOpenCheckout = performJob(openCheckout, async (context, { paymentId }) => {
  const payment = await findPayment(context, paymentId)
  if (payment.status !== 'pending') return
  const gateway = await openAdapter(context, paymentGatewayPort, payment.providerId)
  const outcome = await gateway.openCheckout(await checkoutOf(context, payment))
  if (outcome.kind === 'done') return recordCheckout(context, paymentId, outcome.value)
  if (outcome.kind === 'pending') throw new Error('The gateway has not answered; the same request is sent again.')
  // The gateway's words are for whoever runs this installation: they speak of keys and parameters.
  context.log.error({ paymentId, reason: outcome.reason, code: outcome.code }, 'the gateway refused to open a checkout')
  const message = 'The card payment could not be started. Try again later or ask support.'
  return applyResult(context, paymentId, { state: 'failed', code: outcome.code ?? 'refused', message })
})

async function checkoutOf(context: Context, payment: Payment): Promise<Checkout> {
  const { id: paymentId, amount, accountId, returnPath } = payment
  const account = await findAccount(context, accountId)
  const tenant = await currentTenant(context)
  const back = (facts: Record<string, string>) => {
    const url = new URL(`${context.services.publicUrl}${basePath(tenant)}${returnPath}`)
    for (const [name, value] of Object.entries(facts)) url.searchParams.set(name, value)
    return url.toString()
  }
  return {
    paymentId,
    amount,
    description: `${tenant.name}: wallet of ${account.number}`,
    email: account.email,
    successUrl: back({ payment: paymentId }),
    cancelUrl: back({ payment: paymentId, cancelled: '1' }),
  }
}

/** Finds the payment a kept webhook is about, whoever's it is, and applies what the gateway says. */
const performApplyWebhook = performJob(applyWebhook, (context, { webhookId }) =>
  processWebhook(context, webhookId, async (operator, { providerId, body }) => {
    const gateway = await openAdapter(operator, paymentGatewayPort, providerId)
    const event = gateway.readWebhook(body)
    const paymentId = PaymentId.safeParse(event?.paymentId).data
    if (!event || !paymentId) return
    const tenantId = await store.tenantOf(systemContext(context.services), paymentId, providerId)
    if (!tenantId) return
    const { requestId, log } = context
    await applyResult(createContext(context.services, { tenantId, requestId, log }), paymentId, event.result, event.reference)
  }),
)

/** A gateway forgets an idempotency key after a day: whoever has not got the page by then never saw it, and nothing can be paid on it. */
const GIVE_UP_MS = hours(24)

const performAskGateway = performJob(askGateway, async (context, { paymentId }) => {
  const payment = await findPayment(context, paymentId)
  if (!isOpen(payment)) return
  if (payment.gatewayReference) {
    const gateway = await openAdapter(context, paymentGatewayPort, payment.providerId)
    return applyResult(context, paymentId, await gateway.find(payment.gatewayReference))
  }
  if (context.now() >= later(payment.createdAt, GIVE_UP_MS)) return applyResult(context, paymentId, { state: 'cancelled' })
  await inTx(context, (tx) => enqueue(tx, openCheckout, { paymentId }, { key: `checkout:${paymentId}` }))
})

const SILENT_MS = minutes(10)
const BATCH = 100

/** Asks the gateway about payments of which nothing was heard for ten minutes: a webhook may have been lost. Each by itself, so that one cannot block the others. */
const askSilent = defineJob('payments.ask-silent', z.object({}), async (context) => {
  const silent = await store.listSilent(systemContext(context.services), later(context.now(), -SILENT_MS), BATCH)
  for (const { id: paymentId, tenantId } of silent) {
    await inTx(createContext(context.services, { tenantId }), async (tx) => {
      await store.touch(tx, paymentId)
      await enqueue(tx, askGateway, { paymentId }, { key: `ask:${paymentId}` })
    })
  }
})

export const jobs = [performOpenCheckout, performApplyWebhook, performAskGateway, askSilent]
export const schedules: readonly Schedule[] = [{ job: askSilent, everySeconds: 60 }]
