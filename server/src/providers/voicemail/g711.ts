/** The two companding laws of G.711: payload type, WAV format tag, and the byte that is silence. */
export type Codec = {
  readonly name: 'PCMU' | 'PCMA'
  readonly payloadType: number
  readonly wavFormat: number
  readonly silence: number
  encode(sample: number): number
}

export const RATE = 8_000

const ULAW_BIAS = 0x84
const ULAW_CLIP = 32_635

/** ITU-T G.711 µ-law of a 16-bit sample. */
function encodeUlaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(ULAW_CLIP, Math.abs(sample)) + ULAW_BIAS
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

/** ITU-T G.711 A-law of a 16-bit sample. */
function encodeAlaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0
  const magnitude = Math.min(32_767, sample >= 0 ? sample : -sample - 1) >> 4
  const exponent = Math.max(0, 31 - Math.clz32(Math.max(1, magnitude)) - 4)
  const segment = magnitude < 32 ? (magnitude >= 16 ? 1 : 0) : exponent + 1
  const mantissa = segment === 0 ? magnitude & 0x0f : (magnitude >> (segment - 1)) & 0x0f
  return (sign | (segment << 4) | mantissa) ^ 0x55
}

const CODECS: readonly Codec[] = [
  { name: 'PCMU', payloadType: 0, wavFormat: 7, silence: 0xff, encode: encodeUlaw },
  { name: 'PCMA', payloadType: 8, wavFormat: 6, silence: 0xd5, encode: encodeAlaw },
]

/** The first payload type of an offer that we speak. */
export const codecFor = (payloadTypes: readonly number[]): Codec | undefined =>
  payloadTypes.flatMap((type) => CODECS.filter((codec) => codec.payloadType === type))[0]

type Tone = { readonly hertz: number; readonly seconds: number; readonly loudness: number }

/** What a caller hears before the recording begins: a pause while the line opens, two rising notes, the beep. */
const PROMPT: readonly Tone[] = [
  { hertz: 0, seconds: 0.3, loudness: 0 },
  { hertz: 440, seconds: 0.25, loudness: 6_000 },
  { hertz: 660, seconds: 0.25, loudness: 6_000 },
  { hertz: 0, seconds: 0.2, loudness: 0 },
  { hertz: 1_000, seconds: 0.5, loudness: 9_000 },
]

/** The prompt in a codec's bytes, one for each 1/8000 s. */
export function prompt(codec: Codec): Buffer {
  return Buffer.concat(
    PROMPT.map(({ hertz, seconds, loudness }) =>
      Buffer.from(
        Array.from({ length: Math.round(seconds * RATE) }, (_, at) =>
          codec.encode(Math.round(loudness * Math.sin((2 * Math.PI * hertz * at) / RATE))),
        ),
      ),
    ),
  )
}
