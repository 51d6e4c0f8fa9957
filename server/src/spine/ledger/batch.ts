import { LRUCache } from 'lru-cache'
import { derivedId, type TenantId } from '../../platform/ids.ts'
import { type Currency, micros } from '../../platform/money.ts'
import { bigints, booleans, instants, texts, uuids } from './arrays.ts'
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
  from ledger_apply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`

const posting = (row: Row) => ('id' in row.operation ? row.operation : undefined)
const described = (row: Row) => ('description' in row.operation ? row.operation : undefined)
const amounts = (row: Row) => ('amount' in row.operation ? row.operation.amount : undefined)

/** PostgreSQL's text has no NUL. */
const plain = (text: string | undefined) => text?.replaceAll('\u0000', '')
const json = (trace: Json | undefined) => trace && JSON.stringify(trace).replaceAll('\\u0000', '')

/** The parameters of `APPLY`, column by column. */
export function parameters(rows: readonly Row[], now: Date): unknown[] {
  return [
    now,
    texts(rows.map((row) => row.operation.op)),
    uuids(rows.map((row) => row.tenantId)),
    uuids(rows.map((row) => row.id)),
    uuids(rows.map((row) => row.walletId)),
    uuids(rows.map((row) => row.holdId)),
    uuids([...new Set(rows.flatMap((row) => [row.counter?.id, row.other?.id]).filter((id) => id !== undefined))]),
    uuids(rows.map((row) => row.counter?.id)),
    uuids(rows.map((row) => row.other?.id)),
    bigints(rows.map((row) => amounts(row)?.units)),
    texts(rows.map((row) => amounts(row)?.currency)),
    texts(rows.map((row) => posting(row)?.kind)),
    texts(rows.map((row) => plain(described(row)?.description))),
    texts(rows.map((row) => plain(described(row)?.subject?.type))),
    texts(rows.map((row) => plain(described(row)?.subject?.id))),
    uuids(rows.map((row) => posting(row)?.journalId)),
    texts(rows.map((row) => json(posting(row)?.trace))),
    instants(rows.map((row) => ('expiresAt' in row.operation ? row.operation.expiresAt : undefined))),
    booleans(rows.map((row) => ('force' in row.operation ? row.operation.force : undefined))),
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
    const read = (value: string | undefined) => (currency && value && value !== 'NULL' ? micros(currency, BigInt(value)) : null)
    const verdict = status[at] as RefusalStatus | 'ok' | 'duplicate' | 'unknown_account'
    if (verdict === 'unknown_account') return undefined
    if (verdict === 'ok' || verdict === 'duplicate') {
      return { status: 'done', duplicate: verdict === 'duplicate', balance: read(balance[at]) }
    }
    return { status: verdict, limit: read(balance[at]), available: read(available[at]) }
  })
}
