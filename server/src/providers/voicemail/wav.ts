import { type Codec, RATE } from './g711.ts'

/** A complete WAV file of G.711 audio: RIFF, the format with its extension size, the count of samples that compressed formats need, the data. */
export function wav(codec: Codec, audio: Buffer): Buffer {
  const odd = audio.length % 2
  const header = Buffer.alloc(58)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(50 + audio.length + odd, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(18, 16)
  header.writeUInt16LE(codec.wavFormat, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(RATE, 24)
  header.writeUInt32LE(RATE, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.writeUInt16LE(0, 36)
  header.write('fact', 38, 'latin1')
  header.writeUInt32LE(4, 42)
  header.writeUInt32LE(audio.length, 46)
  header.write('data', 50, 'latin1')
  header.writeUInt32LE(audio.length, 54)
  return Buffer.concat([header, audio, Buffer.alloc(odd)])
}
