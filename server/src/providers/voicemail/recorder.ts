import { randomBytes } from 'node:crypto'
import dgram from 'node:dgram'
import { once } from 'node:events'
import { z } from 'zod'
import type { CallRef, RecordedMessage } from '../../lines/voice/port.ts'
import { newId } from '../../platform/ids.ts'
import type { Logger } from '../../platform/log.ts'
import { codecFor, RATE } from './g711.ts'
import { Session } from './session.ts'
import { type Message, readMessage, readOffer, writeAnswer, writeBye, writeReply } from './sip.ts'
import { Spool } from './spool.ts'
import { wav } from './wav.ts'

/** product.md, voicemail.min_length and voicemail.max_length. */
const LEAST_SECONDS = 2
const MOST_SECONDS = 180
const FIRST_RESEND_MS = 500
const LONGEST_RESEND_MS = 4_000
const GIVE_UP_MS = 32_000
const FORGET_MS = 32_000

export type RecorderOptions = {
  readonly address: string
  readonly port: number
  /** Where messages wait until they are handed over. */
  readonly spool: string
  readonly keep: (message: RecordedMessage) => Promise<void>
  readonly log: Logger
  readonly mostSeconds?: number
}

type Call = {
  readonly ref: CallRef
  readonly invite: Message
  readonly from: dgram.RemoteInfo
  readonly tag: string
  readonly session: Session
  readonly at: Date
  ok: Buffer
  resend: NodeJS.Timeout | undefined
  over: boolean
}

/** A SIP user agent that answers every call the switch sends it and keeps what the caller says. */
export class Recorder {
  readonly #options: RecorderOptions
  readonly #socket = dgram.createSocket('udp4')
  readonly #calls = new Map<string, Call>()
  readonly #forget = new Set<NodeJS.Timeout>()
  readonly #spool: Spool

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#spool = new Spool({ folder: options.spool, keep: options.keep, log: options.log })
    this.#socket.on('message', (data, from) => {
      const message = readMessage(data)
      if (message && message.code === null) this.#take(message, from)
    })
  }

  async start(): Promise<void> {
    await this.#spool.start()
    this.#socket.bind(this.#options.port, this.#options.address)
    await once(this.#socket, 'listening')
    this.#socket.on('error', (err) => this.#options.log.error({ err }, 'the recorder could not send'))
  }

  /** Ends every call, keeping what was said so far. */
  async stop(): Promise<void> {
    await Promise.all([...this.#calls.values()].map((call) => this.#end(call, true)))
    for (const timer of this.#forget) clearTimeout(timer)
    await this.#spool.stop()
    this.#socket.close()
  }

  #send(data: Buffer, to: dgram.RemoteInfo): void {
    this.#socket.send(data, to.port, to.address)
  }

  #take(request: Message, from: dgram.RemoteInfo): void {
    const call = this.#calls.get(request.get('call-id'))
    const reply = (status: string) => this.#send(writeReply(request, status, { tag: call?.tag ?? 'none' }), from)
    switch (request.method) {
      case 'INVITE':
        if (!call) void this.#answer(request, from)
        else if (call.ok.length > 0) this.#send(call.ok, from)
        break
      case 'ACK':
        clearTimeout(call?.resend)
        call?.session.start()
        break
      case 'BYE':
        reply(call ? '200 OK' : '481 Call/Transaction Does Not Exist')
        if (call) void this.#end(call, false)
        break
      case 'CANCEL':
      case 'OPTIONS':
      case 'INFO':
        reply('200 OK')
        break
      default:
        reply('405 Method Not Allowed')
    }
  }

  async #answer(invite: Message, from: dgram.RemoteInfo): Promise<void> {
    const tag = randomBytes(8).toString('hex')
    const refuse = (status: string) => this.#send(writeReply(invite, status, { tag }), from)
    const ref = z.uuid().safeParse(invite.get('x-linecard-ref'))
    if (!ref.success) return refuse('403 Forbidden')
    const offer = readOffer(invite.body)
    const codec = offer && codecFor(offer.payloadTypes)
    if (!offer || !codec) return refuse('488 Not Acceptable Here')

    const { address, port, mostSeconds = MOST_SECONDS } = this.#options
    const session = new Session(offer, codec, mostSeconds, () => void this.#end(call, true))
    const common = { ref: ref.data as CallRef, invite, from, tag, session, at: new Date() }
    const call: Call = { ...common, ok: Buffer.alloc(0), resend: undefined, over: false }
    this.#calls.set(invite.get('call-id'), call)
    const rtpPort = await session.open(address)
    const headers = [`Contact: <sip:voicemail@${address}:${port}>`, 'Content-Type: application/sdp']
    call.ok = writeReply(invite, '200 OK', { tag, headers, body: writeAnswer(address, rtpPort, codec, offer.dtmf) })
    this.#sendOk(call, FIRST_RESEND_MS, 0)
  }

  /** Sent again until it is acknowledged (RFC 3261, 13.3.1.4). */
  #sendOk(call: Call, pause: number, waited: number): void {
    if (call.over) return
    if (waited >= GIVE_UP_MS) return void this.#end(call, true)
    this.#send(call.ok, call.from)
    call.resend = setTimeout(() => this.#sendOk(call, Math.min(LONGEST_RESEND_MS, pause * 2), waited + pause), pause)
  }

  async #end(call: Call, bye: boolean): Promise<void> {
    if (call.over) return
    call.over = true
    clearTimeout(call.resend)
    const { address, port, log } = this.#options
    if (bye) this.#send(writeBye(call.invite, call.tag, `${address}:${port}`), call.from)
    // Kept a while for what is sent again.
    const timer = setTimeout(() => {
      this.#forget.delete(timer)
      this.#calls.delete(call.invite.get('call-id'))
    }, FORGET_MS)
    this.#forget.add(timer)
    const { ref, at, session } = call
    const said = session.end()
    if (said.length < LEAST_SECONDS * RATE) return log.info({ ref, bytes: said.length }, 'a voicemail too short to be one')
    const recordingId = newId()
    try {
      await this.#spool.add({ ref, recordingId, audio: wav(session.codec, said), durationMs: Math.round((said.length * 1_000) / RATE), at })
    } catch (err) {
      log.error({ err, ref }, 'a voicemail could not be written')
    }
  }
}
