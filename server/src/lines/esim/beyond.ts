import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, derivedId } from '../../platform/ids.ts'
import { charge, compare, plus, type Rate } from '../../platform/money.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { allowanceLeft, GB, listAllowances, MB, meterPast, type UsageId } from '../../spine/charging/index.ts'
import { available, findWallet } from '../../spine/ledger/index.ts'
import { priceIfSold } from '../../spine/pricing/index.ts'
import type { Bundle } from './bundle.ts'
import type { Session } from './bundle-store.ts'
import type { Esim } from './esim.ts'

/** Data that no plan on the eSIM covers: the account's allowances pay, then its wallet, where data is sold without a plan (W20). */
const DATA = { service: 'data', unit: 'bytes' } as const

/** The price of a GB of 1024 MB; null where data is not sold without a plan. */
async function dataRate(context: Context | Tx, accountId: AccountId, at: Date): Promise<Rate | null> {
  return (await priceIfSold(context, { service: DATA.service, accountId, at }))?.rate ?? null
}

const priceOf = (rate: Rate) => ({ rate, per: GB, rounding: 'half_up' as const })

/** What of a session its plan does not cover; `used` is everything used of the plan with this session. */
export function beyondOf(bundle: Bundle, used: bigint, session: Session): bigint {
  const over = bundle.expiresAt !== null && session.startedAt >= bundle.expiresAt
  if (over) return session.bytes > 0n ? session.bytes : 0n
  if (bundle.totalBytes === null || used <= bundle.totalBytes) return 0n
  const beyond = used - bundle.totalBytes
  return beyond < session.bytes ? beyond : session.bytes > 0n ? session.bytes : 0n
}

/** Has `bytes` of a session paid beside the plan, as far as anything pays. Answers how many are. */
export async function payBeyond(tx: Tx, esim: Esim, bundle: Bundle, session: Session, bytes: bigint): Promise<bigint> {
  const { accountId } = bundle
  const rate = await dataRate(tx, accountId, session.startedAt)
  const use = {
    ...DATA,
    id: derivedId<UsageId>('esim-session', esim.id, session.sessionId),
    accountId,
    quantity: bytes,
    description: `Data, ${esim.label || `eSIM …${esim.iccid.slice(-6)}`}`,
    subject: { type: 'esim', id: esim.id },
    trace: { session: session.sessionId, sessionBytes: String(session.bytes), plan: bundle.name, planBytes: String(session.bytes - bytes) },
    occurredAt: session.startedAt,
  }
  const currency = rate?.currency ?? (await findAccount(tx, accountId)).currency
  return meterPast(tx, use, { price: rate && priceOf(rate), currency, entryKind: 'data', revenueCode: 'revenue:data' })
}

/** Whether data can go on without a plan: an allowance has some left, or the wallet pays for at least a megabyte. */
export async function hasOtherData(context: Context | Tx, accountId: AccountId): Promise<boolean> {
  if ((await allowanceLeft(context, { accountId, ...DATA })) > 0n) return true
  const rate = await dataRate(context, accountId, context.now())
  const wallet = rate && (await findWallet(context, { accountId, currency: rate.currency }))
  return !!wallet && compare(charge(rate, { ...priceOf(rate), quantity: MB }), plus(available(wallet), wallet.creditLimit)) <= 0
}

export type Beyond = {
  readonly allowances: readonly { readonly name: string; readonly leftBytes: bigint; readonly expiresAt: Date }[]
  readonly perGb: Rate | null
}

const MOST_SHOWN = 100

type Ordered = { readonly expiresAt: Date; readonly priority: number; readonly createdAt: Date }

/** Earliest end, then priority, then oldest, as allowances are consumed. */
const inOrder = (one: Ordered, other: Ordered): number =>
  one.expiresAt.getTime() - other.expiresAt.getTime() ||
  one.priority - other.priority ||
  one.createdAt.getTime() - other.createdAt.getTime()

/** What pays when the plan is used up, in the order in which it does. */
export async function beyondPlan(context: Context, { accountId }: Esim): Promise<Beyond> {
  if (!accountId) return { allowances: [], perGb: null }
  const { items } = await listAllowances(context, { accountId, live: true, limit: MOST_SHOWN })
  const allowances = items
    .filter(({ service, unit }) => service === DATA.service && unit === DATA.unit)
    .toSorted(inOrder)
    .map(({ name, granted, used, reserved, expiresAt }) => ({ name, leftBytes: granted - used - reserved, expiresAt }))
    .filter(({ leftBytes }) => leftBytes > 0n)
  return { allowances, perGb: await dataRate(context, accountId, context.now()) }
}
