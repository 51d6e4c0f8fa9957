import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Codec, codecFor, prompt, RATE } from './g711.ts'
import { assemble, type Packet, readPacket, writePacket } from './rtp.ts'
import { wav } from './wav.ts'

const codec = (type: number): Codec => {
  const found = codecFor([type])
  if (!found) throw new Error(`There is no codec ${type}.`)
  return found
}
const ULAW = codec(0)
const ALAW = codec(8)

/** G.711's decoders, by the tables' formulas. */
const decodeAlaw = (byte: number): number => {
  const value = byte ^ 0x55
  const segment = (value & 0x70) >> 4
  let sample = ((value & 0x0f) << 4) + (segment ? 0x108 : 8)
  if (segment > 1) sample <<= segment - 1
  return value & 0x80 ? sample : -sample
}
const decodeUlaw = (byte: number): number => {
  const value = ~byte & 0xff
  const sample = (((value & 0x0f) << 3) + 0x84) << ((value & 0x70) >> 4)
  return value & 0x80 ? 0x84 - sample : sample - 0x84
}

test.each([
  ['PCMU', ULAW, decodeUlaw],
  ['PCMA', ALAW, decodeAlaw],
] as const)('%s gives back every sample within the half step of its segment', (_name, codecOf, decode) => {
  fc.assert(
    fc.property(fc.integer({ min: -32_000, max: 32_000 }), (sample) => {
      expect(Math.abs(decode(codecOf.encode(sample)) - sample)).toBeLessThanOrEqual(Math.max(16, Math.abs(sample) / 30))
    }),
  )
})

test.each([
  ['PCMU', ULAW, decodeUlaw],
  ['PCMA', ALAW, decodeAlaw],
] as const)('every code word of %s is what its own sample becomes', (_name, codecOf, decode) => {
  for (let byte = 0; byte < 256; byte += 1) expect(decode(codecOf.encode(decode(byte)))).toBe(decode(byte))
})

test('the first payload type we speak is taken', () => {
  expect(codecFor([111, 8, 0])?.name).toBe('PCMA')
  expect(codecFor([111, 18])).toBeUndefined()
})

test('the prompt ends with a beep that is heard', () => {
  const said = prompt(ALAW)
  expect(said.length).toBe(1.5 * RATE)
  expect(Math.max(...said.subarray(-1_000).map(decodeAlaw).values())).toBeGreaterThanOrEqual(0)
  expect(Math.max(...[...said.subarray(-1_000)].map(decodeAlaw))).toBeGreaterThan(8_000)
})

const packet = (at: number, byte: number): Packet => ({ payloadType: 8, timestamp: at >>> 0, payload: Buffer.alloc(160, byte) })

test('packets are put in order of their time, and what was lost is silent', () => {
  const audio = assemble(ALAW, [packet(1_000, 1), packet(1_480, 3), packet(1_160, 2)], 10)
  expect([...audio]).toEqual([
    ...Buffer.alloc(160, 1),
    ...Buffer.alloc(160, 2),
    ...Buffer.alloc(160, ALAW.silence),
    ...Buffer.alloc(160, 3),
  ])
})

test('a clock that wraps goes on, one that jumps is left out, and nothing is longer than allowed', () => {
  expect(assemble(ALAW, [packet(2 ** 32 - 160, 1), packet(0, 2)], 10).length).toBe(320)
  expect(assemble(ALAW, [packet(5_000, 1), packet(4_000, 2), packet(900_000, 3)], 10).length).toBe(160)
  expect(assemble(ALAW, [packet(0, 1), packet(RATE - 80, 2)], 1).length).toBe(RATE)
  expect(assemble(ALAW, [], 1).length).toBe(0)
})

test('a packet is read as it was written, and what is no RTP is nothing', () => {
  const written = writePacket(ALAW, { sequence: 70_000, timestamp: 160, source: 9 }, Buffer.from('abc'))
  expect(readPacket(written)).toEqual({ payloadType: 8, timestamp: 160, payload: Buffer.from('abc') })
  expect(readPacket(Buffer.from('INVITE sip:x SIP/2.0'))).toBeUndefined()
  expect(readPacket(Buffer.alloc(5))).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void readPacket(Buffer.from(bytes))))
})

test('a WAV file says its format, its samples and its length', () => {
  const file = wav(ALAW, Buffer.alloc(801, 7))
  expect(file.toString('latin1', 0, 4)).toBe('RIFF')
  expect(file.readUInt32LE(4)).toBe(file.length - 8)
  expect(file.readUInt16LE(20)).toBe(6)
  expect(file.readUInt32LE(24)).toBe(8_000)
  expect(file.readUInt32LE(46)).toBe(801)
  expect(file.readUInt32LE(54)).toBe(801)
  expect(file.length % 2).toBe(0)
})
