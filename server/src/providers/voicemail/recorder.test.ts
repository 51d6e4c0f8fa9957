import dgram from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RecordedMessage } from '../../lines/voice/port.ts'
import { createLogger } from '../../platform/log.ts'
import { codecFor, RATE } from './g711.ts'
import { Recorder } from './recorder.ts'
import { writePacket } from './rtp.ts'

const ADDRESS = '127.0.0.1'
const PCMA = codecFor([8])
if (!PCMA) throw new Error('There is no A-law.')
const log = createLogger('voicemail', 'silent')

let spool: string
let sip: dgram.Socket
let heard: string[]
let kept: RecordedMessage[]
let recorder: Recorder
let port: number

async function open(socket: dgram.Socket): Promise<number> {
  socket.bind(0, ADDRESS)
  await once(socket, 'listening')
  return socket.address().port
}

const start = async (keep: (message: RecordedMessage) => Promise<void>, mostSeconds = 180) => {
  const probe = dgram.createSocket('udp4')
  port = await open(probe)
  await new Promise<void>((resolve) => probe.close(() => resolve()))
  recorder = new Recorder({ address: ADDRESS, port, spool, keep, log, mostSeconds })
  await recorder.start()
}

beforeEach(async () => {
  spool = await mkdtemp(path.join(os.tmpdir(), 'lc-spool-'))
  heard = []
  kept = []
  sip = dgram.createSocket('udp4')
  sip.on('message', (data) => heard.push(data.toString()))
  await open(sip)
})
afterEach(async () => {
  await recorder.stop()
  sip.close()
  await rm(spool, { recursive: true, force: true })
})

async function until<Value>(what: string, look: () => Value | undefined): Promise<Value> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`Never happened: ${what}. Heard: ${heard.join('\n')}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const reply = (start: string) => until(start, () => heard.find((message) => message.startsWith(start)))

function send(method: string, callId: string, headers: readonly string[] = [], body = ''): void {
  const lines = [
    `${method} sip:voicemail@${ADDRESS} SIP/2.0`,
    `Via: SIP/2.0/UDP ${ADDRESS}:${sip.address().port};branch=z9hG4bK${method}`,
    'f: <sip:caller@x>;tag=c',
    'To: <sip:voicemail@x>',
    `i: ${callId}`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:caller@${ADDRESS}:${sip.address().port}>`,
    'Record-Route: <sip:127.0.0.9;lr>',
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  sip.send(`${lines.join('\r\n')}\r\n\r\n${body}`, port, ADDRESS)
}

const sdp = (rtpPort: number, types = '8 101') =>
  `v=0\r\no=- 1 1 IN IP4 ${ADDRESS}\r\ns=-\r\nc=IN IP4 ${ADDRESS}\r\nt=0 0\r\nm=audio ${rtpPort} RTP/AVP ${types}\r\na=rtpmap:101 telephone-event/8000\r\n`

/** Plays a caller who speaks for so many seconds of audio, all of it sent at once after the beep. */
async function speak(ref: string, callId: string, seconds: number): Promise<dgram.Socket> {
  const rtp = dgram.createSocket('udp4')
  let frames = 0
  rtp.on('message', () => {
    frames += 1
  })
  const rtpPort = await open(rtp)
  send('INVITE', callId, [`X-Linecard-Ref: ${ref}`, 'Content-Type: application/sdp'], sdp(rtpPort))
  const ok = await reply('SIP/2.0 200 OK')
  send('ACK', callId)
  const to = Number(/m=audio (\d+)/.exec(ok)?.[1])
  await until('the beep is over', () => (frames > 76 ? true : undefined))
  for (let sequence = 0; sequence < (seconds * RATE) / 160; sequence += 1) {
    const position = { sequence, timestamp: 5_000 + sequence * 160, source: 1 }
    rtp.send(writePacket(PCMA as NonNullable<typeof PCMA>, position, Buffer.alloc(160, sequence & 0xff)), to, ADDRESS)
    if (sequence % 20 === 19) await new Promise((resolve) => setImmediate(resolve))
  }
  await new Promise((resolve) => rtp.send(Buffer.from('last'), to, ADDRESS, resolve))
  return rtp
}

test('a message is kept once with its own id, its length and its audio, and nothing of it stays on disk', async () => {
  await start(async (message) => void kept.push(message))
  const ref = v7()
  const rtp = await speak(ref, 'one', 3)
  send('BYE', 'one')
  const message = await until('a message', () => kept[0])
  expect(message).toMatchObject({ ref, durationMs: 3_000 })
  expect(message.audio.length).toBe(58 + 3 * RATE)
  expect(message.audio[58]).toBe(0)
  expect(message.audio[58 + 160]).toBe(1)
  await expect.poll(() => readdir(spool)).toEqual([])
  expect(kept).toHaveLength(1)
  rtp.close()
})

test('what is shorter than two seconds is no message', async () => {
  await start(async (message) => void kept.push(message))
  const rtp = await speak(v7(), 'two', 1)
  send('BYE', 'two')
  await until('the call ended', () => (heard.filter((message) => /CSeq: 1 BYE/.test(message)).length > 0 ? true : undefined))
  await recorder.stop()
  expect(kept).toEqual([])
  expect(await readdir(spool)).toEqual([])
  rtp.close()
  await start(async () => undefined)
})

test('a message that could not be handed over is handed over by the next process, under the same id', async () => {
  const tried: string[] = []
  await start(async (message) => {
    tried.push(message.recordingId)
    throw new Error('the platform is away')
  })
  const rtp = await speak(v7(), 'three', 2.5)
  send('BYE', 'three')
  await until('a try', () => tried[0])
  await recorder.stop()
  await start(async (message) => void kept.push(message))
  const message = await until('a message', () => kept[0])
  expect(message.recordingId).toBe(tried[0])
  expect(message.durationMs).toBe(2_500)
  rtp.close()
})

test('a message ends when it is as long as it may be, and the recorder hangs up', async () => {
  await start(async (message) => void kept.push(message), 2)
  const rtp = await speak(v7(), 'four', 3)
  const bye = await reply('BYE')
  expect(bye).toContain('Route: <sip:127.0.0.9;lr>')
  expect(await until('a message', () => kept[0])).toMatchObject({ durationMs: 2_000 })
  rtp.close()
})

test('a call without our reference is refused, and so is one without a codec we speak', async () => {
  await start(async () => undefined)
  send('INVITE', 'five', ['Content-Type: application/sdp'], sdp(9))
  await reply('SIP/2.0 403')
  send('INVITE', 'six', [`X-Linecard-Ref: ${v7()}`, 'Content-Type: application/sdp'], sdp(9, '18'))
  await reply('SIP/2.0 488')
  send('BYE', 'seven')
  await reply('SIP/2.0 481')
  send('SUBSCRIBE', 'eight')
  await reply('SIP/2.0 405')
})

test('an answer is sent again until it is acknowledged', async () => {
  await start(async () => undefined)
  send('INVITE', 'nine', [`X-Linecard-Ref: ${v7()}`, 'Content-Type: application/sdp'], sdp(9))
  await until('the second 200', () => (heard.filter((message) => message.startsWith('SIP/2.0 200')).length >= 2 ? true : undefined))
})
