import { LRUCache } from 'lru-cache'
import { derivedId, type TenantId } from '../../platform/ids.ts'
import { type Currency, micros } from '../../platform/money.ts'
import type { AccountCode, Answer, Json, Operation, RefusalStatus } from './operation.ts'
import { ENTRY_KINDS } from './wallet.ts'

/** One operation as `ledger_apply` takes it; absent parts are undefined. */
export type Row = {
  readonly operation: Operation
  readonly tenantId: TenantId
  readonly id: string | undefined
  readonly walletId: string | undefined
  readonly holdId: string | undefined
  readonly counter: LedgerAccount | undefined
  readonly other: LedgerAccount | undefined
}

export type LedgerAccount = { readonly id: string; readonly tenantId: TenantId; readonly code: AccountCode; readonly currency: Currency }

/** Keeps every sum of a wallet inside a bigint. */
const MOST_UNITS = 10n ** 18n
const KINDS: ReadonlySet<string> = new Set(ENTRY_KINDS)

const known = new LRUCache<string, LedgerAccount>({ max: 10_000 })

/** A ledger account has the same id in every process, derived from what it is, so nobody has to look it up. */
function ledgerAccount(tenantId: TenantId, code: AccountCode, currency: Currency): LedgerAccount {
  const name = `${tenantId}/${code}/${currency}`
  const cached = known.get(name)
  if (cached) return cached
  const account = { id: derivedId('ledger-account', name), tenantId, code, currency }
  known.set(name, account)
  return account
}

/** Checks an operation before it joins others in one statement. Throws a TypeError or RangeError, which is a bug of the caller. */
export function toRow(tenantId: TenantId, operation: Operation): Row {
  if ('amount' in operation && (operation.amount.units <= 0n || operation.amount.units > MOST_UNITS)) {
    throw new RangeError(`${operation.op} needs an amount above zero.`)
  }
  const walletId = 'walletId' in operation ? operation.walletId : undefined
  const holdId = 'holdId' in operation ? operation.holdId : undefined
  if (!('id' in operation)) return { operation, tenantId, id: undefined, walletId, holdId, counter: undefined, other: undefined }
  if (!KINDS.has(operation.kind)) throw new TypeError(`"${operation.kind}" is not a kind of entry.`)
  const account = (code: AccountCode) => ledgerAccount(tenantId, code, operation.amount.currency)
  const counter = account(operation.op === 'credit' ? operation.from : operation.to)
  const other = operation.op === 'transfer' ? account(operation.from) : undefined
  return { operation, tenantId, id: operation.id, walletId, holdId, counter, other }
}

/** Only the database knows whether these were done already, so one call holds each of them once. */
export const keysOf = (row: Row): readonly string[] =>
  row.holdId ? (row.id ? [row.id, row.holdId] : [row.holdId]) : row.id ? [row.id] : []

export const APPLY = `select o_status::text as status, o_balance::text as balance, o_available::text as available
  from ledger_apply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const PLAIN = /^[a-z0-9_:-]+$/i

/** An array literal; written here because the driver's own is many times slower. Null when no row has the value. */
function literal<Value>(rows: readonly Row[], pick: (row: Row) => Value | undefined, print: (value: Value) => string): string | null {
  let text = ''
  let found = false
  for (const row of rows) {
    const value = pick(row)
    if (value !== undefined) found = true
    text += `${text && ','}${value === undefined ? 'NULL' : print(value)}`
  }
  return found ? `{${text}}` : null
}

function uuid(value: string): string {
  if (!UUID.test(value)) throw new TypeError(`"${value}" is not a UUID.`)
  return value
}

const text = (value: string): string =>
  PLAIN.test(value) && value.toUpperCase() !== 'NULL' ? value : `"${value.replaceAll('\u0000', '').replace(/[\\"]/g, '\\$&')}"`

const posting = (row: Row) => ('id' in row.operation ? row.operation : undefined)
const described = (row: Row) => ('description' in row.operation ? row.operation : undefined)
const amounts = (row: Row) => ('amount' in row.operation ? row.operation.amount : undefined)
const printTrace = (trace: Json): string => text(JSON.stringify(trace).replaceAll('\\u0000', ''))

/** The parameters of `APPLY`. */
export function parameters(rows: readonly Row[], now: Date): unknown[] {
  return [
    now,
    literal(rows, (row) => row.operation.op, text),
    literal(rows, (row) => row.tenantId, uuid),
    literal(rows, (row) => row.id, uuid),
    literal(rows, (row) => row.walletId, uuid) ?? '{}',
    literal(rows, (row) => row.holdId, uuid),
    literal(rows, (row) => row.counter?.id, uuid),
    literal(rows, (row) => row.other?.id, uuid),
    literal(rows, (row) => amounts(row)?.units, String),
    literal(rows, (row) => amounts(row)?.currency, text),
    literal(rows, (row) => posting(row)?.kind, text),
    literal(rows, (row) => described(row)?.description, text),
    literal(rows, (row) => described(row)?.subject?.type, text),
    literal(rows, (row) => described(row)?.subject?.id, text),
    literal(rows, (row) => posting(row)?.journalId, uuid),
    literal(rows, (row) => posting(row)?.trace, printTrace),
    literal(
      rows,
      (row) => ('expiresAt' in row.operation ? row.operation.expiresAt : undefined),
      (at) => `"${at.toISOString()}"`,
    ),
    literal(rows, (row) => ('force' in row.operation ? row.operation.force : undefined), String),
  ]
}

export type Reply = { readonly status: string; readonly balance: string; readonly available: string }

const list = (array: string): string[] => array.slice(1, -1).split(',')

/** One answer per row, and the accounts that must be opened before the rows answered undefined can be tried again. */
export function readReply(rows: readonly Row[], reply: Reply): readonly (Answer | undefined)[] {
  const status = list(reply.status)
  const balance = list(reply.balance)
  const available = list(reply.available)
  return rows.map((row, at) => {
    const currency = amounts(row)?.currency
    const read = (value: string | undefined) =>
      currency && value && value !== 'NULL' && row.operation.op !== 'transfer' ? micros(currency, BigInt(value)) : null
    const verdict = status[at] as RefusalStatus | 'ok' | 'duplicate' | 'unknown_account'
    if (verdict === 'unknown_account') return undefined
    if (verdict === 'ok' || verdict === 'duplicate') {
      return { status: 'done', duplicate: verdict === 'duplicate', balance: read(balance[at]), available: read(available[at]) }
    }
    return { status: verdict, limit: read(balance[at]), available: read(available[at]) }
  })
}
