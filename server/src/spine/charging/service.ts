import { type Context, createContext, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type Money, toMoneyReply, zero } from '../../platform/money.ts'
import { findAccount } from '../accounts/index.ts'
import { findWallet, ledgerErrors, type Refusal, refusalError, type WalletId } from '../ledger/index.ts'
import { billedSeconds, rateCall } from '../rating/index.ts'
import { reachableAllowance, reserveAllowance, useAllowance } from './allowances.ts'
import { errors } from './errors.ts'
import { sessionAbandoned } from './events.ts'
import {
  type Authorization,
  type Coverage,
  coverageOf,
  type Ending,
  firstSlice,
  fitting,
  type Grant,
  nextSlice,
  type Session,
  type SessionId,
  type Settlement,
  type SettlementFlag,
} from './session.ts'
import type { Step, StepAnswer } from './step.ts'
import { type Closing, closeStep, growStep, openStep, settlementOf } from './steps.ts'
import * as store from './store.ts'

/** How a step is taken: through the lane, or within a transaction that holds the locks of buckets. */
type Take = (step: Step) => Promise<StepAnswer>

/** Money that is gone between two tries is looked at again this often. */
const MOST_TRIES = 6

const grantOf = (session: Session, grantedSeconds: number, limited: boolean): Grant => ({
  sessionId: session.id,
  grantedSeconds,
  extendable: !limited && grantedSeconds < session.terms.mostSeconds,
})

async function walletOf(context: Context, accountId: Authorization['accountId'], currency: string): Promise<WalletId | null> {
  const { wallets } = context.services.charging
  const key = `${context.tenantId}/${accountId}/${currency}`
  const known = wallets.get(key)
  if (known && (!context.accountId || context.accountId === accountId)) return known
  const wallet = await findWallet(context, { accountId, currency })
  if (wallet) wallets.set(key, wallet.id)
  else await findAccount(context, accountId)
  return wallet?.id ?? null
}

function remember(context: Context | Tx, session: Session): void {
  context.services.charging.sessions.set(session.id, session)
}

async function sessionOf(context: Context, id: SessionId, fresh = false): Promise<Session> {
  const known = fresh ? undefined : context.services.charging.sessions.get(id)
  // Another process may have set the first money aside; everything else that matters here never changes.
  const mine = known?.hasHold && known.tenantId === context.tenantId && (!context.accountId || known.accountId === context.accountId)
  const session = mine ? known : await store.findSession(context, id)
  if (!session) throw errors.sessionNotFound({ detail: 'There is no session with this id.' })
  remember(context, session)
  return session
}

/** The same request bound to the session's own account, for what is written about it. */
const ownContext = (context: Context, { tenantId, accountId }: Pick<Session, 'tenantId' | 'accountId'>): Context => {
  const { actor, requestId, log } = context
  return createContext(context.services, { tenantId, accountId, actor, requestId, log })
}

type Reached = { readonly seconds: number; readonly limited: boolean; readonly coverage: Coverage }

/**
 * Reaches as far as the money goes: asks for all of it, and where the wallet gives less, for exactly what it gives. `least` is what the
 * session has already. Answers what stopped it when it is neither money nor a hold.
 */
