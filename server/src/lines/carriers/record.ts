import type { Context, Tx } from '../../platform/context.ts'
import type { Money } from '../../platform/money.ts'
import { evaluateAlerts } from './alerts.ts'
import type { Carrier, Side } from './carrier.ts'
import type { AttemptCdr, CallCdr } from './cdr.ts'
import { insertAttempts, insertCall } from './cdr-store.ts'
import { refusalOf } from './credit.ts'
import { addSpend, overrides, windows } from './credit-store.ts'
import { positionOf } from './position.ts'

/** Writes the records of a finished call, in the transaction that settles it with whoever asks. */
export async function writeCdrs(tx: Tx, call: CallCdr, attempts: readonly AttemptCdr[]): Promise<void> {
  await insertCall(tx, call)
  await insertAttempts(tx, attempts)
}

/** Counts what a call came to towards the side's 24 hours, and looks at the alerts (W32). */
export async function recordSpend(tx: Tx, carrier: Carrier, side: Side, amount: Money): Promise<void> {
  if (amount.units > 0n) await addSpend(tx, carrier, side, amount)
  await evaluateAlerts(tx, carrier)
}

/** Who may take or send no new calls for money's sake, read at once for one call. */
export type Standing = {
  /** Why the customer is refused, if it is. */
  readonly customer: 'no_credit' | 'spend_limit' | undefined
  /** Whether a supplier has had its 24 hours' worth. */
  readonly isSpent: (supplier: Carrier) => boolean
}

export async function standingOf(context: Context, customer: Carrier): Promise<Standing> {
  const position = await positionOf(context, customer)
  const spent = await windows(context)
  const overridden = await overrides(context)
  return {
    customer: refusalOf(customer, 'customer', position),
    isSpent: ({ id, supplier24hLimit }) =>
      supplier24hLimit !== null && !overridden.has(`${id}/supplier`) && (spent.get(`${id}/supplier`) ?? 0n) >= supplier24hLimit.units,
  }
}
