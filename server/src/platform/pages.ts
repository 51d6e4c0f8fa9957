import { type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'
import { requestErrors } from './errors.ts'

/** Query fields of every list: at most 100 rows a page, an opaque cursor, no offset (G7). */
export const PageQuery = { cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(100).default(25) }

export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export type PageRequest = { readonly cursor?: string | undefined; readonly limit: number }
export type Page<Item> = { readonly items: Item[]; readonly nextCursor: string | null }

export type PageOrder = {
  readonly column: string
  readonly direction: 'asc' | 'desc'
  readonly cast: 'timestamptz' | 'text' | 'bigint' | 'uuid'
}

const Cursor = z.tuple([z.string(), z.uuid()])

function readCursor(text: string): z.output<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    throw requestErrors.invalid({
      detail: 'The cursor is not one of ours. Start again without it.',
      errors: [{ path: 'cursor', message: 'unknown cursor' }],
    })
  }
}

type PageRow = { readonly page_key: string; readonly id: string }

/**
 * One page by keyset: rows after the cursor in (`order.column`, `id`) order, so page 10,000 costs what page 1 costs.
 * The row must have `id uuid`; an index on (tenant_id, …filters, column, id) makes it a range scan.
 */
export async function keysetPage<DB, TB extends keyof DB, Row extends { id: string }, Item>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: PageOrder,
  request: PageRequest,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const column = sql.ref(order.column)
  const id = sql.ref(`${order.column.includes('.') ? `${order.column.split('.')[0]}.` : ''}id`)
  const direction = sql.raw(order.direction)
  let page = query.select(sql<string>`${column}::text`.as('page_key') as never)
  if (request.cursor) {
    const [value, after] = readCursor(request.cursor)
    const comparison = sql.raw(order.direction === 'asc' ? '>' : '<')
    page = page.where(sql<boolean>`(${column}, ${id}) ${comparison} (${value}::${sql.raw(order.cast)}, ${after}::uuid)`)
  }
  const rows = (await page
    .orderBy(sql`${column} ${direction}`)
    .orderBy(sql`${id} ${direction}`)
    .limit(request.limit + 1)
    .execute()) as unknown as (Row & PageRow)[]
  const shown = rows.slice(0, request.limit)
  const last = shown.at(-1)
  const nextCursor =
    rows.length > request.limit && last ? Buffer.from(JSON.stringify([last.page_key, last.id])).toString('base64url') : null
  return { items: shown.map(toItem), nextCursor }
}
