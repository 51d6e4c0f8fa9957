import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId, type TenantId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { sendMail } from '../../platform/mail.ts'
import { amountOf, compare, type Money, money, toMoneyReply, toPayable } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { type EntryId, openWallet, post } from '../ledger/index.ts'
import { activeProviders } from '../providers/index.ts'
import { currentTenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { LEAST_TOP_UP, MOST_TOP_UP, type Payment, type PaymentId, paymentTransitions } from './payment.ts'
import type { GatewayState } from './port.ts'
import { openCheckout } from './queue.ts'
import * as store from './store.ts'

export type NewPayment = { readonly amount: Money; readonly returnPath: string; readonly key: string }

function requireInRange(amount: Money): void {
  const [least, most] = [money(amount.currency, LEAST_TOP_UP), money(amount.currency, MOST_TOP_UP)]
  const fits = compare(amount, least) >= 0 && compare(amount, most) <= 0 && compare(toPayable(amount), amount) === 0
  if (!fits) {
    throw errors.amountOutOfRange({
      detail: `Pay between ${LEAST_TOP_UP} and ${MOST_TOP_UP} ${amount.currency}, in whole cents.`,
      least: LEAST_TOP_UP,
      most: MOST_TOP_UP,
    })
  }
}

/**
 * Starts a top-up (W4): the payment is stored, a job opens the gateway's page. Its id follows from the caller's key, so a crash never makes two.
 * Throws 422 `amountOutOfRange`, `currencyMismatch`; 503 `noGateway`.
 */
export async function startPayment(context: Context, accountId: AccountId, request: NewPayment): Promise<Payment> {
  requireInRange(request.amount)
  const [gateway] = await activeProviders(context, 'payment')
  if (!gateway) throw errors.noGateway({ detail: 'No payment gateway is configured. Ask support.' })
  const id = derivedId<PaymentId>('payment', context.tenantId, accountId, request.key)
  return inTx(context, async (tx) => {
    const account = await findAccount(tx, accountId)
    if (account.currency !== request.amount.currency) {
      throw errors.currencyMismatch({ detail: `This account pays in ${account.currency}.`, currency: account.currency })
    }
    const wallet = await openWallet(tx, { accountId, currency: account.currency })
    const payment: Payment = {
      id,
      accountId,
      walletId: wallet.id,
      providerId: gateway.id,
      amount: request.amount,
      status: 'pending',
      gatewayReference: null,
      redirectUrl: null,
      returnPath: request.returnPath,
      failure: null,
      late: false,
      createdAt: tx.now(),
      completedAt: null,
    }
    if (!(await store.insert(tx, payment))) return findPayment(tx, id)
    await publish(tx, events.paymentStarted, { paymentId: id, amount: toMoneyReply(payment.amount) }, { accountId })
    await enqueue(tx, openCheckout, { paymentId: id })
    return payment
  })
}

/** The payment, or 404. */
export async function findPayment(context: Context | Tx, id: PaymentId): Promise<Payment> {
  const payment = await store.find(context, id)
  if (!payment) throw errors.notFound({ detail: 'No payment with this id.' })
  return payment
}

/** The gateway's page is open: the customer is sent there. */
export async function recordCheckout(context: Context, id: PaymentId, checkout: { reference: string; redirectUrl: string }): Promise<void> {
  await inTx(context, async (tx) => {
    const payment = await store.lock(tx, id)
    // A webhook may have been faster than the gateway's answer; then the payment is past this already.
    if (payment?.status !== 'pending') return
    await store.save(tx, { ...payment, status: 'requires_action', gatewayReference: checkout.reference, redirectUrl: checkout.redirectUrl })
    await publish(tx, events.paymentReady, { paymentId: id }, { accountId: payment.accountId })
  })
}

/** Applies the gateway's word, whether it came by webhook or by asking; saying it again changes nothing. */
export async function applyResult(context: Context, id: PaymentId, result: GatewayState, reference?: string): Promise<void> {
  if (result.state === 'open') return
  await inTx(context, async (tx) => {
    const found = await store.lock(tx, id)
    if (!found || found.status === 'completed') return
    const payment = { ...found, gatewayReference: found.gatewayReference ?? reference ?? null }
    if (result.state === 'paid') return complete(tx, payment)
    // A refusal after the end changes nothing: the customer may have tried another card on the same page.
    if (found.status === 'failed' || found.status === 'cancelled') return
    if (result.state === 'cancelled') {
      assertTransition('payment', paymentTransitions, payment.status, 'cancelled')
      await store.save(tx, { ...payment, status: 'cancelled' })
      await publish(tx, events.paymentCancelled, { paymentId: id }, { accountId: payment.accountId })
      return
    }
    assertTransition('payment', paymentTransitions, payment.status, 'failed')
    const { code, message } = result
    await store.save(tx, { ...payment, status: 'failed', failure: { code, message } })
    await publish(tx, events.paymentFailed, { paymentId: id, code, message }, { accountId: payment.accountId })
  })
}

/** Credits the wallet exactly once: the entry's id follows from the payment's (W4). */
async function complete(tx: Tx, payment: Payment): Promise<void> {
  assertTransition('payment', paymentTransitions, payment.status, 'completed')
  const late = payment.status === 'failed' || payment.status === 'cancelled'
  await post(tx, [
    {
      op: 'credit',
      id: derivedId<EntryId>('payment', payment.id),
      walletId: payment.walletId,
      from: 'gateway:card',
      amount: payment.amount,
      kind: 'recharge',
      description: 'Top-up by card',
      subject: { type: 'payment', id: payment.id },
      trace: { paid: toMoneyReply(payment.amount), method: 'card' },
    },
  ])
  await store.save(tx, { ...payment, status: 'completed', failure: null, late, completedAt: tx.now() })
  const { accountId, amount } = payment
  await publish(tx, events.paymentCompleted, { paymentId: payment.id, accountId, amount: toMoneyReply(amount), late }, { accountId })
  await writeReceipt(tx, payment)
}

async function writeReceipt(tx: Tx, payment: Payment): Promise<void> {
  const account = await findAccount(tx, payment.accountId)
  const tenant = await currentTenant(tx)
  const paid = `${amountOf(payment.amount)} ${payment.amount.currency}`
  await sendMail(tx, {
    template: 'wallet.topup_receipt',
    to: account.email,
    accountId: account.id,
    subject: `Receipt: ${paid} added to your wallet`,
    body: `Hello ${account.name},\n\nwe received your payment of ${paid}. It is in your wallet now.\n\nPayment ${payment.id}\n\n${tenant.name}\n`,
  })
}

export type SilentPayment = { readonly id: PaymentId; readonly tenantId: TenantId }

export { list as listPayments } from './store.ts'
