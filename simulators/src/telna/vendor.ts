import { randomUUID } from 'node:crypto'
import type { Core } from '../kit/core.ts'
import { newEid, newIccid, newMatchingId } from '../kit/sim-cards.ts'
import { byTemplate, PRODUCTS } from './catalogue.ts'
import { TelnaError } from './errors.ts'
import type { SimPackage, SimProfile, TelnaState, WorkOrder } from './state.ts'

/** The SM-DP+ of the contract, for codes that are only a matching ID. */
export const SMDP = 'smdp.simulated-telna.com'
const THRESHOLDS = [50, 80]
const POINTS = { DOWNLOADED: 3, INSTALLED: 4 } as const
const RETRIES = 3

/** What the vendor does: sells at once, counts, and tells. It protects nobody from ordering twice. */
export class Vendor {
  readonly #core: Core
  readonly #state: TelnaState

  constructor(core: Core, state: TelnaState) {
    this.#core = core
    this.#state = state
  }

  order(productId: string, customerRef: string): WorkOrder {
    const product = PRODUCTS.get(productId)
    if (!product) throw new TelnaError(400, `Product ${productId} is not available`)
    const left = this.#state.stock.get(productId)
    if (left !== undefined) {
      if (left <= 0) throw new TelnaError(400, 'No SIM available in the inventory')
      this.#state.stock.set(productId, left - 1)
    }
    const id = this.#nextId()
    const iccid = newIccid('01240')
    const bought = this.#addPackage(iccid, product.template, product.bytes)
    const matchingId = newMatchingId()
    const bare = Number(id) % 2 === 0
    const activationCode = bare ? matchingId : `LPA:1$${SMDP}$${matchingId}`
    const profile: SimProfile = {
      iccid,
      workOrder: id,
      activationCode,
      state: 'RELEASED',
      eid: null,
      data: 'ENABLED',
      usedBytes: 0,
      told: [],
    }
    const order: WorkOrder = { id, product: productId, customerRef, iccid, package: bought.id, createdAt: this.#core.now().getTime() }
    this.#state.profiles.set(iccid, profile)
    this.#state.orders.set(id, order)
    return order
  }

  topUp(iccid: string, template: string): SimPackage {
    const product = byTemplate(template)
    if (!product) throw new TelnaError(400, `Package template ${template} does not exist`)
    if (!this.#state.profiles.has(iccid)) throw new TelnaError(404, 'SIM not found')
    return this.#addPackage(iccid, template, product.bytes)
  }

  install(profile: SimProfile): void {
    profile.eid ??= newEid()
    for (const state of ['DOWNLOADED', 'INSTALLED', 'ENABLED'] as const) {
      profile.state = state
      const point = state === 'ENABLED' ? undefined : POINTS[state]
      this.#tell('HandleDownloadProgressInfo', profile, { eid: profile.eid, state, ...(point && { notificationPointId: point }) })
    }
    this.#core.changedLater()
  }

  /** Sets what was used so far; it may jump or go backwards. */
  report(profile: SimProfile, usedBytes: number): void {
    profile.usedBytes = usedBytes
    const total = this.totalOf(profile)
    const fresh = THRESHOLDS.filter((level) => usedBytes * 100 >= level * total && !profile.told.includes(level))
    for (const level of fresh) {
      profile.told.push(level)
      this.#tell('PACKAGE_DATA_USAGE_ALERT', profile, { threshold: level, data_used_bytes: usedBytes, data_total_bytes: total })
    }
    this.#core.changedLater()
  }

  totalOf({ iccid }: SimProfile): number {
    return [...this.#state.packages.values()].filter(({ sim }) => sim === iccid).reduce((sum, { bytes }) => sum + bytes, 0)
  }

  #addPackage(sim: string, template: string, bytes: number): SimPackage {
    const added: SimPackage = { id: this.#nextId(), sim, template, bytes, createdAt: this.#core.now().getTime() }
    this.#state.packages.set(added.id, added)
    return added
  }

  #nextId(): string {
    const id = String(this.#state.next)
    this.#state.next += 1
    return id
  }

  #tell(topic: string, profile: SimProfile, facts: Readonly<Record<string, unknown>>): void {
    if (!this.#state.webhook) return
    const about = {
      event: topic,
      event_id: randomUUID(),
      timestamp: this.#core.now().getTime(),
      iccid: profile.iccid,
      work_order: profile.workOrder,
    }
    const body = JSON.stringify({ ...about, ...facts })
    this.#core.webhooks.send({
      topic,
      subject: profile.iccid,
      url: this.#state.webhook,
      sign: () => ({ headers: { 'content-type': 'application/json' }, body }),
      retries: (attempt) => attempt <= RETRIES,
    })
  }
}