async function reach(
  take: Take,
  wanted: { readonly session: Session; readonly seconds: number; readonly least: number; readonly allowance: number },
  stepOf: (seconds: number, amount: Money) => Step,
): Promise<Reached | StepAnswer> {
  const { tariff } = wanted.session.terms
  let { seconds } = wanted
  let limited = false
  let refused: { readonly step: Step; readonly refusal: Refusal } | undefined
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const coverage = coverageOf(tariff, seconds, wanted.allowance)
    const step = stepOf(seconds, coverage.amount)
    // Without a wallet there is nothing to hold: only what costs nothing can go on.
    const answer: StepAnswer =
      coverage.amount.units > 0n && step.walletId === null
        ? {
            state: 'refused',
            granted: null,
            refusal: { status: 'insufficient', limit: zero(tariff.currency), available: zero(tariff.currency) },
          }
        : await take(step)
    if (answer.state === 'done') return { seconds: Math.max(seconds, answer.granted ?? 0), limited, coverage }
    if (answer.state !== 'refused' || answer.refusal.status !== 'insufficient' || !answer.refusal.limit) return answer
    limited = true
    refused = { step, refusal: answer.refusal }
    seconds = fitting(tariff, seconds, wanted.allowance, answer.refusal.limit)
    if (seconds <= wanted.least) break
  }
  if (wanted.least > 0) return { seconds: wanted.least, limited: true, coverage: coverageOf(tariff, wanted.least, wanted.allowance) }
  const [operation] = refused?.step.operations ?? []
  if (operation && refused) throw refusalError(operation, refused.refusal)
  throw ledgerErrors.insufficientBalance({ detail: 'There is no money for this.' })
}

/**
 * Lets a session begin and sets the money of its first slice aside, durably, once per id (W14, E2, E10). Near the end of the money the grant is
 * exact. Throws 402 `ledger.insufficientBalance`, 404 for an unknown account, 409 `sessionEnded`, 422 `keyReused`, 503 when the lane is full.
 */
export async function authorize(context: Context, authorization: Authorization): Promise<Grant> {
  const { id, accountId, ...terms } = authorization
  const walletId = await walletOf(context, accountId, terms.tariff.currency)
  const session: Session = {
    id,
    tenantId: context.tenantId,
    accountId,
    terms: { ...terms, walletId, mixed: false },
    status: 'open',
    grantedSeconds: 0,
    elapsedSeconds: 0,
    hasHold: false,
    settlement: null,
    openedAt: context.now(),
  }
  const lane = context.services.charging
  const opened = await open(context, session, (step) => lane.submit(step), 0)
  if (opened !== 'allowance') return opened
  return inTx(ownContext(context, session), async (tx) => {
    const { allowance } = session.terms
    const use = allowance && { accountId, ...allowance, ownerId: id }
    const reachable = use ? Number(await reachableAllowance(tx, use)) : 0
    const mixed: Session = { ...session, terms: { ...session.terms, mixed: reachable > 0 } }
    const granted = await open(context, mixed, (step) => store.applyStep(tx, { ...step, asksBuckets: false }), reachable)
    if (granted === 'allowance') throw new Error('A step that asks no bucket was sent to one.')
    const { free } = coverageOf(session.terms.tariff, granted.grantedSeconds, reachable)
    if (use && free > 0) await reserveAllowance(tx, { ...use, quantity: BigInt(free) })
    return granted
  })
}

async function open(context: Context, session: Session, take: Take, allowance: number): Promise<Grant | 'allowance'> {
  const { tariff, mostSeconds } = session.terms
  const wanted = { session, seconds: firstSlice(tariff, mostSeconds), least: 0, allowance }
  const asks = session.terms.allowance !== null
  const reached = await reach(take, wanted, (seconds, amount) => openStep(session, seconds, amount, context.now(), asks))
  if ('seconds' in reached) {
    if (reached.seconds === 0) throw ledgerErrors.insufficientBalance({ detail: 'The wallet does not pay for the first seconds.' })
    const hasHold = reached.coverage.amount.units > 0n
    remember(context, { ...session, grantedSeconds: reached.seconds, hasHold })
    return grantOf(session, reached.seconds, reached.limited)
  }
  if (reached.state === 'allowance') return 'allowance'
  if (reached.state === 'foreign') throw errors.keyReused({ detail: 'This id belongs to another session.' })
  const known = await sessionOf(context, session.id, true)
  if (known.accountId !== session.accountId) throw errors.keyReused({ detail: 'This id belongs to another session.' })
  if (known.status === 'closed') throw errors.sessionEnded({ detail: 'This session has ended.' })
  return grantOf(known, known.grantedSeconds, false)
}

