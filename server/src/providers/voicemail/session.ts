import { randomBytes } from 'node:crypto'
import dgram from 'node:dgram'
import { once } from 'node:events'
import { type Codec, prompt } from './g711.ts'
import { assemble, FRAME_MS, FRAME_SAMPLES, type Packet, readPacket, writePacket } from './rtp.ts'
import type { Offer } from './sip.ts'

const HASH = 11
const END_OF_EVENT = 0x80

/** The audio of one call: plays the prompt, then keeps what the caller says until it ends. */
export class Session {
  readonly codec: Codec
  readonly #offer: Offer
  readonly #socket = dgram.createSocket('udp4')
  readonly #prompt: Buffer
  readonly #source = randomBytes(4).readUInt32BE(0)
  readonly #mostSeconds: number
  readonly #full: () => void
  readonly #packets: Packet[] = []
  #peer: { readonly address: string; readonly port: number }
  #frames = 0
  #startedAt = 0
  #timer: NodeJS.Timeout | undefined
  #ended = false

  /** `full` is called when the caller pressed # or the message is as long as it may be. */
  constructor(offer: Offer, codec: Codec, mostSeconds: number, full: () => void) {
    this.#offer = offer
    this.codec = codec
    this.#prompt = prompt(codec)
    this.#mostSeconds = mostSeconds
    this.#full = full
    this.#peer = offer
    this.#socket.on('message', (data, from) => this.#hear(data, from))
    // What cannot be sent is heard by nobody; the recording shows it by its silence.
    this.#socket.on('error', () => this.end())
  }

  /** Opens the port that the caller's audio comes to. */
  async open(address: string): Promise<number> {
    this.#socket.bind(0, address)
    await once(this.#socket, 'listening')
    return this.#socket.address().port
  }

  /** Begins when the caller has confirmed the call. */
  start(): void {
    if (this.#startedAt > 0 || this.#ended) return
    this.#startedAt = performance.now()
    this.#tick()
  }

  /** Closes the line and answers what was said after the beep. */
  end(): Buffer {
    if (!this.#ended) {
      this.#ended = true
      clearTimeout(this.#timer)
      this.#socket.close()
    }
    return assemble(this.codec, this.#packets, this.#mostSeconds)
  }

  get #promptFrames(): number {
    return Math.ceil(this.#prompt.length / FRAME_SAMPLES)
  }

  get #recording(): boolean {
    return this.#startedAt > 0 && this.#frames >= this.#promptFrames
  }

  #hear(data: Buffer, from: dgram.RemoteInfo): void {
    const packet = readPacket(data)
    if (!packet) return
    this.#peer = { address: from.address, port: from.port }
    if (packet.payloadType === this.#offer.dtmf) {
      const [key, flags = 0] = packet.payload
      if (this.#recording && key === HASH && flags & END_OF_EVENT) this.#full()
    } else if (packet.payloadType === this.codec.payloadType && this.#recording) this.#packets.push(packet)
  }

  /** Sends what is due: the prompt, then silence, so that the relay between us and the caller stays open. */
  #tick(): void {
    if (this.#ended) return
    const due = Math.floor((performance.now() - this.#startedAt) / FRAME_MS)
    for (; this.#frames <= due; this.#frames += 1) {
      const payload = Buffer.alloc(FRAME_SAMPLES, this.codec.silence)
      payload.set(this.#prompt.subarray(this.#frames * FRAME_SAMPLES, (this.#frames + 1) * FRAME_SAMPLES))
      const position = { sequence: this.#frames, timestamp: this.#frames * FRAME_SAMPLES, source: this.#source }
      this.#socket.send(writePacket(this.codec, position, payload), this.#peer.port, this.#peer.address)
    }
    if ((this.#frames - this.#promptFrames) * FRAME_MS > this.#mostSeconds * 1_000) this.#full()
    else this.#timer = setTimeout(() => this.#tick(), FRAME_MS)
  }
}
