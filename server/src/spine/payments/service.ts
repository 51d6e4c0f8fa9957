import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition, requestErrors } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { amountOf, compare, type Money, toMoneyReply } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { type EntryId, openWallet, post } from '../ledger/index.ts'
import { activeProviders } from '../providers/index.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { mailFailure, mailReceipt } from './mails.ts'
import { isOpen, isPayable, LEAST_TOP_UP, MOST_TOP_UP, type Payment, type PaymentId, paymentTransitions } from './payment.ts'
import type { GatewayState } from './port.ts'
import { openCheckout } from './queue.ts'
import * as store from './store.ts'

export type NewPayment = { readonly amount: Money; readonly returnPath: string; readonly key: string }

/**
 * Starts a top-up (W4): the payment is stored, a job opens the gateway's page. Its id follows from the caller's key, so a crash never makes two.
 * Throws 422 `amountOutOfRange`, `currencyMismatch`, `keyReused`; 503 `noGateway`.
 */
export async function startPayment(context: Context, accountId: AccountId, { amount, returnPath, key }: NewPayment): Promise<Payment> {
  if (!isPayable(amount)) {
    const detail = `Pay between ${LEAST_TOP_UP} and ${MOST_TOP_UP} ${amount.currency}, in whole cents.`
    throw errors.amountOutOfRange({ detail, least: LEAST_TOP_UP, most: MOST_TOP_UP })
  }
  const [provider] = await activeProviders(context, 'payment')
  if (!provider) throw errors.noGateway({ detail: 'No payment gateway is configured. Ask support.' })
  const id = derivedId<PaymentId>('payment', context.tenantId, accountId, key)
  return inTx(context, async (tx) => {
    const { currency } = await findAccount(tx, accountId)
    if (currency !== amount.currency) throw errors.currencyMismatch({ detail: `This account pays in ${currency}.`, currency })
    const wallet = await openWallet(tx, { accountId, currency })
    const payment: Payment = {
      id,
      accountId,
      walletId: wallet.id,
      providerId: provider.id,
      gateway: provider.vendor,
      gatewayReference: null,
      amount,
      status: 'pending',
      redirectUrl: null,
      returnPath,
      failure: null,
      late: false,
      createdAt: tx.now(),
      completedAt: null,
    }
    if (!(await store.insert(tx, payment))) return repeated(tx, payment)
    await publish(tx, events.paymentStarted, { paymentId: id, amount: toMoneyReply(amount) }, { accountId })
    await enqueue(tx, openCheckout, { paymentId: id }, { key: `checkout:${id}` })
    return payment
  })
}

/** The payment this key has made before. */
async function repeated(tx: Tx, { id, amount }: Payment): Promise<Payment> {
  const known = await findPayment(tx, id)
  if (compare(known.amount, amount) === 0) return known
  throw requestErrors.keyReused({ detail: 'This Idempotency-Key has paid another amount before. Use a new key for a new payment.' })
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
    const { reference: gatewayReference, redirectUrl } = checkout
    await move(tx, { ...payment, gatewayReference, redirectUrl }, 'requires_action')
    await publish(tx, events.paymentReady, { paymentId: id }, { accountId: payment.accountId })
  })
}

/** Applies the gateway's word, whether it came by webhook or by asking; saying it again changes nothing. Throws when another amount was paid than asked for. */
export async function applyResult(context: Context, id: PaymentId, result: GatewayState, reference: string | null = null): Promise<void> {
  if (result.state === 'open') return
  await inTx(context, async (tx) => {
    const found = await store.lock(tx, id)
    if (!found) return
    const payment = { ...found, gatewayReference: found.gatewayReference ?? reference }
    if (result.state === 'paid') return applyPaid(tx, payment, { amount: result.amount, reference })
    // Whatever else is said after the end is old news.
    if (!isOpen(payment)) return
    if (result.state === 'processing') return process(tx, payment)
    if (result.state === 'declined') return decline(tx, payment, result)
    if (result.state === 'failed') return fail(tx, payment, result)
    // The page was closed after a refused card: that is why there was no money.
    return payment.failure ? fail(tx, payment, payment.failure) : cancel(tx, payment)
  })
}

/** The payment in its next state, as the table of transitions allows. */
async function move(tx: Tx, payment: Payment, status: Payment['status']): Promise<Payment> {
  assertTransition('payment', paymentTransitions, payment.status, status)
  const moved = { ...payment, status }
  await store.save(tx, moved)
  return moved
}

async function process(tx: Tx, payment: Payment): Promise<void> {
  if (payment.status === 'processing') return
  await move(tx, payment, 'processing')
  await publish(tx, events.paymentProcessing, { paymentId: payment.id }, { accountId: payment.accountId })
}

type Reason = { readonly code: string; readonly message: string }

async function decline(tx: Tx, payment: Payment, { code, message }: Reason): Promise<void> {
  await store.save(tx, { ...payment, failure: { code, message } })
  await publish(tx, events.paymentDeclined, { paymentId: payment.id, code, message }, { accountId: payment.accountId })
}

async function fail(tx: Tx, payment: Payment, { code, message }: Reason): Promise<void> {
  const failed = await move(tx, { ...payment, failure: { code, message } }, 'failed')
  await publish(tx, events.paymentFailed, { paymentId: payment.id, code, message }, { accountId: payment.accountId })
  await mailFailure(tx, failed)
}

async function cancel(tx: Tx, payment: Payment): Promise<void> {
  await move(tx, payment, 'cancelled')
  await publish(tx, events.paymentCancelled, { paymentId: payment.id }, { accountId: payment.accountId })
}

/** Credits the wallet exactly once: the entry's id follows from the payment's (W4). */
async function applyPaid(tx: Tx, payment: Payment, paid: { readonly amount: Money; readonly reference: string | null }): Promise<void> {
  const { id, accountId, amount } = payment
  const same = paid.amount.currency === amount.currency && compare(paid.amount, amount) === 0
  if (!same)
    throw new Error(`Payment ${id} is of ${amountOf(amount)}, but the gateway has ${amountOf(paid.amount)} ${paid.amount.currency}.`)
  if (payment.status === 'completed') return noteSecond(tx, payment, paid.reference)
  const late = payment.status === 'failed' || payment.status === 'cancelled'
  await post(tx, [
    {
      op: 'credit',
      id: derivedId<EntryId>('payment', id),
      walletId: payment.walletId,
      from: `gateway:${payment.gateway}`,
      amount,
      kind: 'recharge',
      description: 'Top-up by card',
      subject: { type: 'payment', id },
      trace: { paid: toMoneyReply(amount), method: 'card', internal: { gateway: payment.gateway, reference: payment.gatewayReference } },
    },
  ])
  await move(tx, { ...payment, failure: null, late, completedAt: tx.now() }, 'completed')
  await publish(tx, events.paymentCompleted, { paymentId: id, accountId, amount: toMoneyReply(amount), late }, { accountId })
  await mailReceipt(tx, payment)
}

/** A success that was told again. When it names another checkout, the customer has paid twice, which somebody must put right. */
async function noteSecond(tx: Tx, payment: Payment, reference: string | null): Promise<void> {
  if (reference === payment.gatewayReference) return store.save(tx, payment)
  if (reference) tx.log.error({ paymentId: payment.id, reference }, 'a payment was paid a second time at the gateway')
}

export { list as listPayments } from './store.ts'
