import { z } from 'zod'
import type { CallAsk, CallRoute, Decision } from '../../lines/voice/port.ts'

/** Kamailio's seconds with six decimals. */
export const instant = (seconds: string): Date => new Date(Math.round(Number(seconds) * 1_000))

const Instant = z.string().regex(/^\d{9,11}(\.\d{1,6})?$/)
const Text = z.string().max(4_000).default('')

const Authorize = z.object({
  t: z.literal('authorize'),
  ti: z.number().int(),
  /** An unsigned number that JSON integers of Kamailio cannot hold. */
  tl: z.string().regex(/^-?\d+$/),
  node: Text,
  callId: z.string().min(1).max(4_000),
  fromTag: Text,
  srcIp: z.string(),
  srcPort: z.coerce.number().int(),
  proto: z.string(),
  device: z.string().optional(),
  ruriUser: Text,
  ruriHost: Text,
  fromUser: Text,
  toUser: Text,
  pai: z.string().optional(),
  diversion: z.string().optional(),
  ua: z.string().optional(),
  at: Instant,
})

const Echo = z.object({ t: z.enum(['hb', 'mark']), n: z.number().int().optional() })
const Did = z.object({ t: z.literal('did'), id: z.string(), done: z.number() })

/** Everything the switch says over the link. */
export const Said = z.union([Authorize, Echo, Did])
export type Authorize = z.output<typeof Authorize>

/** The question as the lines know it. */
export const toAsk = (said: Authorize): CallAsk => ({
  node: said.node,
  callId: said.callId,
  fromTag: said.fromTag,
  sourceIp: said.srcIp,
  sourcePort: said.srcPort,
  transport: said.proto,
  device: said.device ?? null,
  requestUser: said.ruriUser,
  requestHost: said.ruriHost,
  fromUser: said.fromUser,
  toUser: said.toUser,
  assertedIdentity: said.pai ?? null,
  diversion: said.diversion ?? null,
  userAgent: said.ua ?? null,
  at: instant(said.at),
})

const toRoute = (route: CallRoute) => ({
  kind: route.kind,
  name: route.name,
  gateway: route.gateway,
  users: route.users,
  dial: route.dial,
  from: route.from,
  reply: route.replySeconds,
  ring: route.ringSeconds,
  continueOn: route.continueOn,
  // Matched against `;1=408;2=486;`, what the routes tried so far ended with.
  only: route.onlyAfter ? `;${route.onlyAfter.place}=${route.onlyAfter.codes.replace(/^\^|\$$/g, '')};` : '',
  ...route.credentials,
})

/** The answer to the transaction that waits under `ti` and `tl`; Kamailio reads signed 32-bit numbers only. */
export function toAnswer(said: Authorize, decision: Decision): string {
  const transaction = { ti: said.ti, tl: Number(said.tl) | 0 }
  if (decision.kind === 'reject') {
    const { code, reason, cause, retryAfterSeconds } = decision
    return JSON.stringify({ t: 'reject', ...transaction, code, reason, cause, ...(retryAfterSeconds && { retryAfter: retryAfterSeconds }) })
  }
  const { ref, maxSeconds, channels, routes } = decision
  return JSON.stringify({ t: 'route', ...transaction, ref, max: maxSeconds, channels, routes: routes.map(toRoute) })
}
