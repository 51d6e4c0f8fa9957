import { days, later } from '../../platform/clock.ts'
import { type AccountId, type Id, idSchema } from '../../platform/ids.ts'
import type { NumberId } from '../numbers/index.ts'
import type { CallId } from './call.ts'

export type VoicemailId = Id<'voicemail'>
export const VoicemailId = idSchema<VoicemailId>()

/** A message a caller left. */
export type Voicemail = {
  readonly id: VoicemailId
  readonly accountId: AccountId
  readonly numberId: NumberId
  readonly callId: CallId
  readonly recordingId: string
  readonly from: string
  /** Null once it is erased. */
  readonly objectKey: string | null
  readonly bytes: number
  readonly durationMs: number
  readonly transcription: string | null
  readonly readAt: Date | null
  readonly createdAt: Date
  readonly deletedAt: Date | null
  readonly erasedAt: Date | null
}

/** Shorter than this it is a hang-up, not a message (W18). */
export const LEAST_MS = 2_000
/** Played for so long it counts as heard. */
export const HEARD_SECONDS = 3
/** So long a deleted message can be taken back. */
export const KEEP_DELETED_DAYS = 30

export const erasableAt = (deletedAt: Date): Date => later(deletedAt, days(KEEP_DELETED_DAYS))

/** Whether the bytes are a RIFF/WAVE file, whatever anybody calls them. */
export const isWav = (bytes: Uint8Array): boolean =>
  bytes.length >= 44 && ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WAVE' && ascii(bytes, 12) === 'fmt '

const ascii = (bytes: Uint8Array, at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1')

/** One part of a file as `Range: bytes=…` asks for it (RFC 9110 §14); undefined for the whole, null for what is not there. */
export function partOf(range: string | undefined, size: number): { readonly from: number; readonly to: number } | null | undefined {
  if (range === undefined) return undefined
  const match = /^bytes=(\d*)-(\d*)$/.exec(range.trim())
  // Several parts at once and other units are answered with the whole file, as the standard allows.
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const from = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]))
  return from <= to && from < size ? { from, to } : null
}
