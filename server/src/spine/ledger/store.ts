import { CompiledQuery, type Insertable, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import { APPLY, parameters, type Reply, type Row, readReply } from './batch.ts'
import type { Answer, Json } from './operation.ts'
import type { Entry, EntryId, EntryKind, Hold, HoldId, HoldStatus, Wallet, WalletId } from './wallet.ts'

type WalletTable = {
  id: WalletId
  tenant_id: TenantId
  account_id: AccountId
  currency: string
  balance_micros: bigint
  held_micros: bigint
  credit_limit_micros: bigint
  opened_at: Date
}

type HoldTable = {
  id: HoldId
  tenant_id: TenantId
  wallet_id: WalletId
  currency: string
  amount_micros: bigint
  captured_micros: bigint
  status: HoldStatus
  description: string
  subject_type: string | null
  subject_id: string | null
  expires_at: Date
  created_at: Date
}

type EntryTable = {
  id: EntryId
  tenant_id: TenantId
  account_id: AccountId | null
  wallet_id: WalletId | null
  seq: bigint | null
  debit_account_id: string
  credit_account_id: string
  amount_micros: bigint
  balance_before_micros: bigint | null
  balance_after_micros: bigint | null
  hold_id: HoldId | null
  journal_id: EntryId | null
  occurred_at: Date
  currency: string
  kind: EntryKind
  description: string
  subject_type: string | null
  subject_id: string | null
  trace: Json | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    wallet: WalletTable
    hold: HoldTable
    entry: EntryTable
    ledger_account: { id: string; tenant_id: TenantId; code: string; currency: string }
  }
}

const walletOf = (row: Selectable<WalletTable>): Wallet => ({
  id: row.id,
  accountId: row.account_id,
  currency: row.currency,
  balance: micros(row.currency, row.balance_micros),
  held: micros(row.currency, row.held_micros),
  creditLimit: micros(row.currency, row.credit_limit_micros),
  openedAt: row.opened_at,
})

const subjectOf = (row: { subject_type: string | null; subject_id: string | null }) =>
  row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null

const holdOf = (row: Selectable<HoldTable>): Hold => ({
  id: row.id,
  walletId: row.wallet_id,
  amount: micros(row.currency, row.amount_micros),
  captured: micros(row.currency, row.captured_micros),
  status: row.status,
  description: row.description,
  subject: subjectOf(row),
  expiresAt: row.expires_at,
  createdAt: row.created_at,
})

const entryOf = (row: Selectable<EntryTable>): Entry => ({
  id: row.id,
  walletId: row.wallet_id,
  accountId: row.account_id,
  seq: row.seq,
  kind: row.kind,
  description: row.description,
  amount: micros(row.currency, row.debit_account_id === row.wallet_id ? -row.amount_micros : row.amount_micros),
  before: row.balance_before_micros === null ? null : micros(row.currency, row.balance_before_micros),
  after: row.balance_after_micros === null ? null : micros(row.currency, row.balance_after_micros),
  subject: subjectOf(row),
  holdId: row.hold_id,
  journalId: row.journal_id ?? row.id,
  occurredAt: row.occurred_at,
})

export const OPEN_ACCOUNTS = `insert into ledger_account (id, tenant_id, code, currency)
  select distinct on (id) * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as a (id, tenant_id, code, currency) order by id on conflict do nothing`

export function openAccountParameters(rows: readonly Row[]): unknown[] {
  const accounts = rows.flatMap((row) => [row.counter, row.other]).filter((account) => account !== undefined)
  return [
    accounts.map((account) => account.id),
    accounts.map((account) => account.tenantId),
    accounts.map((account) => account.code),
    accounts.map((account) => account.currency),
  ]
}

/** Applies rows of which each key occurs once, opening the ledger accounts that are not there yet. */
export async function apply(tx: Tx, rows: readonly Row[], accountsOpened = false): Promise<readonly Answer[]> {
  const { rows: replies } = await tx.db.executeQuery<Reply>(CompiledQuery.raw(APPLY, parameters(rows, tx.now())))
  const answers = readReply(rows, replies[0] as Reply)
  const missing = rows.filter((_, at) => answers[at] === undefined)
  if (missing.length === 0) return answers as readonly Answer[]
  if (accountsOpened) throw new Error('The ledger does not find an account it has opened.')
  await tx.db.executeQuery(CompiledQuery.raw(OPEN_ACCOUNTS, openAccountParameters(missing)))
  const again = await apply(tx, missing, true)
  return answers.map((answer, at) => answer ?? (again[missing.indexOf(rows[at] as Row)] as Answer))
}

