import type { Context } from '../../platform/context.ts'
import { CopyRows, type RowPlace } from '../../platform/copy-rows.ts'
import type { RateSnapshot } from '../../spine/rating/index.ts'
import type { Carrier } from './carrier.ts'
import { readTrunks, type TrunkService } from './directory.ts'
import type { ImportedRow } from './import-file.ts'

/** Numerators of exact amounts are rates of 10^-8 per minute times seconds; twelve decimals are their 500/3. */
const PER_MICRO = 6_000
/** One unit of a currency in 10^-12. */
const ONE = 10 ** 12

/** One side's prices, with what is asked of them again and again remembered. */
export class PricedSide {
  readonly snapshot: RateSnapshot
  readonly #versions = new Map<number, string>()

  constructor(snapshot: RateSnapshot) {
    this.snapshot = snapshot
  }

  /** The index of the price of a number at an instant; -1 where it has none or is closed. */
  find(digits: string, at: number): number {
    const price = this.snapshot.find(Number(digits), digits.length, at)
    return price >= 0 && this.snapshot.isOpen(price) ? price : -1
  }

  version(price: number): string {
    let known = this.#versions.get(price)
    if (known === undefined) {
      known = this.snapshot.rateVersionId(price)
      this.#versions.set(price, known)
    }
    return known
  }

  /** Writes the amount before its rounding, with twelve decimals, cut. */
  writeExact(fields: CopyRows, price: number, billed: number): void {
    const { rows } = this.snapshot.timelines
    const initial = Math.min(billed, rows.initialSeconds[price] ?? 0)
    const numerator =
      billed &&
      (rows.fees[price] ?? 0) * PER_MICRO + (rows.initialRates[price] ?? 0) * initial + (rows.rates[price] ?? 0) * (billed - initial)
    const thirds = numerator * 500
    if (thirds <= Number.MAX_SAFE_INTEGER) {
      const scaled = (thirds - (thirds % 3)) / 3
      const fraction = scaled % ONE
      fields.twelveDecimals((scaled - fraction) / ONE, fraction)
      return
    }
    const scaled = (BigInt(numerator) * 500n) / 3n
    fields.twelveDecimals(Number(scaled / BigInt(ONE)), Number(scaled % BigInt(ONE)))
  }
}

/** What one pair of services has in common for all its calls of a file: sides, and the fields of its rows that never change. */
export type Pairing = {
  readonly customer: Carrier
  readonly supplier: Carrier | null
  readonly sell: PricedSide
  readonly buy: PricedSide | null
  readonly fields: Buffer
}

/** Finds the services of a file's rows by their short codes, and keeps what it has found. */
export class Pairings {
  readonly #byCode: ReadonlyMap<string, TrunkService>
  readonly #sides = new Map<string, PricedSide>()
  readonly #known = new Map<string, Pairing | string>()
  readonly #context: Context
  readonly #source: string

  private constructor(context: Context, source: string, services: readonly TrunkService[]) {
    this.#context = context
    this.#source = source
    this.#byCode = new Map(services.map((service) => [service.shortCode, service]))
  }

  static async open(context: Context, source: string): Promise<Pairings> {
    return new Pairings(context, source, [...(await readTrunks(context)).services.values()])
  }

  /** The pairing, or the sentence that says why there is none; only the first row of a pair waits. */
  of(row: ImportedRow): Pairing | string | Promise<Pairing | string> {
    const key = `${row.service}/${row.supplierService}`
    return this.#known.get(key) ?? this.#find(key, row)
  }

