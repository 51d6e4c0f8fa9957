import { hours, later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { micros, minus, plus, zero } from '../../platform/money.ts'
import { findWallet } from '../../spine/ledger/index.ts'
import type { Carrier } from './carrier.ts'
import type { Position } from './credit.ts'
import * as store from './credit-store.ts'
import { overrideGiven } from './events.ts'
import { findCarrier } from './service.ts'

/** The carrier's money at this instant: its wallet, what we owe it, and both windows of 24 hours (E1, W32). */
export async function positionOf(context: Context | Tx, carrier: Carrier): Promise<Position> {
  const nothing = zero(carrier.currency)
  const wallet = await findWallet(context, { accountId: carrier.accountId, currency: carrier.currency })
  const spent = await store.spends(context, carrier.id)
  const overridden = await store.overrides(context)
  const of = (side: 'customer' | 'supplier') => spent.find((row) => row.side === side)
  const balance = wallet?.balance ?? nothing
  const held = wallet?.held ?? nothing
  return {
    balance,
    held,
    available: minus(plus(balance, wallet?.creditLimit ?? nothing), held),
    payable: micros(carrier.currency, of('supplier')?.total ?? 0n),
    spend24h: {
      customer: micros(carrier.currency, of('customer')?.window ?? 0n),
      supplier: micros(carrier.currency, of('supplier')?.window ?? 0n),
    },
    overridden: {
      customer: overridden.get(`${carrier.id}/customer`) ?? null,
      supplier: overridden.get(`${carrier.id}/supplier`) ?? null,
    },
  }
}

const LONGEST_OVERRIDE_MS = hours(72)

/** Lets a side go on past its 24-hour limit until then, at most three days; written on the audit trail with the reason (W32). Throws 422. */
export async function overrideLimit(context: Context, key: string, override: store.Override): Promise<void> {
  await inTx(context, async (tx) => {
    const carrier = await findCarrier(tx, key)
    const now = tx.now()
    if (override.expiresAt <= now || override.expiresAt > later(now, LONGEST_OVERRIDE_MS)) {
      throw requestErrors.invalid({
        detail: 'An override ends within the next three days.',
        errors: [{ path: 'expiresAt', message: 'Choose an instant within the next 72 hours.' }],
      })
    }
    await store.addOverride(tx, carrier.id, override)
    const facts = { side: override.side, reason: override.reason, expiresAt: override.expiresAt.toISOString() }
    await publish(tx, overrideGiven, { carrierId: carrier.id, code: carrier.code, ...facts }, { accountId: carrier.accountId })
  })
}