/**
 * Lets a session go on: to the end of the minute after `elapsedSeconds` and one more, or as far as the money goes. The same question gets the
 * same answer. Throws 404, 409 `sessionEnded`, 503 when the lane is full.
 */
export async function extend(context: Context, id: SessionId, elapsedSeconds: number): Promise<Grant> {
  const session = await sessionOf(context, id)
  const lane = context.services.charging
  if (!session.terms.mixed) return grow(context, session, elapsedSeconds, (step) => lane.submit(step), 0)
  return inTx(ownContext(context, session), async (tx) => {
    const use = session.terms.allowance && { accountId: session.accountId, ...session.terms.allowance, ownerId: id }
    const reachable = use ? Number(await reachableAllowance(tx, use)) : 0
    const grant = await grow(context, session, elapsedSeconds, (step) => store.applyStep(tx, step), reachable)
    const { free } = coverageOf(session.terms.tariff, grant.grantedSeconds, reachable)
    if (use && free > 0) await reserveAllowance(tx, { ...use, quantity: BigInt(free) })
    return grant
  })
}

async function grow(context: Context, session: Session, elapsed: number, take: Take, allowance: number): Promise<Grant> {
  const seconds = nextSlice(elapsed, session.terms.mostSeconds)
  const wanted = { session, seconds, least: session.grantedSeconds, allowance }
  const reached = await reach(take, wanted, (to, amount) => growStep(session, to, elapsed, amount, context.now()))
  if ('seconds' in reached) {
    const hasHold = session.hasHold || reached.coverage.amount.units > 0n
    if (reached.limited && reached.seconds === session.grantedSeconds) {
      // The wallet gave nothing more; how far the session has come is noted all the same, for the watchdog.
      await take({ ...growStep(session, reached.seconds, elapsed, zero(session.terms.tariff.currency), context.now()) })
    }
    remember(context, { ...session, grantedSeconds: reached.seconds, elapsedSeconds: Math.max(session.elapsedSeconds, elapsed), hasHold })
    return grantOf(session, reached.seconds, reached.limited)
  }
  if (reached.state === 'closed' || reached.state === 'refused') throw errors.sessionEnded({ detail: 'This session has ended.' })
  throw errors.sessionNotFound({ detail: 'There is no session with this id.' })
}

/**
 * Ends a session: charges what it lasted, gives the rest back and books the supplier's side under the same journal (E10). What lasted longer than
 * could be paid is paid as far as it could, and flagged. Settling again answers the same. Throws 404, 503 when the lane is full.
 */
export async function settle(context: Context, ending: Ending): Promise<Settlement> {
  return settleFlagged(context, ending, [])
}

async function settleFlagged(context: Context, ending: Ending, flags: readonly SettlementFlag[]): Promise<Settlement> {
  const session = await sessionOf(context, ending.id)
  if (session.settlement) return { ...session.settlement, duplicate: true }
  const lane = context.services.charging
  const settlement = session.terms.mixed
    ? await inTx(ownContext(context, session), (tx) => closeMixed(tx, session, ending, flags))
    : await close(context, session, ending, { take: (step) => lane.submit(step), allowance: 0, flags, splitsOf: async () => [] })
  // Whoever ends it again asks the database, so that ended sessions do not fill the memory.
  context.services.charging.sessions.delete(session.id)
  return settlement
}

async function closeMixed(tx: Tx, session: Session, ending: Ending, flags: readonly SettlementFlag[]): Promise<Settlement> {
  const { allowance, tariff } = session.terms
  if (!allowance) throw new Error('A session without allowances has none to settle.')
  const use = { accountId: session.accountId, ...allowance, ownerId: session.id }
  // Whoever ends it at the same moment waits for the buckets here, and then finds it ended.
  await reachableAllowance(tx, use)
  const current = await store.findSession(tx, session.id)
  if (current?.settlement) return current.settlement
  const billed = billedSeconds(tariff, ending.durationMs)
  const reserved = billed > 0 ? await reserveAllowance(tx, { ...use, quantity: BigInt(billed) }) : 0n
  const free = Math.min(billed, Number(reserved))
  const take: Take = (step) => store.applyStep(tx, step)
  return close(tx, session, ending, { take, allowance: free, flags, splitsOf: (used) => useAllowance(tx, session.id, BigInt(used)) })
}