  async #find(key: string, row: ImportedRow): Promise<Pairing | string> {
    const found = await this.#pair(row)
    this.#known.set(key, found)
    return found
  }

  async #pair(row: ImportedRow): Promise<Pairing | string> {
    const service = this.#byCode.get(row.service)
    if (service?.direction !== 'ingress') return `${row.service || 'Nothing'} is no service calls come in through.`
    if (!service.ratingPlanId) return `${row.service} has no rate plan.`
    const sell = await this.#side(service.ratingPlanId)
    const out = row.supplierService === '' ? undefined : this.#byCode.get(row.supplierService)
    if (row.supplierService !== '' && out?.direction !== 'egress') return `${row.supplierService} is no service calls go out through.`
    if (out && !out.ratingPlanId) return `${row.supplierService} has no rate plan.`
    const buy = out?.ratingPlanId ? await this.#side(out.ratingPlanId) : null
    if (buy && buy.snapshot.terms.currency !== sell.snapshot.terms.currency) return 'The two sides are priced in different currencies.'
    return { customer: service.carrier, supplier: out?.carrier ?? null, sell, buy, fields: this.#fields(service, sell, out, buy) }
  }

  /** The columns of `SAME_COLUMNS`. */
  #fields(service: TrunkService, sell: PricedSide, out: TrunkService | undefined, buy: PricedSide | null): Buffer {
    const fields = new CopyRows(0)
    fields.uuid(this.#context.tenantId)
    fields.uuid(service.carrier.accountId)
    fields.text(this.#source)
    for (const empty of ['', '', '']) fields.text(empty)
    fields.uuid(service.carrier.id)
    fields.uuid(service.interconnectId)
    fields.uuid(service.id)
    fields.uuid(out?.carrierId ?? null)
    fields.uuid(out?.id ?? null)
    fields.int(1)
    fields.text('Imported')
    fields.uuid(sell.snapshot.planId)
    fields.text(sell.snapshot.terms.currency)
    fields.uuid(buy?.snapshot.planId ?? null)
    fields.text(buy && sell.snapshot.terms.currency)
    fields.noTexts()
    fields.jsonb({})
    return fields.written()
  }

  async #side(planId: Parameters<Context['services']['ratePlans']['snapshot']>[1]): Promise<PricedSide> {
    const known = this.#sides.get(planId)
    if (known) return known
    const made = new PricedSide(await this.#context.services.ratePlans.snapshot(this.#context, planId))
    this.#sides.set(planId, made)
    return made
  }
}

const SAME_COLUMNS = `tenant_id, account_id, source, sip_call_id, node, source_ip, carrier_id, interconnect_id, service_id, supplier_id, supplier_service_id,
  attempts, reason, sell_plan_id, sell_currency, buy_plan_id, buy_currency, flags, trace`

/** The columns that `encode` writes, in its order. */
export const CDR_COLUMNS = `${SAME_COLUMNS}, id, started_at, answered_at, ended_at, disposition, external_id, a_original, a_number, b_original, b_number,
  duration_ms, billed_seconds, sip_code, sell_version_id, sell_code, sell_micros, sell_exact, buy_version_id, buy_billed_seconds, buy_micros, buy_exact,
  margin_micros`

/** An empty set of rows for `encode`. */
export const cdrRows = (): CopyRows => new CopyRows(CDR_COLUMNS.split(',').length, 1 << 20)

export type RatedRow = { readonly place: RowPlace; readonly pairing: Pairing; readonly sold: bigint; readonly bought: bigint }

/** Rates both sides of a row by the prices of its start, and writes it into `rows`; a sentence says why it cannot be rated. */
export function encode(row: ImportedRow, pairing: Pairing, id: string, rows: CopyRows): RatedRow | string {
  const { sell, buy } = pairing
  const price = sell.find(row.b, row.startedAt)
  if (price < 0) return 'The customer has no price for this number at that time.'
  const cost = buy ? buy.find(row.b, row.startedAt) : -1
  if (buy && cost < 0) return 'The supplier has no price for this number at that time.'
  const { durationMs, startedAt } = row
  const billed = sell.snapshot.billed(price, durationMs)
  const sold = BigInt(sell.snapshot.micros(price, billed))
  const costBilled = buy ? buy.snapshot.billed(cost, durationMs) : 0
  const bought = buy ? BigInt(buy.snapshot.micros(cost, costBilled)) : 0n
  const place = rows.row((fields) => {
    fields.fields(pairing.fields)
    fields.uuid(id)
    fields.instant(startedAt)
    fields.instant(durationMs > 0 ? startedAt : null)
    fields.instant(startedAt + durationMs)
    fields.text(durationMs > 0 ? 'answered' : 'failed')
    fields.text(row.externalId)
    fields.text(row.a)
    fields.text(row.a)
    fields.text(row.b)
    fields.text(row.b)
    fields.bigint(BigInt(durationMs))
    fields.int(billed)
    fields.int(row.sipCode)
    fields.text(sell.version(price))
    fields.text(`${sell.snapshot.timelines.rows.codes[price] ?? ''}`)
    fields.bigint(sold)
    sell.writeExact(fields, price, billed)
    fields.text(buy?.version(cost) ?? null)
    fields.int(costBilled)
    fields.bigint(bought)
    if (buy) buy.writeExact(fields, cost, costBilled)
    else fields.twelveDecimals(0, 0)
    fields.bigint(buy && sold - bought)
  })
  return { place, pairing, sold, bought }
}
