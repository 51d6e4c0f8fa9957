import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { copyIn, copyOut } from '../../platform/copy.ts'
import type { RateSheet } from './rate-plan.ts'
import { type RateRow, RateRows, STATUSES, WITH_SHEET } from './rate-rows.ts'

const COPY_IN = `copy rate_version (tenant_id, sheet_no, code, valid_from, status, rate_e8, initial_rate_e8, connect_fee_micros,
  initial_seconds, recurring_seconds, name) from stdin`

const CHUNK = 1 << 18
/** More than the longest row, whose name is at most 200 characters. */
const LONGEST_ROW = 2_048

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): Buffer => Buffer.from(text.replaceAll(/[\\\t\n\r]/g, (one) => ESCAPES[one] ?? one))

/** Stores rows in the order given, which should be the order of codes, so that the index grows at its end. */
export async function insertRows(tx: Tx, sheet: RateSheet, rows: RateRows, order: Uint32Array): Promise<void> {
  if (order.length === 0) return
  await copyIn(tx, COPY_IN, encode(Buffer.from(`${tx.tenantId}\t${sheet.no}\t`), rows, order))
}

async function* encode(prefix: Buffer, rows: RateRows, order: Uint32Array): AsyncGenerator<Buffer> {
  const names = rows.nameTexts.map(escaped)
  const dates = new Map<number, Buffer>()
  let bytes = Buffer.allocUnsafe(CHUNK + LONGEST_ROW)
  let at = 0
  const whole = (value: number) => {
    at = writeWhole(bytes, at, value, 1)
    bytes[at++] = 9
  }
  for (const row of order) {
    at += prefix.copy(bytes, at)
    if (rows.lengths[row]! > 0) at = writeWhole(bytes, at, rows.codes[row]!, rows.lengths[row]!)
    bytes[at++] = 9
    at += dateBytes(dates, rows.from[row]!).copy(bytes, at)
    whole(rows.statuses[row]!)
    whole(rows.rates[row]!)
    whole(rows.initialRates[row]!)
    whole(rows.fees[row]!)
    whole(rows.initialSeconds[row]!)
    whole(rows.recurringSeconds[row]!)
    at += names[rows.names[row]!]!.copy(bytes, at)
    bytes[at++] = 10
    if (at < CHUNK) continue
    yield bytes.subarray(0, at)
    bytes = Buffer.allocUnsafe(CHUNK + LONGEST_ROW)
    at = 0
  }
  if (at > 0) yield bytes.subarray(0, at)
}

function dateBytes(known: Map<number, Buffer>, from: number): Buffer {
  const made = known.get(from) ?? Buffer.from(`${from === WITH_SHEET ? '-infinity' : new Date(from).toISOString()}\t`)
  known.set(from, made)
  return made
}

/** Digits of a whole number, padded to at least `least`; answers where the next byte goes. */
function writeWhole(bytes: Buffer, at: number, value: number, least: number): number {
  let digits = least
  for (let rest = value, power = 10 ** least; rest >= power; power *= 10) digits += 1
  let rest = value
  for (let place = at + digits - 1; place >= at; place -= 1) {
    const shorter = Math.floor(rest / 10)
    bytes[place] = 48 + rest - shorter * 10
    rest = shorter
  }
  return at + digits
}

/** All rows of a sheet in the order of codes, straight into typed arrays. */
export async function loadRows(context: Context | Tx, sheet: RateSheet): Promise<RateRows> {
  const rows = new RateRows()
  const reader = new RowReader(rows)
  await copyOut(
    context,
    `copy (select code, status, rate_e8, initial_rate_e8, connect_fee_micros, initial_seconds, recurring_seconds,
       case when valid_from = '-infinity' then '' else (extract(epoch from valid_from) * 1000)::bigint::text end, name
     from rate_version where sheet_no = ${BigInt(sheet.no)} order by code, valid_from) to stdout`,
    (chunk) => reader.take(chunk),
  )
  return rows
}

const UNESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' }
const unescaped = (text: string): string => text.replaceAll(/\\[\\tnr]/g, (one) => UNESCAPES[one] ?? one)

/** Reads COPY's text form; chunks may end anywhere. */
class RowReader {
  readonly #rows: RateRows
  #rest: Buffer = Buffer.alloc(0)
  #at = 0

  constructor(rows: RateRows) {
    this.#rows = rows
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const last = bytes.lastIndexOf(10)
    this.#at = 0
    while (this.#at <= last) this.#row(bytes)
    this.#rest = bytes.subarray(last + 1)
  }

  #whole(bytes: Buffer): number {
    let value = 0
    for (let byte = bytes[this.#at]!; byte !== 9; byte = bytes[this.#at]!) {
      value = value * 10 + byte - 48
      this.#at += 1
    }
    this.#at += 1
    return value
  }

  #row(bytes: Buffer): void {
    const rows = this.#rows
    const index = rows.add()
    const start = this.#at
    rows.codes[index] = this.#whole(bytes)
    rows.lengths[index] = this.#at - start - 1
    rows.statuses[index] = this.#whole(bytes)
    rows.rates[index] = this.#whole(bytes)
    rows.initialRates[index] = this.#whole(bytes)
    rows.fees[index] = this.#whole(bytes)
    rows.initialSeconds[index] = this.#whole(bytes)
    rows.recurringSeconds[index] = this.#whole(bytes)
    const empty = bytes[this.#at] === 9
    const from = this.#whole(bytes)
    rows.from[index] = empty ? WITH_SHEET : from
    const end = bytes.indexOf(10, this.#at)
    rows.names[index] = rows.nameId(unescaped(bytes.toString('utf8', this.#at, end)))
    this.#at = end + 1
  }
}

/** Puts one row into a draft, in the place of one for the same code and date. */
export async function upsertRow(tx: Tx, sheet: RateSheet, row: RateRow): Promise<void> {
  const from = row.validFrom ?? '-infinity'
  await sql`insert into rate_version (tenant_id, sheet_no, code, valid_from, status, rate_e8, initial_rate_e8, connect_fee_micros,
      initial_seconds, recurring_seconds, name)
    values (${tx.tenantId}, ${sheet.no}, ${row.code}, ${from}, ${STATUSES.indexOf(row.status)}, ${row.rateE8}, ${row.initialRateE8}, ${row.feeMicros},
      ${row.initialSeconds}, ${row.recurringSeconds}, ${row.name})
    on conflict (sheet_no, code, valid_from) do update set status = excluded.status, rate_e8 = excluded.rate_e8,
      initial_rate_e8 = excluded.initial_rate_e8, connect_fee_micros = excluded.connect_fee_micros, initial_seconds = excluded.initial_seconds,
      recurring_seconds = excluded.recurring_seconds, name = excluded.name`.execute(tx.db)
}

/** Takes a code out of a draft; answers whether it was there, and whether the draft is empty now. */
export async function deleteRow(tx: Tx, sheet: RateSheet, code: string): Promise<{ found: boolean; empty: boolean }> {
  const { numAffectedRows } =
    await sql`delete from rate_version where tenant_id = ${tx.tenantId} and sheet_no = ${sheet.no} and code = ${code}`.execute(tx.db)
  const { rows } = await sql<{
    some: boolean
  }>`select exists (select from rate_version where tenant_id = ${tx.tenantId} and sheet_no = ${sheet.no}) as some`.execute(tx.db)
  return { found: (numAffectedRows ?? 0n) > 0n, empty: rows[0]?.some !== true }
}
