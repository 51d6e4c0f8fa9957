import pg from 'pg'
import type { CallDecider } from '../../lines/voice/port.ts'
import type { Logger } from '../../platform/log.ts'
import { deliverOrders, purgeOrders } from './control.ts'
import type { TimeLimits } from './limits.ts'
import type { SwitchLink } from './link.ts'
import { drainOutbox, purgeOutbox } from './outbox.ts'

const LOOK_MS = 1_000
const PURGE_EVERY_LOOKS = 3_600

export type DeskOptions = {
  /** For LISTEN; queries go through `pool`. */
  readonly databaseUrl: string
  readonly pool: pg.Pool
  readonly link: SwitchLink
  readonly limits: TimeLimits
  readonly node: string
  readonly decider: CallDecider
  readonly log: Logger
}

/** Empties the outbox and delivers orders: at once when PostgreSQL says so, and every second in case that was not heard. */
export class SwitchDesk {
  readonly #options: DeskOptions
  #listener: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #looks = 0
  #running: Promise<void> | undefined
  #wanted = false
  #stopped = false
  #loaded = false

  constructor(options: DeskOptions) {
    this.#options = options
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_MS)
    this.look()
  }

  /** Looks now, or again right after the look that is under way. */
  look(): void {
    this.#wanted = true
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#running
    await this.#listener?.end()
  }

  async #round(): Promise<void> {
    const { pool, decider, link, limits, node, log } = this.#options
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false
      try {
        await this.#listen()
        if (!this.#loaded) await limits.load(pool)
        this.#loaded = true
        while ((await drainOutbox({ pool, decider, log, hear: (body) => limits.hear(body) })) > 0);
        if (link.up) await deliverOrders(pool, link, limits, node)
        this.#looks += 1
        if (this.#looks % PURGE_EVERY_LOOKS === 1) {
          await purgeOutbox(pool)
          await purgeOrders(pool)
        }
      } catch (err) {
        log.warn({ err }, 'the events of the switch wait: the database did not answer')
      }
    }
  }

  async #listen(): Promise<void> {
    if (this.#listener) return
    const listener = new pg.Client({ connectionString: this.#options.databaseUrl, application_name: 'linecard switch' })
    const forget = () => {
      if (this.#listener === listener) this.#listener = undefined
    }
    listener.on('error', forget)
    listener.on('end', forget)
    listener.on('notification', () => this.look())
    await listener.connect()
    await listener.query('listen linecard_switch')
    this.#listener = listener
  }
}
