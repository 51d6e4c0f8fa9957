import type { Duplex } from 'node:stream'
import { drawn, SCREEN } from './screen.ts'

/** A terminal as the RFB server shows it. */
export type Terminal = { lines(): readonly string[]; type(character: string): void }

type PixelFormat = {
  readonly bytes: number
  readonly bigEndian: boolean
  readonly red: number
  readonly green: number
  readonly blue: number
}

const OURS: PixelFormat = { bytes: 4, bigEndian: false, red: 16, green: 8, blue: 0 }
const INK = [0xd8, 0xe2, 0xdc] as const
const GROUND = [0x12, 0x18, 0x1c] as const
const REFRESH_MS = 500
const LONGEST_CUT = 1_048_576
const ENTER = 0xff0d
const BACKSPACE = 0xff08

function serverInit(name: string): Buffer {
  const text = Buffer.from(name)
  const bytes = Buffer.alloc(24 + text.length)
  bytes.writeUInt16BE(SCREEN.width, 0)
  bytes.writeUInt16BE(SCREEN.height, 2)
  bytes.set([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, OURS.red, OURS.green, OURS.blue], 4)
  bytes.writeUInt32BE(text.length, 20)
  text.copy(bytes, 24)
  return bytes
}

function pixel([red, green, blue]: readonly [number, number, number], format: PixelFormat): Buffer {
  const bytes = Buffer.alloc(4)
  const value = ((red << format.red) | (green << format.green) | (blue << format.blue)) >>> 0
  if (format.bigEndian) bytes.writeUInt32BE(value)
  else bytes.writeUInt32LE(value)
  return bytes
}

/** One whole screen in raw encoding. */
function update(ink: Uint8Array, format: PixelFormat): Buffer {
  const bytes = Buffer.alloc(16 + ink.length * 4)
  bytes.writeUInt16BE(1, 2)
  bytes.writeUInt16BE(SCREEN.width, 8)
  bytes.writeUInt16BE(SCREEN.height, 10)
  const colours = [pixel(GROUND, format), pixel(INK, format)] as const
  for (let at = 0; at < ink.length; at += 1) colours[ink[at] === 1 ? 1 : 0].copy(bytes, 16 + at * 4)
  return bytes
}

/** How long the client's message is that begins with these bytes; undefined when more bytes are needed to tell. */
function lengthOf(bytes: Buffer): number | undefined {
  switch (bytes[0]) {
    case 0:
      return 20
    case 2:
      return bytes.length < 4 ? undefined : 4 + bytes.readUInt16BE(2) * 4
    case 3:
      return 10
    case 4:
      return 8
    case 5:
      return 6
    case 6:
      return bytes.length < 8 ? undefined : 8 + bytes.readUInt32BE(4)
    default:
      return Number.POSITIVE_INFINITY
  }
}

/** The server's side of RFB 3.8 (RFC 6143) without authentication: a screen of text that follows its terminal, and keys that go to it. */
export function serveRfb(stream: Duplex, name: string, terminal: Terminal): void {
  let heard = Buffer.alloc(0)
  let stage: 'version' | 'security' | 'init' | 'running' = 'version'
  let format = OURS
  let wanted = false
  let shown = ''

  const show = (force: boolean) => {
    const lines = terminal.lines()
    const text = lines.join('\n')
    if (!wanted || (!force && text === shown)) return
    wanted = false
    shown = text
    stream.write(update(drawn(lines), format))
  }
  const refresh = setInterval(() => show(false), REFRESH_MS)
  stream.once('close', () => clearInterval(refresh))
  stream.on('error', () => stream.destroy())

  const take = (count: number): Buffer | undefined => {
    if (heard.length < count) return undefined
    const taken = heard.subarray(0, count)
    heard = heard.subarray(count)
    return taken
  }
  const shakeHands = (): boolean => {
    if (stage === 'version') {
      if (!take(12)) return false
      stream.write(Buffer.from([1, 1]))
      stage = 'security'
    } else if (stage === 'security') {
      const choice = take(1)
      if (!choice) return false
      if (choice[0] !== 1) {
        stream.destroy()
        return false
      }
      stream.write(Buffer.alloc(4))
      stage = 'init'
    } else {
      if (!take(1)) return false
      stream.write(serverInit(name))
      stage = 'running'
    }
    return true
  }
  const understand = (message: Buffer) => {
    if (message[0] === 0 && message[4] === 32) {
      format = { bytes: 4, bigEndian: message[6] === 1, red: message[14] ?? 16, green: message[15] ?? 8, blue: message[16] ?? 0 }
    } else if (message[0] === 3) {
      wanted = true
      show(message[1] === 0)
    } else if (message[0] === 4 && message[1] === 1) {
      const key = message.readUInt32BE(4)
      if (key === ENTER) terminal.type('\n')
      else if (key === BACKSPACE) terminal.type('\b')
      else if (key >= 32 && key < 127) terminal.type(String.fromCharCode(key))
      show(false)
    }
  }
  stream.on('data', (part: Buffer) => {
    heard = Buffer.concat([heard, part])
    while (stage !== 'running') if (!shakeHands()) return
    for (let length = lengthOf(heard); heard.length > 0 && length !== undefined; length = lengthOf(heard)) {
      if (length > LONGEST_CUT) return void stream.destroy()
      const message = take(length)
      if (!message) return
      understand(message)
    }
  })
  stream.write('RFB 003.008\n')
}
