import { z } from 'zod'
import type { CallEvent, CallRef } from '../../lines/voice/port.ts'
import { causeInReason, causeOfCode } from './causes.ts'
import { instant } from './messages.ts'

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
  callId: z.string().optional(),
  fromTag: z.string().optional(),
  toTag: z.string().optional(),
  hEntry: z.number().int().optional(),
  hId: z.number().int().optional(),
  /** The seconds that were granted, with `answer`. */
  max: z.number().int().optional(),
})
export type Noted = z.output<typeof Noted>

/** The event as the lines know it. Throws a ZodError when the switch wrote something else. */
export function toEvent(body: unknown): CallEvent {
  const noted = Noted.parse(body)
  const at = instant(noted.at)
  const final = noted.kind === 'end' || noted.kind === 'attempt'
  const code = noted.code ?? null
  return {
    ref: noted.ref as CallRef,
    kind: noted.kind,
    route: noted.route,
    attempt: noted.attempt,
    at,
    code,
    reason: noted.reason ?? null,
    cause: final && code !== null ? (causeInReason(noted.q850) ?? causeOfCode(code, noted.by)) : null,
    durationMs: noted.kind === 'end' && noted.answerAt ? Math.max(0, at.getTime() - instant(noted.answerAt).getTime()) : null,
    releasedBy: noted.kind === 'end' ? (noted.by ?? null) : null,
  }
}
