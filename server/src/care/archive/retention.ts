import { days, later } from '../../platform/clock.ts'
import { type Context, inTx, systemContext } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { errors } from './errors.ts'
import { legalHoldLifted, legalHoldPlaced, retentionPolicyChanged } from './events.ts'
import { type Choice, type LegalHold, type LegalHoldId, policiesOf, type RetentionPolicy, type RetentionRun } from './policy.ts'
import * as store from './retention-store.ts'

const BATCH = 5_000

/** What is kept how long, with what would go now (W40's preview). */
export async function listPolicies(context: Context): Promise<readonly (RetentionPolicy & { readonly due: number })[]> {
  const system = systemContext(context.services)
  const held = await store.listHeld(system)
  const policies = policiesOf(context.services.retention, await store.listChoices(context))
  const counted = []
  for (const policy of policies) {
    const due = await policy.target.count(system, { before: beforeOf(context, policy), held })
    counted.push({ ...policy, due })
  }
  return counted
}

const beforeOf = (context: Context, { keepDays }: RetentionPolicy): Date => later(context.now(), -days(keepDays))

/** Chooses how long something is kept. Throws 404 `noPolicy`, 422 `tooShort`. */
export async function choosePolicy(context: Context, choice: Choice): Promise<void> {
  await inTx(context, async (tx) => {
    const before = policiesOf(tx.services.retention, await store.listChoices(tx)).find(({ target }) => target.entity === choice.entity)
    if (!before) throw errors.noPolicy({ detail: `Nothing called ${choice.entity} is kept for a time.` })
    const { leastDays, basis } = before.target
    if (choice.keepDays < leastDays) {
      const message = `Keep it at least ${leastDays} days. ${basis}`
      throw errors.tooShort({ detail: message, errors: [{ path: 'keepDays', message }] })
    }
    await store.saveChoice(tx, choice)
    const changes = {
      keepDays: { from: before.keepDays, to: choice.keepDays },
      enabled: { from: before.enabled, to: choice.enabled },
    }
    const { entity, keepDays, enabled } = choice
    await publish(tx, retentionPolicyChanged, { retentionPolicyId: entity, keepDays, enabled }, { changes })
  })
}

/** Forgets everything whose time is over, in batches of 5,000 rows, and writes down how much. A second run right after finds nothing. */
export async function runRetention(context: Context): Promise<readonly RetentionRun[]> {
  const system = systemContext(context.services)
  const held = await store.listHeld(system)
  const runs: RetentionRun[] = []
  for (const policy of policiesOf(context.services.retention, await store.listChoices(context))) {
    if (policy.enabled) runs.push(await runOne(context, policy, held))
  }
  return runs
}

async function runOne(context: Context, policy: RetentionPolicy, held: readonly AccountId[]): Promise<RetentionRun> {
  const { target } = policy
  const before = beforeOf(context, policy)
  const began = performance.now()
  let rows = 0n
  for (let last = BATCH; last === BATCH; rows += BigInt(last)) {
    last = await inTx(systemContext(context.services), (tx) => target.purge(tx, { before, held, limit: BATCH }))
  }
  const durationMs = Math.round(performance.now() - began)
  const run: RetentionRun = { entity: target.entity, action: target.action, before, rows, durationMs, ranAt: context.now() }
  await inTx(context, (tx) => store.insertRun(tx, run))
  return run
}

/** Keeps everything of an account from being forgotten. Throws 404, 409 `alreadyHeld`. */
export async function placeHold(context: Context, accountId: AccountId, reason: string): Promise<LegalHold> {
  return inTx(context, async (tx) => {
    await findAccount(tx, accountId)
    const placedBy = tx.actor.label
    const hold: LegalHold = { id: newId(), accountId, reason, placedBy, placedAt: tx.now(), liftedAt: null }
    if (!(await store.insertHold(tx, hold))) throw errors.alreadyHeld({ detail: 'Nothing of this account is forgotten already.' })
    await publish(tx, legalHoldPlaced, { legalHoldId: hold.id, accountId, reason }, { accountId })
    return hold
  })
}

/** Lets the account's old things go again. Throws 404 `noHold`, 409 `holdLifted`. */
export async function liftHold(context: Context, id: LegalHoldId): Promise<LegalHold> {
  return inTx(context, async (tx) => {
    const hold = await store.findHold(tx, id)
    if (!hold) throw errors.noHold({ detail: 'No legal hold with this id.' })
    if (hold.liftedAt) throw errors.holdLifted({ detail: 'This hold was lifted before.', liftedAt: hold.liftedAt })
    await store.liftHold(tx, id)
    await publish(tx, legalHoldLifted, { legalHoldId: id, accountId: hold.accountId }, { accountId: hold.accountId })
    return { ...hold, liftedAt: tx.now() }
  })
}

export { listHolds, listRuns } from './retention-store.ts'
