import { hours, later, minutes } from '../../platform/clock.ts'
import { derivedId } from '../../platform/ids.ts'
import { amountOf, type Money, rateOf } from '../../platform/money.ts'
import type { EntryId, HoldId, Operation } from '../ledger/index.ts'
import { amountFor, billedSeconds, type CallTrace, rateCall } from '../rating/index.ts'
import type { Split } from './allowance.ts'
import type { Coverage, Ending, Session, Settlement, SettlementFlag } from './session.ts'
import type { Step } from './step.ts'
import { storedSettlement, storedTerms } from './stored.ts'

/** How long a session lives that nobody extends or ends (§2.1). */
const SESSION_MS = hours(4)
/** Who goes on lives on; in steps, so that most sessions never move their end, which is indexed. */
const STEP_MS = hours(2)
/** The watchdog comes first, so that a session's end is paid from its hold. */
const HOLD_LATER_MS = minutes(5)

function endOf({ openedAt }: Session, now: Date): Date {
  const steps = Math.max(0, Math.floor((now.getTime() - openedAt.getTime()) / STEP_MS))
  return later(openedAt, SESSION_MS + steps * STEP_MS)
}

const holdId = (session: Session): HoldId => session.id as string as HoldId

const base = (session: Session) => ({
  sessionId: session.id,
  tenantId: session.tenantId,
  accountId: session.accountId,
  walletId: session.terms.walletId,
})

function holding(session: Session, amount: Money, now: Date): Operation[] {
  const { walletId, description, subject } = session.terms
  if (amount.units === 0n || !walletId) return []
  const expiresAt = later(endOf(session, now), HOLD_LATER_MS)
  if (session.hasHold) return [{ op: 'extend', holdId: holdId(session), amount, expiresAt }]
  return [{ op: 'hold', holdId: holdId(session), walletId, amount, expiresAt, description, subject }]
}

/** Begins a session that is paid up to `seconds`. `asksBuckets`: answers `allowance` instead when a bucket could pay. */
export const openStep = (session: Session, seconds: number, amount: Money, now: Date, asksBuckets: boolean): Step => ({
  ...base(session),
  kind: 'open',
  operations: holding(session, amount, now),
  document: storedTerms(session.terms),
  seconds,
  endsAt: endOf(session, now),
  asksBuckets,
})

export const growStep = (session: Session, seconds: number, elapsed: number, amount: Money, now: Date): Step => ({
  ...base(session),
  kind: 'grow',
  operations: holding(session, amount, now),
  seconds,
  elapsed,
  endsAt: endOf(session, now),
})

/** What a session's end comes to: `seconds` of it are paid, `splits` say from which buckets. */
export type Closing = {
  readonly seconds: number
  readonly coverage: Coverage
  readonly splits: readonly Split[]
  readonly flags: readonly SettlementFlag[]
  /** `charge` where there is no hold, or not any more. */
  readonly pays: 'capture' | 'charge'
}

export const settlementOf = ({ cost, durationMs }: Ending, { coverage, flags }: Closing): Settlement => ({
  billedSeconds: coverage.billed,
  allowanceSeconds: coverage.free,
  amount: coverage.amount,
  cost: cost ? amountFor(cost.tariff, billedSeconds(cost.tariff, durationMs)) : null,
  flags,
  duplicate: false,
})

/** The arithmetic behind the amount: of the whole call, or of the seconds beyond what allowances paid and what could be paid. */
function arithmeticOf({ terms: { tariff } }: Session, { durationMs }: Ending, { coverage, flags }: Closing): CallTrace {
  const { billed, free } = coverage
  if (free === 0 && !flags.includes('overrun')) return rateCall(tariff, durationMs).trace
  const rest = billed - free
  // These seconds are counted already, so they are not stepped a second time.
  const counted = {
    initialSeconds: Math.max(1, Math.min(tariff.initialSeconds, rest)),
    recurringSeconds: 1,
    freeSeconds: 0,
    graceSeconds: 0,
  }
  return rateCall({ ...tariff, ...counted }, rest * 1_000).trace
}

export function closeStep(session: Session, ending: Ending, closing: Closing): Step {
  const { terms } = session
  const settlement = settlementOf(ending, closing)
  const { billedSeconds, allowanceSeconds } = settlement
  // The entry says how much and at which price; its arithmetic is in the usage record of the same id.
  const price = { perMinute: rateOf(terms.tariff.recurringRate), steps: `${terms.tariff.initialSeconds}/${terms.tariff.recurringSeconds}` }
  const trace = { ...terms.trace, usageId: session.id, durationMs: ending.durationMs, billedSeconds, allowanceSeconds, ...price }
  const internal = ending.cost && settlement.cost && { vendor: ending.cost.vendor, cost: amountOf(settlement.cost) }
  const entryId = settlement.amount.units > 0n ? derivedId<EntryId>('session-charge', session.id) : undefined
  return {
    ...base(session),
    kind: 'close',
    operations: closingOperations(session, ending, closing, { ...settlement, entryId, trace: internal ? { ...trace, internal } : trace }),
    document: storedSettlement(settlement),
    usage: {
      service: terms.revenueCode.split(':')[1] ?? terms.entryKind,
      quantity: BigInt(billedSeconds),
      allowance: BigInt(allowanceSeconds),
      splits: closing.splits.map(({ bucketId, quantity }) => ({ bucketId, quantity: quantity.toString() })),
      amount: settlement.amount,
      vendor: ending.cost?.vendor,
      cost: settlement.cost,
      description: terms.description,
      subject: terms.subject,
      entryId,
      flags: closing.flags,
      trace: { ...trace, call: arithmeticOf(session, ending, closing) },
      occurredAt: session.openedAt,
    },
  }
}

/** What is posted when a session ends; without an amount there is no entry of the customer's side. */
type Posting = Pick<Settlement, 'amount' | 'cost'> & { readonly entryId: EntryId | undefined; readonly trace: object }

/** The customer's side and the supplier's side, under one journal (E10: the key is the session and the side). */
function closingOperations(session: Session, ending: Ending, closing: Closing, posting: Posting): Operation[] {
  const { terms } = session
  const { amount, cost, entryId, trace } = posting
  const facts = { description: terms.description, subject: terms.subject }
  const paid = entryId && { ...facts, id: entryId, amount, kind: terms.entryKind, to: terms.revenueCode, trace: { ...trace } }
  const operations: Operation[] = []
  if (paid && closing.pays === 'capture') operations.push({ op: 'capture', holdId: holdId(session), ...paid })
  else if (paid && terms.walletId) operations.push({ op: 'charge', walletId: terms.walletId, ...paid })
  else if (session.hasHold && closing.pays === 'capture') operations.push({ op: 'release', holdId: holdId(session) })
  if (ending.cost && cost && cost.units > 0n) {
    const { vendor } = ending.cost
    operations.push({
      op: 'transfer',
      ...facts,
      id: derivedId<EntryId>('session-cost', session.id),
      from: `cost:${vendor}`,
      to: `payable:${vendor}`,
      amount: cost,
      kind: 'cost',
      ...(entryId && { journalId: entryId }),
    })
  }
  return operations
}