/** Answers false when the account has a wallet in this currency already. */
export async function insertWallet(tx: Tx, wallet: Wallet): Promise<boolean> {
  const row: Insertable<Omit<WalletTable, 'balance_micros' | 'held_micros'>> = {
    id: wallet.id,
    tenant_id: tx.tenantId,
    account_id: wallet.accountId,
    currency: wallet.currency,
    credit_limit_micros: wallet.creditLimit.units,
    opened_at: wallet.openedAt,
  }
  const result = await tx.db
    .insertInto('wallet')
    .values(row as Insertable<WalletTable>)
    .onConflict((conflict) => conflict.columns(['account_id', 'currency']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function setCreditLimit(tx: Tx, id: WalletId, limit: bigint): Promise<void> {
  await tx.db.updateTable('wallet').set({ credit_limit_micros: limit }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

const WALLET_COLUMNS = [
  'id',
  'tenant_id',
  'account_id',
  'currency',
  'balance_micros',
  'held_micros',
  'credit_limit_micros',
  'opened_at',
] as const

export type WalletLookup = { readonly id: WalletId } | { readonly accountId: AccountId; readonly currency: string }

export async function findWallet(context: Context | Tx, lookup: WalletLookup): Promise<Wallet | undefined> {
  let rows = context.db.selectFrom('wallet').select(WALLET_COLUMNS).where('tenant_id', '=', context.tenantId)
  if ('id' in lookup) rows = rows.where('id', '=', lookup.id)
  else rows = rows.where('account_id', '=', lookup.accountId).where('currency', '=', lookup.currency)
  const row = await rows.executeTakeFirst()
  return row && walletOf(row)
}

export type WalletQuery = PageRequest & { readonly accountId?: AccountId | undefined; readonly currency?: string | undefined }

export async function listWallets(context: Context, query: WalletQuery): Promise<Page<Wallet>> {
  let rows = context.db.selectFrom('wallet').select(WALLET_COLUMNS).where('tenant_id', '=', context.tenantId)
  if (query.accountId) rows = rows.where('account_id', '=', query.accountId)
  if (query.currency) rows = rows.where('currency', '=', query.currency)
  return keysetPage(rows, { column: 'opened_at', direction: 'desc', cast: 'timestamptz' }, query, walletOf)
}

export async function listHolds(context: Context | Tx, ids: readonly HoldId[]): Promise<readonly Hold[]> {
  if (ids.length === 0) return []
  const rows = await context.db
    .selectFrom('hold')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(holdOf)
}

export type DueHold = Hold & { readonly tenantId: TenantId; readonly accountId: AccountId }

/** Active holds whose time is over, of every tenant the context sees. */
export async function listDueHolds(context: Context, limit: number): Promise<readonly DueHold[]> {
  const { rows } = await sql<Selectable<HoldTable> & { account_id: AccountId }>`select * from hold
    where status = 'active' and expires_at <= ${context.now()} order by expires_at, id limit ${limit}`.execute(context.db)
  return rows.map((row) => ({ ...holdOf(row), tenantId: row.tenant_id, accountId: row.account_id }))
}

export type EntryQuery = PageRequest & { readonly kind?: EntryKind | undefined }

/** One wallet's entries, newest first. */
export async function listEntries(context: Context, walletId: WalletId, query: EntryQuery): Promise<Page<Entry>> {
  let rows = context.db.selectFrom('entry').selectAll().where('tenant_id', '=', context.tenantId).where('wallet_id', '=', walletId)
  if (query.kind) rows = rows.where('kind', '=', query.kind)
  return keysetPage(rows, { column: 'seq', direction: 'desc', cast: 'bigint' }, query, entryOf)
}

/** The tenant's postings of every wallet and account, newest first. */
export async function listLedger(context: Context, query: EntryQuery): Promise<Page<Entry>> {
  let rows = context.db.selectFrom('entry').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.kind) rows = rows.where('kind', '=', query.kind)
  return keysetPage(rows, { column: 'occurred_at', direction: 'desc', cast: 'timestamptz' }, query, entryOf)
}

export type PostedEntry = { readonly entry: Entry; readonly trace: Json | null; readonly debit: string; readonly credit: string }

type PostedRow = Selectable<EntryTable> & { debit: string; credit: string }

/** The entry and every posting of the same journal the reader may see, each with the names of both sides. */
export async function findJournal(context: Context, id: EntryId): Promise<readonly PostedEntry[]> {
  const { rows } = await sql<PostedRow>`
    with asked as (select coalesce(journal_id, id) as journal from entry where tenant_id = ${context.tenantId} and id = ${id}),
      journal as (select e.* from entry e join asked on e.id = asked.journal
        union all select e.* from entry e join asked on e.journal_id = asked.journal and e.id <> asked.journal)
    select j.*, coalesce(d.code, 'wallet') as debit, coalesce(c.code, 'wallet') as credit from journal j
      left join ledger_account d on d.id = j.debit_account_id left join ledger_account c on c.id = j.credit_account_id
    where j.tenant_id = ${context.tenantId} order by j.occurred_at, j.id`.execute(context.db)
  return rows.map((row) => ({ entry: entryOf(row), trace: row.trace, debit: row.debit, credit: row.credit }))
}
