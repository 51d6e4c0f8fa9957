import type { Context } from '../../platform/context.ts'
import type { RateSnapshot } from '../../spine/rating/index.ts'
import type { Carrier } from './carrier.ts'
import { readTrunks, type TrunkService } from './directory.ts'
import type { ImportedRow } from './import-file.ts'

/** Numerators of exact amounts are rates of 10^-8 per minute times seconds; twelve decimals are their 500/3. */
const PER_MICRO = 6_000

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

  /** The amount before its rounding, with twelve decimals, cut. */
  exact(price: number, billed: number): string {
    if (billed === 0) return '0'
    const { rows } = this.snapshot.timelines
    const initial = Math.min(billed, rows.initialSeconds[price] ?? 0)
    const numerator =
      (rows.fees[price] ?? 0) * PER_MICRO + (rows.initialRates[price] ?? 0) * initial + (rows.rates[price] ?? 0) * (billed - initial)
    const scaled = ((BigInt(numerator) * 500n) / 3n).toString().padStart(13, '0')
    return `${scaled.slice(0, -12)}.${scaled.slice(-12)}`
  }
}

/** What one pair of services has in common for all its calls: sides, ids, and the parts of its rows that never change. */
export type Pairing = {
  readonly customer: Carrier
  readonly supplier: Carrier | null
  readonly sell: PricedSide
  readonly buy: PricedSide | null
  readonly head: string
  readonly sellPlan: string
  readonly buyPlan: string
}

const NONE = '\\N'

/** Finds the services of a file's rows by their short codes, and keeps what it has found. */
export class Pairings {
  readonly #byCode: ReadonlyMap<string, TrunkService>
  readonly #sides = new Map<string, PricedSide>()
  readonly #known = new Map<string, Pairing | string>()
  readonly #context: Context

  private constructor(context: Context, services: readonly TrunkService[]) {
    this.#context = context
    this.#byCode = new Map(services.map((service) => [service.shortCode, service]))
  }

  static async open(context: Context): Promise<Pairings> {
    return new Pairings(context, [...(await readTrunks(context)).services.values()])
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
    const { carrier } = service
    return {
      customer: carrier,
      supplier: out?.carrier ?? null,
      sell,
      buy,
      head: [carrier.id, service.interconnectId, service.id, NONE, out?.carrierId ?? NONE, out?.id ?? NONE].join('\t'),
      sellPlan: `${sell.snapshot.planId}`,
      buyPlan: buy ? `${buy.snapshot.planId}` : NONE,
    }
  }

  async #side(planId: Parameters<Context['services']['ratePlans']['snapshot']>[1]): Promise<PricedSide> {
    const known = this.#sides.get(planId)
    if (known) return known
    const made = new PricedSide(await this.#context.services.ratePlans.snapshot(this.#context, planId))
    this.#sides.set(planId, made)
    return made
  }
}

/** The columns that `encode` writes, in its order. */
export const CDR_COLUMNS = `id, tenant_id, account_id, started_at, answered_at, ended_at, disposition, source, external_id, sip_call_id, node, source_ip,
  carrier_id, interconnect_id, service_id, routing_plan_id, supplier_id, supplier_service_id, a_original, b_original, a_number, b_number, attempts,
  duration_ms, billed_seconds, sip_code, reason, sell_plan_id, sell_version_id, sell_code, sell_currency, sell_micros, sell_exact, buy_plan_id,
  buy_version_id, buy_currency, buy_billed_seconds, buy_micros, buy_exact, margin_micros, flags, trace`

export type RatedRow = { readonly text: string; readonly pairing: Pairing; readonly sold: bigint; readonly bought: bigint }

/** Instants as PostgreSQL reads them fastest; days are worked out once. */
function instant(at: number, days: Map<number, string>): string {
  const day = Math.floor(at / 86_400_000)
  let date = days.get(day)
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 10)
    days.set(day, date)
  }
  const rest = at - day * 86_400_000
  const two = (value: number) => (value < 10 ? `0${value}` : `${value}`)
  const milliseconds = `${rest % 1_000}`.padStart(3, '0')
  return `${date} ${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1_000) % 60)}.${milliseconds}+00`
}

/** Rates both sides of a row by the prices of its start, and writes it as a line for COPY; a sentence says why it cannot be rated. */
export function encode(
  row: ImportedRow,
  pairing: Pairing,
  frame: { id: string; tenantId: string; source: string; days: Map<number, string> },
): RatedRow | string {
  const { sell, buy, customer } = pairing
  const price = sell.find(row.b, row.startedAt)
  if (price < 0) return 'The customer has no price for this number at that time.'
  const cost = buy ? buy.find(row.b, row.startedAt) : -1
  if (buy && cost < 0) return 'The supplier has no price for this number at that time.'
  const { durationMs, startedAt } = row
  const billed = sell.snapshot.billed(price, durationMs)
  const sold = BigInt(sell.snapshot.micros(price, billed))
  const costBilled = buy ? buy.snapshot.billed(cost, durationMs) : 0
  const bought = buy ? BigInt(buy.snapshot.micros(cost, costBilled)) : 0n
  const start = instant(startedAt, frame.days)
  const { currency } = sell.snapshot.terms
  const { codes } = sell.snapshot.timelines.rows
  const version = sell.version(price)
  const text = [
    frame.id,
    frame.tenantId,
    customer.accountId,
    start,
    durationMs > 0 ? start : NONE,
    instant(startedAt + durationMs, frame.days),
    durationMs > 0 ? 'answered' : 'failed',
    frame.source,
    row.externalId.replaceAll('\\', '\\\\'),
    '',
    '',
    '',
    pairing.head,
    row.a.replaceAll(/[\\\t]/g, ''),
    row.b,
    row.a.replaceAll(/[\\\t]/g, ''),
    row.b,
    '1',
    `${durationMs}`,
    `${billed}`,
    row.sipCode === null ? NONE : `${row.sipCode}`,
    'Imported',
    pairing.sellPlan,
    version,
    `${codes[price] ?? ''}`,
    currency,
    `${sold}`,
    sell.exact(price, billed),
    pairing.buyPlan,
    buy ? buy.version(cost) : NONE,
    buy ? currency : NONE,
    `${costBilled}`,
    `${bought}`,
    buy ? buy.exact(cost, costBilled) : '0',
    buy ? `${sold - bought}` : NONE,
    '{}',
    '{}',
  ].join('\t')
  return { text, pairing, sold, bought }
}
