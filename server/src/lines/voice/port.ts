import type { Id } from '../../platform/ids.ts'

/** Our reference of one call leg pair, given with the decision and carried by the switch; the charging session has the same id. */
export type CallRef = Id<'callRef'>

/** What the switch asks for every new call (voice.md, `authorize`). Numbers come as they were sent, untranslated. */
export type CallAsk = {
  readonly node: string
  readonly callId: string
  readonly fromTag: string
  readonly sourceIp: string
  readonly sourcePort: number
  readonly transport: string
  /** The SIP username that proved itself by digest, or null for a call from outside. */
  readonly device: string | null
  readonly requestUser: string
  readonly requestHost: string
  readonly fromUser: string
  readonly toUser: string
  readonly assertedIdentity: string | null
  readonly diversion: string | null
  readonly userAgent: string | null
  readonly at: Date
}

/** One way the call may go, tried in order. */
export type CallRoute = {
  /** `gateway` leaves for `gateway`; `devices` forks to the registered devices of `users`; `voicemail` goes to our own recorder. */
  readonly kind: 'gateway' | 'devices' | 'voicemail'
  /** Names the attempt in events: a gateway's id, `devices`, `voicemail`. */
  readonly name: string
  /** `sip:host:port;transport=udp` for gateways; empty otherwise. */
  readonly gateway: string
  /** SIP usernames, for `devices`. */
  readonly users: readonly string[]
  /** The number to dial, as the gateway wants it. */
  readonly dial: string
  /** The number to present. */
  readonly from: string
  /** No reply at all within this: the next route. */
  readonly replySeconds: number
  /** No answer within this: the next route. */
  readonly ringSeconds: number
  /** For gateways that ask for digest. */
  readonly credentials: { readonly username: string; readonly password: string; readonly realm: string } | null
  /** Final codes after which the next route is tried, as a regular expression over the code; others end the call. */
  readonly continueOn: string
  /**
   * Skipped unless the route at `place` (counted from 1) was tried and ended with a code that the regular expression `codes` matches; left out: never
   * skipped. It is how "busy goes here, no answer goes there" is said. A `devices` route of which nobody is registered ends with 480, one that nobody
   * answered in its ring time with 408.
   */
  readonly onlyAfter?: { readonly place: number; readonly codes: string }
}

export type Decision =
  | {
      readonly kind: 'route'
      readonly ref: CallRef
      /** Cut with BYE this long after the answer; moved later by `SwitchControl.prolong`. */
      readonly maxSeconds: number
      readonly routes: readonly CallRoute[]
      /** Counters that must have room, all or none. */
      readonly channels: readonly { readonly key: string; readonly most: number }[]
    }
  | {
      readonly kind: 'reject'
      readonly code: number
      readonly reason: string
      /** ITU-T Q.850 cause. */
      readonly cause: number
      readonly retryAfterSeconds: number | null
    }

/** What became of a call, each at least once, possibly out of order; idempotent by (ref, kind, attempt). */
export type CallEvent = {
  readonly ref: CallRef
  readonly kind: 'attempt' | 'ringing' | 'answer' | 'end'
  /** The route's name, and its place counted from 1. */
  readonly route: string
  readonly attempt: number
  readonly at: Date
  readonly code: number | null
  readonly reason: string | null
  readonly cause: number | null
  /** From answer to release; only with `end`. */
  readonly durationMs: number | null
  readonly releasedBy: 'caller' | 'callee' | 'platform' | null
  /** How the attempt it names failed, which may be other than what the caller was told; only with `end`, which can overtake the attempt's own word. */
  readonly failure?: { readonly code: number; readonly reason: string | null; readonly cause: number }
}

/** A message somebody left, as the recorder hands it over once, with its own id. */
export type RecordedMessage = {
  readonly ref: CallRef
  readonly recordingId: string
  /** A complete WAV file of G.711 audio. */
  readonly audio: Buffer
  readonly durationMs: number
  readonly at: Date
}

/** What the switch asks us; composition puts the lines that decide behind it. */
export interface CallDecider {
  decide(ask: CallAsk): Promise<Decision>
  report(event: CallEvent): Promise<void>
  record(message: RecordedMessage): Promise<void>
}

/** What we tell the switch about a call that is up. */
export interface SwitchControl {
  /** Cuts the call now. */
  cut(ref: CallRef, reason: string): Promise<void>
  /** Moves the cut to this many seconds after the answer. */
  prolong(ref: CallRef, maxSeconds: number): Promise<void>
}
