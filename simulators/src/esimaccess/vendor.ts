import { randomBytes } from 'node:crypto'
import type { Core } from '../kit/core.ts'
import { newEid, newIccid, newMatchingId } from '../kit/sim-cards.ts'
import { isTopUp, PACKAGES, type Package } from './catalogue.ts'
import { EsimAccessError } from './errors.ts'
import type { EsimAccessState, Order, SimEsim } from './state.ts'

const ALLOCATION_MS = 8_000
const THRESHOLDS = [0.5, 0.2, 0.1]
const RETRIES = 3

const digits = (length: number) => [...randomBytes(length)].map((byte) => byte % 10).join('')

/** A time as they write it: no colon in the zone. */
export const timeText = (instant: Date): string => instant.toISOString().replace(/\.\d+Z$/, '+0000')

/** What the vendor does: sells, allocates a little later, counts, and tells. */
export class Vendor {
  readonly #core: Core
  readonly #state: EsimAccessState
  /** While usage lags, what phones use does not reach the figures. */
  lagging = false

  constructor(core: Core, state: EsimAccessState) {
    this.#core = core
    this.#state = state
  }

  /** The same transaction id is the same order. */
  order(transactionId: string, packageCode: string, price: number | undefined): Order {
    const known = [...this.#state.orders.values()].find((one) => one.transactionId === transactionId)
    if (known) return known
    const wanted = this.#packageOf(packageCode)
    if (isTopUp(wanted)) throw new EsimAccessError('310241', 'The package cannot be ordered')
    if (price !== undefined && price !== wanted.price) throw new EsimAccessError('200005', 'Package price error')
    this.#takeFromStock(packageCode)
    this.#pay(wanted)
    const at = this.#core.now().toISOString()
    const order: Order = { orderNo: `B${digits(14)}`, transactionId, packageCode, at, esimTranNo: undefined }
    this.#state.orders.set(order.orderNo, order)
    this.allocateLater(order)
    return order
  }

  allocateLater(order: Order): void {
    this.#core.timeline.schedule(ALLOCATION_MS, () => this.#allocate(order))
  }

  topUp(transactionId: string, esim: SimEsim, packageCode: string): void {
    if (this.#state.topUps.has(transactionId)) return
    const wanted = this.#packageOf(packageCode)
    if (!isTopUp(wanted)) throw new EsimAccessError('310243', 'The package cannot top up')
    if (!['GOT_RESOURCE', 'IN_USE', 'USED_UP', 'SUSPENDED'].includes(esim.esimStatus))
      throw new EsimAccessError('200002', 'Operation not allowed in this status')
    this.#pay(wanted)
    esim.packages.push(packageCode)
    esim.totalVolume += wanted.volume
    esim.totalDays += wanted.duration
    esim.told = []
    if (esim.esimStatus === 'USED_UP') esim.esimStatus = 'IN_USE'
    this.#state.topUps.set(transactionId, { esimTranNo: esim.esimTranNo, packageCode })
    this.#core.changedLater()
  }

  /** The phone of somebody goes through download, installation and activation. */
  install(esim: SimEsim): void {
    esim.eid = esim.eid || newEid()
    for (const status of ['DOWNLOAD', 'INSTALLATION', 'ENABLED'] as const) {
      esim.smdpStatus = status
      this.#tell('SMDP_EVENT', esim, { eid: esim.eid, smdpStatus: status, esimStatus: esim.esimStatus })
    }
    this.#core.changedLater()
  }

  /** Bytes are used; the figures follow at once, or when `catchUp` is called while usage lags. */
  use(esim: SimEsim, bytes: number): void {
    esim.usage += bytes
    esim.activatedAt ??= this.#core.now().toISOString()
    if (esim.esimStatus === 'GOT_RESOURCE') esim.esimStatus = 'IN_USE'
    if (!this.lagging) this.report(esim, esim.usage)
  }

  /** Sets the figure the vendor tells, which may go backwards. */
  report(esim: SimEsim, usage: number): void {
    esim.reportedUsage = usage
    esim.reportedAt = this.#core.now().toISOString()
    if (esim.totalVolume > 0) {
      const left = (esim.totalVolume - usage) / esim.totalVolume
      if (left <= 0) esim.esimStatus = 'USED_UP'
      for (const threshold of THRESHOLDS.filter((one) => left <= one && !esim.told.includes(one))) {
        esim.told.push(threshold)
        const figures = {
          totalVolume: esim.totalVolume,
          orderUsage: usage,
          remain: Math.max(0, esim.totalVolume - usage),
          remainThreshold: threshold,
        }
        this.#tell('DATA_USAGE', esim, figures)
      }
    }
    this.#core.changedLater()
  }

  health(url: string): void {
    this.#post('CHECK_HEALTH', 'health', url, {})
  }

  #packageOf(packageCode: string): Package {
    const found = PACKAGES.get(packageCode)
    if (!found) throw new EsimAccessError('310241', `The package ${packageCode} does not exist`)
    return found
  }

  #takeFromStock(packageCode: string): void {
    const left = this.#state.stock.get(packageCode)
    if (left === undefined) return
    if (left <= 0) throw new EsimAccessError('200011', 'No profiles available')
    this.#state.stock.set(packageCode, left - 1)
  }

  #pay({ price }: Package): void {
    if (this.#state.balance < price) throw new EsimAccessError('200007', 'Insufficient account balance')
    this.#state.balance -= price
  }

  #allocate(order: Order): void {
    const wanted = PACKAGES.get(order.packageCode)
    if (!wanted || order.esimTranNo) return
    const esim: SimEsim = {
      esimTranNo: digits(14),
      orderNo: order.orderNo,
      transactionId: order.transactionId,
      iccid: newIccid('85235'),
      imsi: `454${digits(12)}`,
      ac: `LPA:1$rsp-eu.simulated-esimaccess.com$${newMatchingId()}`,
      packages: [order.packageCode],
      smdpStatus: 'RELEASED',
      esimStatus: 'GOT_RESOURCE',
      eid: '',
      totalVolume: wanted.volume,
      totalDays: wanted.duration,
      usage: 0,
      reportedUsage: 0,
      reportedAt: this.#core.now().toISOString(),
      activatedAt: null,
      told: [],
    }
    order.esimTranNo = esim.esimTranNo
    this.#state.esims.set(esim.esimTranNo, esim)
    this.#tell('ORDER_STATUS', esim, { orderStatus: 'GOT_RESOURCE' })
    this.#core.changedLater()
  }

  #tell(topic: string, esim: SimEsim, content: Readonly<Record<string, unknown>>): void {
    const about = { orderNo: esim.orderNo, transactionId: esim.transactionId, esimTranNo: esim.esimTranNo, iccid: esim.iccid }
    if (this.#state.webhook) this.#post(topic, esim.esimTranNo, this.#state.webhook, { ...about, ...content })
  }

  #post(topic: string, subject: string, url: string, content: Readonly<Record<string, unknown>>): void {
    const body = JSON.stringify({ notifyType: topic, notifyId: randomBytes(12).toString('hex'), content })
    this.#core.webhooks.send({
      topic,
      subject,
      url,
      sign: () => ({ headers: { 'content-type': 'application/json' }, body }),
      retries: (attempt) => attempt <= RETRIES,
    })
  }
}
