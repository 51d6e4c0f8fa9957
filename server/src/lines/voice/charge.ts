import type { Context } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { rate } from '../../platform/money.ts'
import { authorize, extend, type SessionId, type Settlement, settle } from '../../spine/charging/index.ts'
import { ledgerErrors } from '../../spine/ledger/index.ts'
import { type Attempt, type Call, MOST_SECONDS } from './call.ts'
import { costTariff, type VoicePrice } from './price.ts'

/** The charging session of a leg has the leg's own id. */
const sessionOf = (call: Pick<Call, 'id'>): SessionId => call.id as string as SessionId

/** The leg with the first money set aside; undefined when the account cannot pay for the first seconds (W14). Free legs need none. */
export async function authorizeLeg(own: Context, call: Call, price: VoicePrice | null): Promise<Call | undefined> {
  if (!price || price.rate.e8 === 0n) return call
  try {
    const grant = await authorize(own, {
      id: sessionOf(call),
      accountId: call.accountId,
      tariff: price.tariff,
      allowance: call.direction === 'outbound' ? { unit: 'seconds', service: 'voice' } : null,
      mostSeconds: MOST_SECONDS,
      entryKind: 'call',
      revenueCode: 'revenue:voice',
      description: call.direction === 'outbound' ? `Call to ${call.to}` : `Call from ${call.from}`,
      subject: { type: 'call', id: call.id },
      trace: price.trace,
    })
    return { ...call, charged: true, grantedSeconds: grant.grantedSeconds, trace: price.trace }
  } catch (error) {
    if (error instanceof DomainError && error.code === ledgerErrors.insufficientBalance.code) return undefined
    throw error
  }
}

/** How long the leg may last from its answer on, after asking for more. */
export async function extendLeg(own: Context, call: Call, elapsedSeconds: number): Promise<number> {
  return (await extend(own, sessionOf(call), elapsedSeconds)).grantedSeconds
}

/** Charges what the leg lasted, with the supplier's side where one carried it. Again the same for the same leg. */
export async function settleLeg(own: Context, call: Call, carriedBy: Attempt | null): Promise<Settlement> {
  const { vendor, cost } = carriedBy ?? {}
  const tariff = tariffBehind(call)
  return settle(own, {
    id: sessionOf(call),
    durationMs: call.answeredAt === null ? 0 : (call.durationMs ?? 0),
    ...(vendor && cost && { cost: { vendor, tariff: costTariff(rate(cost.currency, cost.rate), tariff) } }),
  })
}

/** The steps of the price the leg began with. */
function tariffBehind({ trace }: Call): { initialSeconds: number; recurringSeconds: number } {
  const { initialSeconds = 60, recurringSeconds = 60 } = (trace ?? {}) as { initialSeconds?: number; recurringSeconds?: number }
  return { initialSeconds, recurringSeconds }
}
