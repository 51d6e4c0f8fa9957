import { hours, later } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import type { AccountId } from '../../platform/ids.ts'
import type { Money, Rate } from '../../platform/money.ts'
import { findWallet } from '../../spine/ledger/index.ts'
import { serversRunningOut } from './events.ts'
import { writeRunOut } from './mails.ts'
import * as store from './run-out-store.ts'

/** How many hours before the wallet is empty its owner is told (W28). */
export const NOTICE_HOURS = [72, 24, 1] as const

/** How many whole hours the money lasts at this rate; null when nothing costs anything. Caps are left out: it lasts at least this long. */
export function hoursLeft(spendable: Money, hourly: Rate): number | null {
  if (hourly.e8 <= 0n) return null
  return spendable.units <= 0n ? 0 : Number((spendable.units * 100n) / hourly.e8)
}

/** The notice that is due with so many hours left, or null. */
export const noticeAt = (left: number | null): number | null =>
  left === null ? null : (NOTICE_HOURS.toReversed().find((threshold) => left < threshold) ?? null)

/** When the account's wallet will be empty if its servers go on like this; null when none is billed. */
export async function forecast(context: Context | Tx, accountId: AccountId): Promise<{ readonly left: number; readonly at: Date } | null> {
  const hourly = await store.burnOf(context, accountId)
  const wallet = hourly && (await findWallet(context, { accountId, currency: hourly.currency }))
  if (!hourly || !wallet) return null
  const spendable = { ...wallet.balance, units: wallet.balance.units - wallet.held.units + wallet.creditLimit.units }
  const left = hoursLeft(spendable, hourly)
  return left === null ? null : { left, at: later(context.now(), hours(left)) }
}

/** Tells the owner once for each threshold that the money is passing; a top-up beyond it makes the next one news again. */
export async function noticeRunOut(context: Context, accountId: AccountId): Promise<void> {
  await inTx(context, async (tx) => {
    const told = await store.lockNotice(tx, accountId)
    const runOut = await forecast(tx, accountId)
    // While nothing is billed, as in a suspension, what was said stays said.
    const due = runOut ? noticeAt(runOut.left) : told
    if (due === told) return
    await store.saveNotice(tx, accountId, due)
    if (due === null || !runOut || (told !== null && due > told)) return
    await publish(tx, serversRunningOut, { accountId, hoursLeft: runOut.left, at: runOut.at.toISOString() }, { accountId })
    await writeRunOut(tx, accountId, runOut)
  })
}