type Means = {
  readonly take: Take
  readonly allowance: number
  readonly flags: readonly SettlementFlag[]
  readonly splitsOf: (free: number) => Promise<Closing['splits']>
}

async function close(context: Context | Tx, session: Session, ending: Ending, means: Means): Promise<Settlement> {
  const { tariff } = session.terms
  const now = context.now()
  let { seconds } = rateCall(tariff, ending.durationMs)
  let pays: Closing['pays'] = session.hasHold ? 'capture' : 'charge'
  let flags = means.flags
  const splits = await means.splitsOf(coverageOf(tariff, seconds, means.allowance).free)
  const used = splits.reduce((sum, { quantity }) => sum + Number(quantity), 0)
  // Allowances have paid their part already: shorter than that it never becomes.
  const covered = (length: number): Coverage => {
    const coverage = coverageOf(tariff, length, means.allowance)
    return coverage.free < used ? { ...coverage, billed: used, free: used } : coverage
  }
  const shorten = (limit: Money) => {
    seconds = fitting(tariff, seconds, means.allowance, limit)
    flags = [...new Set<SettlementFlag>([...flags, 'overrun'])]
  }
  if (!session.terms.walletId && coverageOf(tariff, seconds, means.allowance).amount.units > 0n) shorten(zero(tariff.currency))
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const coverage = covered(seconds)
    const closing: Closing = { seconds, coverage, splits, flags, pays }
    const answer = await means.take(closeStep(session, ending, closing))
    if (answer.state === 'done') return settlementOf(ending, closing)
    if (answer.state === 'closed') return closedBefore(context, session)
    if (answer.state !== 'refused') throw errors.sessionNotFound({ detail: 'There is no session with this id.' })
    const { status, limit } = answer.refusal
    if (status === 'insufficient' && limit) shorten(limit)
    else if (status === 'exceeds_hold') {
      // It lasted longer than granted: what the wallet can still give is held, and the rest is our loss.
      const grown = await means.take(growStep(session, seconds, 0, coverage.amount, now))
      if (grown.state === 'refused' && grown.refusal.limit) shorten(grown.refusal.limit)
    } else if (status === 'hold_not_active') pays = 'charge'
    else throw refusalError(closeStep(session, ending, closing).operations[0] as never, answer.refusal)
  }
  throw new Error(`Session ${session.id} could not be settled in ${MOST_TRIES} tries.`)
}

async function closedBefore(context: Context | Tx, session: Session): Promise<Settlement> {
  const known = await store.findSession(context, session.id)
  if (!known?.settlement) throw new Error(`Session ${session.id} is closed without a settlement.`)
  return { ...known.settlement, duplicate: true }
}

const AT_ONCE = 200

/** Closes sessions whose end nobody reported, with the last duration that is known (W14). Answers how many. */
export async function closeAbandoned(context: Context): Promise<number> {
  let closed = 0
  for (;;) {
    const due = await store.listDueSessions(context, AT_ONCE)
    for (const session of due) {
      const own = ownContext(context, session)
      const ending = { id: session.id, durationMs: session.elapsedSeconds * 1_000 }
      const settlement = await settleFlagged(own, ending, ['no_ending'])
      if (settlement.duplicate) continue
      closed += 1
      const facts = { sessionId: session.id, seconds: session.elapsedSeconds, amount: toMoneyReply(settlement.amount) }
      await inTx(own, (tx) => publish(tx, sessionAbandoned, facts))
    }
    if (due.length < AT_ONCE) return closed
  }
}
