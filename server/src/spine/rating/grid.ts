import { z } from 'zod'
import { requestErrors } from '../../platform/errors.ts'
import type { Page, PageRequest } from '../../platform/pages.ts'
import { MOST_DIGITS, POWERS, type RateRow, type RateStatus, STATUSES } from './rate-rows.ts'
import type { RateSnapshot } from './snapshot.ts'

export const PRICE_STATES = ['effective', 'scheduled', 'superseded'] as const
export type PriceState = (typeof PRICE_STATES)[number]

export type GridRow = RateRow & {
  readonly state: PriceState
  readonly from: Date
  readonly until: Date | null
  readonly version: number
  readonly rateVersionId: string
}

export type GridQuery = PageRequest & {
  /** Digits with which the code begins, or a part of its name. */
  readonly q?: string | undefined
  readonly state?: PriceState | undefined
  readonly status?: RateStatus | undefined
}

const Cursor = z.tuple([z.string().regex(/^\d{0,15}$/), z.number().int().min(0)])

function readCursor(text: string): readonly [code: string, passed: number] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    throw requestErrors.invalid({
      detail: 'The cursor is not one of ours. Start again without it.',
      errors: [{ path: 'cursor', message: 'unknown cursor' }],
    })
  }
}

/** The first code that is not before `text` in the order of a directory. */
function lowerBound({ timelines: { codes, lengths } }: RateSnapshot, text: string): number {
  const key = Number(text) * POWERS[MOST_DIGITS - text.length]!
  let low = 0
  let high = codes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = codes[middle]! * POWERS[MOST_DIGITS - lengths[middle]!]!
    if (other < key || (other === key && lengths[middle]! < text.length)) low = middle + 1
    else high = middle
  }
  return low
}

/** One page of a plan's prices by code, the newest of a code first, straight from memory. */
export function pageOfRates(plan: RateSnapshot, query: GridQuery, now: Date): Page<GridRow> {
  const { starts, rows } = plan.timelines
  const digits = query.q && /^\+?\d{1,15}$/.test(query.q) ? query.q.replace('+', '') : undefined
  const [after, passed] = query.cursor ? readCursor(query.cursor) : [digits ?? '', 0]
  const status = query.status && STATUSES.indexOf(query.status)
  const names = digits === undefined && query.q ? namesLike(rows.nameTexts, query.q) : undefined
  const items: GridRow[] = []
  for (let code = lowerBound(plan, after); code < plan.timelines.codes.length; code += 1) {
    const text = rowCode(plan, code)
    if (digits !== undefined && !text.startsWith(digits)) break
    const skip = query.cursor && text === after ? passed : 0
    for (let price = starts[code]! + skip; price < starts[code + 1]!; price += 1) {
      if (status !== undefined && rows.statuses[price] !== status) continue
      if (names && !names.has(rows.names[price]!)) continue
      const row = gridRow(plan, code, price, now)
      if (query.state ? row.state !== query.state : row.state === 'superseded') continue
      if (items.length === query.limit) {
        const cursor = Buffer.from(JSON.stringify([text, price - starts[code]!])).toString('base64url')
        return { items, nextCursor: cursor }
      }
      items.push(row)
    }
  }
  return { items, nextCursor: null }
}

const rowCode = ({ timelines: { codes, lengths } }: RateSnapshot, code: number): string =>
  lengths[code] === 0 ? '' : String(codes[code]).padStart(lengths[code]!, '0')

function namesLike(texts: readonly string[], part: string): ReadonlySet<number> {
  const wanted = part.toLowerCase()
  return new Set(texts.flatMap((text, id) => (text.toLowerCase().includes(wanted) ? [id] : [])))
}

function gridRow(plan: RateSnapshot, code: number, price: number, now: Date): GridRow {
  const { starts, from, rows, sheetOf, sheets } = plan.timelines
  const newer = price > starts[code]! ? new Date(from[price - 1]!) : null
  const begun = from[price]! <= now.getTime()
  return {
    ...rows.row(price),
    state: !begun ? 'scheduled' : newer && newer <= now ? 'superseded' : 'effective',
    from: new Date(from[price]!),
    until: newer,
    version: sheets[sheetOf[price]!]!.version,
    rateVersionId: plan.rateVersionId(price),
  }
}
