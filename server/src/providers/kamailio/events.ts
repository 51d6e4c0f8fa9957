import { z } from 'zod'
import type { CallEvent, CallRef } from '../../lines/voice/port.ts'
import { causeInReason, causeOfCode } from './causes.ts'
import { instant } from './messages.ts'

/** Why a call was cut at its last second, in the configuration's words. */
export const TIME_LIMIT = 'time limit'

const Seconds = z.string().regex(/^\d{9,11}(\.\d{1,6})?$/)

/** What the switch writes into its outbox. */
export const Noted = z.object({
  kind: z.enum(['attempt', 'ringing', 'answer', 'end']),
  ref: z.uuid(),
  node: z.string(),
  route: z.string(),
  attempt: z.coerce.number().int().min(0),
  at: Seconds,
  answerAt: Seconds.optional(),
  code: z.coerce.number().int().optional(),
  reason: z.string().optional(),
  q850: z.string().optional(),
  by: z.enum(['caller', 'callee', 'platform']).optional(),
  /** How the attempt failed that the call ended with, with `end`. */
  failedCode: z.coerce.number().int().optional(),
  failedReason: z.string().optional(),
  failedQ850: z.string().optional(),
  callId: z.string().optional(),
  fromTag: z.string().optional(),
  toTag: z.string().optional(),
  hEntry: z.number().int().optional(),
  hId: z.number().int().optional(),
  /** The seconds that were granted, with `answer` and its `end`. */
  max: z.number().int().optional(),
})
export type Noted = z.output<typeof Noted>

/** From answer to release. Whatever we were late in cutting is not the caller's: a call that met its limit lasted what was granted. */
function durationOf({ kind, at, answerAt, reason, max }: Noted): number | null {
  if (kind !== 'end' || !answerAt) return null
  const lasted = Math.max(0, instant(at).getTime() - instant(answerAt).getTime())
  return reason === TIME_LIMIT && max !== undefined ? Math.min(lasted, max * 1_000) : lasted
}

const failureOf = ({ failedCode: code, failedReason, failedQ850 }: Noted): CallEvent['failure'] =>
  code === undefined ? undefined : { code, reason: failedReason ?? null, cause: causeInReason(failedQ850) ?? causeOfCode(code, undefined) }

/** The event as the lines know it. Throws a ZodError when the switch wrote something else. */
export function toEvent(body: unknown): CallEvent {
  const noted = Noted.parse(body)
  const final = noted.kind === 'end' || noted.kind === 'attempt'
  const code = noted.code ?? null
  const failure = failureOf(noted)
  return {
    ref: noted.ref as CallRef,
    kind: noted.kind,
    route: noted.route,
    attempt: noted.attempt,
    at: instant(noted.at),
    code,
    reason: noted.reason ?? null,
    cause: final && code !== null ? (causeInReason(noted.q850) ?? causeOfCode(code, noted.by)) : null,
    durationMs: durationOf(noted),
    releasedBy: noted.kind === 'end' ? (noted.by ?? null) : null,
    ...(failure && { failure }),
  }
}
