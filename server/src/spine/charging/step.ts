import type { AccountId, TenantId } from '../../platform/ids.ts'
import type { Money } from '../../platform/money.ts'
import { type Answer, arrays, bundle, type Operation, type Refusal, type Row, type WalletId } from '../ledger/index.ts'
import type { SessionId } from './session.ts'

/** One step of a session with its postings; how `charging_apply` takes it. */
export type Step = {
  readonly kind: 'open' | 'grow' | 'close'
  readonly sessionId: SessionId
  readonly tenantId: TenantId
  readonly accountId: AccountId
  /** At most one on the session's hold, then the transfer of the second side. */
  readonly operations: readonly Operation[]
  readonly walletId: WalletId | null
  /** The terms of what is opened, the settlement of what is closed. */
  readonly document?: object
  readonly seconds?: number
  readonly elapsed?: number
  readonly endsAt?: Date
  readonly usage?: UsageRow
  /** Whether a bucket with something left must be told instead of passed over. */
  readonly asksBuckets?: boolean
}

/** The usage record of a session that closes. */
export type UsageRow = {
  readonly service: string
  readonly quantity: bigint
  readonly allowance: bigint
  readonly splits: readonly object[]
  readonly amount: Money
  readonly vendor: string | undefined
  readonly cost: Money | null
  readonly description: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly entryId: string | undefined
  readonly flags: readonly string[]
  readonly trace: object
  readonly occurredAt: Date
}

/** `done`, or the ledger's refusal, or why the session could not take the step at all. */
export type StepAnswer =
  | { readonly state: 'done'; readonly granted: number | null }
  | { readonly state: 'refused'; readonly refusal: Refusal; readonly granted: number | null }
  | { readonly state: 'known' | 'foreign' | 'allowance' | 'missing' | 'closed' }

const PARAMETERS = Array.from({ length: 46 }, (_, index) => `$${index + 1}`).join(', ')

export const APPLY_STEPS = `select o_status::text as status, o_balance::text as balance, o_available::text as available, o_state as state, o_granted::text as granted
  from charging_apply(${PARAMETERS})`

export type StepReply = {
  readonly status: string | null
  readonly balance: string | null
  readonly available: string | null
  readonly state: readonly string[]
  readonly granted: string
}

/** The ledger's rows of many steps, in order. */
export const rowsOf = (steps: readonly Step[]): readonly Row[] => steps.flatMap((step) => bundle.rows(step.tenantId, step.operations))

const plain = (value: object | undefined) => value && JSON.stringify(value).replaceAll('\\u0000', '')
const whole = (value: number | undefined) => (value === undefined ? undefined : BigInt(value))

/** The parameters of `APPLY_STEPS`, column by column. */
export function stepParameters(steps: readonly Step[], rows: readonly Row[], now: Date): unknown[] {
  let next = 1
  const from: (bigint | undefined)[] = []
  const to: (bigint | undefined)[] = []
  for (const { operations } of steps) {
    from.push(operations.length > 0 ? BigInt(next) : undefined)
    next += operations.length
    to.push(operations.length > 0 ? BigInt(next - 1) : undefined)
  }
  return [
    ...bundle.parameters(rows, now),
    arrays.uuids(steps.map((step) => step.sessionId)),
    arrays.texts(steps.map((step) => step.kind)),
    arrays.bigints(from),
    arrays.bigints(to),
    arrays.uuids(steps.map((step) => step.tenantId)),
    arrays.uuids(steps.map((step) => step.accountId)),
    arrays.texts(steps.map((step) => plain(step.document))),
    arrays.bigints(steps.map((step) => whole(step.seconds))),
    arrays.bigints(steps.map((step) => whole(step.elapsed))),
    arrays.instants(steps.map((step) => step.endsAt)),
    arrays.booleans(steps.map((step) => step.asksBuckets)),
    ...usageParameters(steps.map((step) => step.usage)),
  ]
}

const text = (value: string | undefined) => value?.replaceAll('\u0000', '')

const usageParameters = (rows: readonly (UsageRow | undefined)[]): unknown[] => [
  arrays.texts(rows.map((row) => row?.service)),
  arrays.bigints(rows.map((row) => row?.quantity)),
  arrays.bigints(rows.map((row) => row?.allowance)),
  arrays.texts(rows.map((row) => (row && row.splits.length > 0 ? plain(row.splits) : undefined))),
  arrays.texts(rows.map((row) => row?.amount.currency)),
  arrays.bigints(rows.map((row) => row?.amount.units)),
  arrays.texts(rows.map((row) => row?.vendor)),
  arrays.texts(rows.map((row) => row?.cost?.currency)),
  arrays.bigints(rows.map((row) => row?.cost?.units)),
  arrays.texts(rows.map((row) => text(row?.description))),
  arrays.texts(rows.map((row) => row?.subject.type)),
  arrays.texts(rows.map((row) => text(row?.subject.id))),
  arrays.uuids(rows.map((row) => row?.entryId)),
  arrays.texts(rows.map((row) => (row && row.flags.length > 0 ? row.flags.join() : undefined))),
  arrays.texts(rows.map((row) => plain(row?.trace))),
  arrays.instants(rows.map((row) => row?.occurredAt)),
]

/** One answer per step, undefined where it was held up by another step that could not be taken: those are to be sent again without it. */
export function readSteps(steps: readonly Step[], rows: readonly Row[], reply: StepReply): readonly (StepAnswer | undefined)[] {
  const granted = reply.granted.slice(1, -1).split(',')
  if (reply.state.some((state) => state !== 'ok')) {
    return reply.state.map((state) => (state === 'ok' ? undefined : { state: state as 'known' }))
  }
  const { status, balance, available } = reply
  const answers = status && balance && available ? bundle.read(rows, { status, balance, available }) : []
  let at = 0
  return steps.map((step, index): StepAnswer => {
    const own = answers.slice(at, at + step.operations.length)
    at += step.operations.length
    const before = granted[index]
    const known = before === undefined || before === 'NULL' ? null : Number(before)
    const refusal = own.find((answer): answer is Exclude<Answer, { status: 'done' }> => answer.status !== 'done')
    return refusal ? { state: 'refused', refusal, granted: known } : { state: 'done', granted: known }
  })
}
