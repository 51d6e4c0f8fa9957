import net from 'node:net'
import { DriverError } from '../../lines/cloud/port.ts'

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
type Message = {
  readonly QMP?: unknown
  readonly event?: string
  readonly id?: number
  readonly return?: unknown
  readonly error?: { readonly class: string; readonly desc: string }
}

/** One conversation with a running QEMU over its monitor socket. QEMU talks to one client at a time, so it is kept short. */
export class Qmp {
  readonly #socket: net.Socket
  readonly #waiting = new Map<number, Waiting>()
  readonly #greeted: Promise<unknown>
  readonly #timeoutMs: number
  #greet: Waiting | undefined
  #next = 0
  #said = ''

  private constructor(socket: net.Socket, timeoutMs: number) {
    this.#socket = socket
    this.#timeoutMs = timeoutMs
    this.#greeted = new Promise((resolve, reject) => {
      this.#greet = { resolve, reject }
    })
    // Whoever waits is told below; a socket that breaks while nobody waits is no news.
    this.#greeted.catch(() => undefined)
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#hear(text))
    socket.on('error', (error) => this.#end(new DriverError('unreachable', error.message)))
    socket.on('close', () => this.#end(new DriverError('unreachable', 'The monitor hung up.')))
  }

  /** Opens the monitor at `path`. Throws DriverError `unreachable` when nobody listens, `busy` when somebody else is being served. */
  static async open(path: string, timeoutMs = 3_000): Promise<Qmp> {
    const socket = net.connect(path)
    const qmp = new Qmp(socket, timeoutMs)
    try {
      await qmp.#within(qmp.#greeted, 'busy', 'The monitor serves somebody else.')
      await qmp.execute('qmp_capabilities')
      return qmp
    } catch (error) {
      socket.destroy()
      throw error
    }
  }

  #within<Value>(work: Promise<Value>, code: 'busy' | 'timeout', why: string): Promise<Value> {
    let timer: NodeJS.Timeout | undefined
    const overdue = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DriverError(code, why)), this.#timeoutMs)
    })
    return Promise.race([work, overdue]).finally(() => clearTimeout(timer))
  }

  #hear(text: string): void {
    this.#said += text
    for (let end = this.#said.indexOf('\n'); end >= 0; end = this.#said.indexOf('\n')) {
      const line = this.#said.slice(0, end).trim()
      this.#said = this.#said.slice(end + 1)
      if (line) this.#understand(JSON.parse(line) as Message)
    }
  }

  #understand(message: Message): void {
    if (message.QMP) this.#greet?.resolve(undefined)
    if (message.QMP || message.event || message.id === undefined) return
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new DriverError('internal', `${message.error.class}: ${message.error.desc}`))
    else waiting?.resolve(message.return)
  }

  #end(error: Error): void {
    this.#greet?.reject(error)
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }

  /** Gives one command and answers its return. Throws DriverError. */
  execute(command: string, args?: Readonly<Record<string, unknown>>): Promise<unknown> {
    this.#next += 1
    const id = this.#next
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#socket.write(`${JSON.stringify({ execute: command, ...(args && { arguments: args }), id })}\n`)
    })
    return this.#within(answer, 'timeout', `QEMU did not answer ${command}.`)
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** Opens the monitor, does the work and hangs up. */
export async function withQmp<Result>(path: string, work: (qmp: Qmp) => Promise<Result>): Promise<Result> {
  const qmp = await Qmp.open(path)
  try {
    return await work(qmp)
  } finally {
    qmp.close()
  }
}
