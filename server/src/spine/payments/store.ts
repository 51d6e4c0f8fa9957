import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, ProviderId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { WalletId } from '../ledger/index.ts'
import type { Payment, PaymentId, PaymentStatus } from './payment.ts'

type PaymentTable = {
  id: PaymentId
  tenant_id: TenantId
  account_id: AccountId
  wallet_id: WalletId
  provider_id: ProviderId
  amount_micros: bigint
  currency: string
  status: PaymentStatus
  gateway: string
  gateway_reference: string | null
  redirect_url: string | null
  return_path: string
  failure_code: string | null
  failure_message: string | null
  late: boolean
  created_at: Date
  touched_at: Date
  completed_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    payment: PaymentTable
  }
}

const fromRow = (row: Selectable<PaymentTable>): Payment => ({
  id: row.id,
  accountId: row.account_id,
  walletId: row.wallet_id,
  providerId: row.provider_id,
  gateway: row.gateway,
  gatewayReference: row.gateway_reference,
  amount: micros(row.currency, row.amount_micros),
  status: row.status,
  redirectUrl: row.redirect_url,
  returnPath: row.return_path,
  failure: row.failure_code === null ? null : { code: row.failure_code, message: row.failure_message ?? '' },
  late: row.late,
  createdAt: row.created_at,
  completedAt: row.completed_at,
})

const rows = (context: Context | Tx) => context.db.selectFrom('payment').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: PaymentId): Promise<Payment | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: PaymentId): Promise<Payment | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export type PaymentQuery = PageRequest & { readonly accountId?: AccountId | undefined; readonly status?: PaymentStatus | undefined }

export function list(context: Context, query: PaymentQuery): Promise<Page<Payment>> {
  let found = rows(context)
  const accountId = context.accountId ?? query.accountId
  if (accountId) found = found.where('account_id', '=', accountId)
  if (query.status) found = found.where('status', '=', query.status)
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** Answers false when a payment of this id exists already. */
export async function insert(tx: Tx, payment: Payment): Promise<boolean> {
  const result = await tx.db
    .insertInto('payment')
    .values({
      id: payment.id,
      tenant_id: tx.tenantId,
      account_id: payment.accountId,
      wallet_id: payment.walletId,
      provider_id: payment.providerId,
      amount_micros: payment.amount.units,
      currency: payment.amount.currency,
      status: payment.status,
      gateway: payment.gateway,
      gateway_reference: payment.gatewayReference,
      redirect_url: payment.redirectUrl,
      return_path: payment.returnPath,
      failure_code: null,
      failure_message: null,
      late: payment.late,
      created_at: payment.createdAt,
      touched_at: payment.createdAt,
      completed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, payment: Payment): Promise<void> {
  await tx.db
    .updateTable('payment')
    .set({
      status: payment.status,
      gateway_reference: payment.gatewayReference,
      redirect_url: payment.redirectUrl,
      failure_code: payment.failure?.code ?? null,
      failure_message: payment.failure?.message ?? null,
      late: payment.late,
      touched_at: tx.now(),
      completed_at: payment.completedAt,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', payment.id)
    .execute()
}

export type SilentPayment = { readonly id: PaymentId; readonly tenantId: TenantId }

/** Open payments of any tenant whose gateway was neither heard nor asked since `before`, the longest silent first. */
export function listSilent(context: Context, before: Date, limit: number): Promise<SilentPayment[]> {
  return context.db
    .selectFrom('payment')
    .select(['id', 'tenant_id as tenantId'])
    .where('status', 'in', ['pending', 'requires_action', 'processing'])
    .where('touched_at', '<', before)
    .orderBy('touched_at')
    .limit(limit)
    .execute()
}

/** The gateway is being asked. */
export async function touch(tx: Tx, id: PaymentId): Promise<void> {
  await tx.db.updateTable('payment').set({ touched_at: tx.now() }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

/** Whose payment it is; asked as the system, because a gateway's word names the payment only. A word about another provider's payment is not believed. */
export async function tenantOf(context: Context, id: PaymentId, providerId: ProviderId): Promise<TenantId | undefined> {
  const row = await context.db
    .selectFrom('payment')
    .select('tenant_id')
    .where('id', '=', id)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()
  return row?.tenant_id
}
