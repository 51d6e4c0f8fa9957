import { z } from 'zod'
import { later, minutes } from '../../platform/clock.ts'
import { createContext, systemContext } from '../../platform/context.ts'
import { defineJob, performJob, type Schedule } from '../../platform/jobs.ts'
import { findAccount } from '../accounts/index.ts'
import { openAdapter, operatorContext, readWebhook } from '../providers/index.ts'
import { basePath, currentTenant } from '../tenants/index.ts'
import { PaymentId } from './payment.ts'
import { paymentGatewayPort } from './port.ts'
import { openCheckout } from './queue.ts'
import { applyResult, findPayment, recordCheckout } from './service.ts'
import * as store from './store.ts'

/** Opens the gateway's page under the payment's id; asking twice opens one. */
const performOpenCheckout = performJob(openCheckout, async (context, { paymentId }) => {
  const payment = await findPayment(context, paymentId)
  if (payment.status !== 'pending') return
  const account = await findAccount(context, payment.accountId)
  const tenant = await currentTenant(context)
  const back = `${context.services.publicUrl}${basePath(tenant)}${payment.returnPath}`
  const gateway = await openAdapter(context, paymentGatewayPort, payment.providerId)
  const outcome = await gateway.openCheckout({
    paymentId,
    amount: payment.amount,
    description: `${tenant.name}: wallet of ${account.number}`,
    email: account.email,
    successUrl: withPayment(back, paymentId),
    cancelUrl: withPayment(back, paymentId, 'cancelled'),
  })
  if (outcome.kind === 'done') return recordCheckout(context, paymentId, outcome.value)
  if (outcome.kind === 'refused')
    return applyResult(context, paymentId, { state: 'failed', code: outcome.code ?? 'refused', message: outcome.reason })
  throw new Error('The gateway has not answered; the same request is sent again.')
})

function withPayment(url: string, paymentId: string, flag?: string): string {
  const target = new URL(url)
  target.searchParams.set('payment', paymentId)
  if (flag) target.searchParams.set(flag, '1')
  return target.toString()
}

/** Works on a kept webhook: finds the payment, whoever's it is, and applies what the gateway says. */
export const applyWebhook = defineJob('payments.apply-webhook', z.object({ webhookId: z.uuid() }), async (context, { webhookId }) => {
  const { providerId, body } = await readWebhook(await operatorContext(context), webhookId)
  const gateway = await openAdapter(context, paymentGatewayPort, providerId)
  const event = gateway.readKept(body)
  if (!event) return
  const tenantId = await store.tenantOf(systemContext(context.services), PaymentId.parse(event.paymentId))
  if (!tenantId) return
  await applyResult(createContext(context.services, { tenantId }), PaymentId.parse(event.paymentId), event.result, event.reference)
})

const SILENT_MS = minutes(10)
const BATCH = 100

/** Asks the gateway about payments of which nothing was heard for ten minutes: a webhook may have been lost. */
const askSilent = defineJob('payments.ask-silent', z.object({}), async (context) => {
  const silent = await store.listSilent(systemContext(context.services), later(context.now(), -SILENT_MS), BATCH)
  for (const { id, tenantId } of silent) {
    const own = createContext(context.services, { tenantId })
    const payment = await findPayment(own, id)
    if (!payment.gatewayReference) continue
    const gateway = await openAdapter(own, paymentGatewayPort, payment.providerId)
    await applyResult(own, id, await gateway.find(payment.gatewayReference))
  }
})

export const jobs = [performOpenCheckout, applyWebhook, askSilent]
export const schedules: readonly Schedule[] = [{ job: askSilent, everySeconds: 60 }]
