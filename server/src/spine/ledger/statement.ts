import type { Context } from '../../platform/context.ts'
import { amountOf } from '../../platform/money.ts'
import { listEntries } from './store.ts'
import type { Entry, WalletId } from './wallet.ts'

const MOST_ROWS = 50_000
const HEADER = 'number,time,kind,description,amount,balance,currency,subject,id'

/** One field of a CSV file (RFC 4180); a leading = + - @ is quoted away, so that no spreadsheet takes it for a formula. */
function field(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const line = (entry: Entry): string =>
  [
    String(entry.seq ?? ''),
    entry.occurredAt.toISOString(),
    entry.kind,
    entry.description,
    amountOf(entry.amount),
    entry.after ? amountOf(entry.after) : '',
    entry.amount.currency,
    entry.subject ? `${entry.subject.type} ${entry.subject.id}` : '',
    entry.id,
  ]
    .map(field)
    .join(',')

/** A wallet's newest entries as a CSV file, at most fifty thousand. */
export async function statementCsv(context: Context, walletId: WalletId): Promise<string> {
  const lines = [HEADER]
  let cursor: string | undefined
  do {
    const page = await listEntries(context, walletId, { cursor, limit: 1_000 })
    lines.push(...page.items.map(line))
    cursor = page.nextCursor ?? undefined
  } while (cursor && lines.length < MOST_ROWS)
  return `${lines.join('\r\n')}\r\n`
}
