import type { AccountId, Id } from '../../platform/ids.ts'
import type { RetentionTarget } from '../../platform/retention.ts'

export type LegalHoldId = Id<'legalHold'>

/** How long one kind of thing is kept here: the product's time, or one somebody set. */
export type RetentionPolicy = {
  readonly target: RetentionTarget
  readonly keepDays: number
  readonly enabled: boolean
  /** Whether somebody chose, rather than the product. */
  readonly chosen: boolean
}

export type Choice = { readonly entity: string; readonly keepDays: number; readonly enabled: boolean }

/** Every target with the choice that was made for it, in the order of the targets. */
export const policiesOf = (targets: readonly RetentionTarget[], choices: readonly Choice[]): readonly RetentionPolicy[] =>
  targets.map((target) => {
    const choice = choices.find(({ entity }) => entity === target.entity)
    return { target, keepDays: choice?.keepDays ?? target.keepDays, enabled: choice?.enabled ?? true, chosen: choice !== undefined }
  })

/** Nothing of the account is forgotten while a hold is open. */
export type LegalHold = {
  readonly id: LegalHoldId
  readonly accountId: AccountId
  readonly reason: string
  readonly placedBy: string
  readonly placedAt: Date
  readonly liftedAt: Date | null
}

export type RetentionRun = {
  readonly entity: string
  readonly action: 'delete' | 'redact'
  readonly before: Date
  readonly rows: bigint
  readonly durationMs: number
  readonly ranAt: Date
}
