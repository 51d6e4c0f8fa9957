import net from 'node:net'
import type { CallAsk, CallDecider, Decision } from '../../lines/voice/port.ts'
import type { Logger } from '../../platform/log.ts'
import { FrameReader, frame } from './frames.ts'
import { type Authorize, Said, toAnswer, toAsk } from './messages.ts'
import { DECISION_MS, SILENCE_SECONDS } from './settings.ts'

const HEARTBEAT_MS = 1_000
const AGAIN_MS = 200
/**
 * Kamailio 5.6 reads a client into 32 KB and loses a message whose length falls on the end of a read, so no more than this travels
 * before it has said that it took everything in.
 */
const WINDOW_BYTES = 12_000
const MOST_DECISIONS = 512
const ORDER_MS = 5_000

const unavailable = (reason: string): Decision => ({ kind: 'reject', code: 503, reason, cause: 41, retryAfterSeconds: 1 })

export type LinkOptions = {
  readonly port: number
  readonly key: string
  readonly decider: CallDecider
  readonly log: Logger
}

/** The platform's end of the switch's TCP socket: answers asks, sends orders, and shows both sides that the other one is alive. */
export class SwitchLink {
  readonly #options: LinkOptions
  readonly #waiting: Buffer[] = []
  readonly #orders = new Map<string, (done: boolean) => void>()
  #socket: net.Socket | undefined
  #heartbeat: NodeJS.Timeout | undefined
  #again: NodeJS.Timeout | undefined
  #mark = 0
  #marked = false
  #heardAt = 0
  #deciding = 0
  #stopped = false

  constructor(options: LinkOptions) {
    this.#options = options
  }

  /** Connects, and again whenever the connection is lost, until `stop`. */
  start(): void {
    const reader = new FrameReader()
    const socket = net.connect(this.#options.port, '127.0.0.1')
    socket.setNoDelay(true)
    socket.on('connect', () => this.#greet(socket))
    socket.on('data', (chunk) => {
      this.#heardAt = performance.now()
      try {
        for (const text of reader.read(chunk)) this.#hear(text)
      } catch (error) {
        socket.destroy(error as Error)
      }
    })
    socket.on('error', (err) => this.#options.log.debug({ err }, 'the link to the switch failed'))
    socket.on('close', () => this.#lost())
  }

  get up(): boolean {
    return this.#socket !== undefined
  }

  /** Hands an order to the switch; false when there is no such call or no switch. */
  order(message: { readonly id: string; readonly t: 'cut' | 'prolong' } & Readonly<Record<string, unknown>>): Promise<boolean> {
    if (!this.#socket) return Promise.resolve(false)
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#done(message.id, false), ORDER_MS)
      this.#orders.set(message.id, (done) => {
        clearTimeout(timer)
        resolve(done)
      })
      this.#send(JSON.stringify(message))
    })
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#again)
    this.#socket?.destroy()
  }

  #done(id: string, done: boolean): void {
    this.#orders.get(id)?.(done)
    this.#orders.delete(id)
  }

  #greet(socket: net.Socket): void {
    this.#socket = socket
    this.#marked = false
    this.#heardAt = performance.now()
    this.#options.log.info('linked to the switch')
    this.#send(JSON.stringify({ t: 'hi', key: this.#options.key }))
    this.#heartbeat = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENCE_SECONDS * 1_000) socket.destroy(new Error('The switch is silent.'))
      else this.#send('{"t":"hb"}')
    }, HEARTBEAT_MS)
    this.#send('{"t":"hb"}')
  }

  #lost(): void {
    clearInterval(this.#heartbeat)
    if (this.#socket) this.#options.log.warn('the link to the switch is lost')
    this.#socket = undefined
    this.#waiting.length = 0
    for (const id of [...this.#orders.keys()]) this.#done(id, false)
    if (!this.#stopped) this.#again = setTimeout(() => this.start(), AGAIN_MS)
  }

  #send(text: string): void {
    this.#waiting.push(frame(text))
    this.#pump()
  }

  #pump(): void {
    if (!this.#socket || this.#marked || this.#waiting.length === 0) return
    const batch: Buffer[] = []
    let size = 0
    for (let next = this.#waiting[0]; next && (size === 0 || size + next.length <= WINDOW_BYTES); next = this.#waiting[0]) {
      batch.push(next)
      size += next.length
      this.#waiting.shift()
    }
    this.#mark += 1
    this.#marked = true
    batch.push(frame(JSON.stringify({ t: 'mark', n: this.#mark })))
    this.#socket.write(Buffer.concat(batch))
  }

  #hear(text: string): void {
    const { success, data: said } = Said.safeParse(parseJson(text))
    if (!success) this.#options.log.warn({ text: text.slice(0, 500) }, 'the switch said something unknown')
    else if (said.t === 'authorize') void this.#answer(said)
    else if (said.t === 'did') this.#done(said.id, said.done === 1)
    else if (said.t === 'mark' && said.n === this.#mark) {
      this.#marked = false
      this.#pump()
    }
  }

  async #answer(said: Authorize): Promise<void> {
    const socket = this.#socket
    const decision = await this.#decide(toAsk(said))
    if (this.#socket === socket && socket) return this.#send(toAnswer(said, decision))
    // The switch that asked is gone and never hears the answer: what was reserved for the call is given back.
    if (decision.kind === 'route') await this.#giveBack(decision)
  }

  async #decide(ask: CallAsk): Promise<Decision> {
    // After a stall nobody waits for these any more, and deciding about them would only make those behind them wait as well.
    if (Date.now() - ask.at.getTime() > DECISION_MS) return unavailable('Stale')
    if (this.#deciding >= MOST_DECISIONS) return unavailable('Platform Busy')
    this.#deciding += 1
    try {
      return await this.#options.decider.decide(ask)
    } catch (err) {
      this.#options.log.error({ err, callId: ask.callId }, 'no decision about a call')
      return unavailable('Platform Error')
    } finally {
      this.#deciding -= 1
    }
  }

  async #giveBack({ ref }: Decision & { kind: 'route' }): Promise<void> {
    const never = { kind: 'end', route: '', attempt: 0, code: 503, reason: 'Switch Lost', cause: 41, durationMs: null } as const
    try {
      await this.#options.decider.report({ ref, ...never, at: new Date(), releasedBy: 'platform' })
    } catch (err) {
      this.#options.log.error({ err, ref }, 'a call that never began could not be given back: its lease will')
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Told by the caller as unknown.
    return undefined
  }
}
