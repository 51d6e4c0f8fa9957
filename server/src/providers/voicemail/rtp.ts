import { type Codec, RATE } from './g711.ts'

const HEADER = 12
/** 20 ms, as every telephone sends. */
export const FRAME_SAMPLES = 160
export const FRAME_MS = 20

export type Packet = { readonly payloadType: number; readonly timestamp: number; readonly payload: Buffer }

/** An RTP packet (RFC 3550) with its extension and padding taken off; undefined for anything else. */
export function readPacket(data: Buffer): Packet | undefined {
  if (data.length < HEADER || (data[0] ?? 0) >> 6 !== 2) return undefined
  const flags = data[0] ?? 0
  let start = HEADER + (flags & 0x0f) * 4
  if (flags & 0x10) {
    if (data.length < start + 4) return undefined
    start += 4 + data.readUInt16BE(start + 2) * 4
  }
  const padding = flags & 0x20 ? (data.at(-1) ?? 0) : 0
  if (start > data.length - padding) return undefined
  return {
    payloadType: (data[1] ?? 0) & 0x7f,
    timestamp: data.readUInt32BE(4),
    payload: Buffer.from(data.subarray(start, data.length - padding)),
  }
}

type Position = { readonly sequence: number; readonly timestamp: number; readonly source: number }

/** One packet; the first of a stream is marked. */
export function writePacket(codec: Codec, { sequence, timestamp, source }: Position, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER)
  header[0] = 0x80
  header[1] = codec.payloadType | (timestamp === 0 ? 0x80 : 0)
  header.writeUInt16BE(sequence & 0xffff, 2)
  header.writeUInt32BE(timestamp >>> 0, 4)
  header.writeUInt32BE(source, 8)
  return Buffer.concat([header, payload])
}

/** How far one RTP timestamp lies behind another, over the wrap of 32 bits. */
const behind = (first: number, other: number): number => (other - first) | 0

/**
 * Puts packets in the order of their time; what was lost stays silent, so that the timing is the caller's. Packets out of a window of `mostSeconds`
 * after the first belong to no speech we promised to keep.
 */
export function assemble(codec: Codec, packets: readonly Packet[], mostSeconds: number): Buffer {
  const first = packets[0]?.timestamp ?? 0
  const placed = packets
    .map((packet) => ({ at: behind(first, packet.timestamp), payload: packet.payload }))
    .filter(({ at }) => at >= 0 && at < mostSeconds * RATE)
  const length = Math.max(0, ...placed.map(({ at, payload }) => at + payload.length))
  const audio = Buffer.alloc(length, codec.silence)
  for (const { at, payload } of placed) payload.copy(audio, at)
  return audio.subarray(0, mostSeconds * RATE)
}
