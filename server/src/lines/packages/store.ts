import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { endPriceRule } from '../../spine/pricing/index.ts'
import type { Package, PackageId, PackageStatus, PackageSubscription, PackageSubscriptionId } from './package.ts'

type PriceRuleId = Parameters<typeof endPriceRule>[1]
type Quantities = { numbers: bigint; seconds: bigint; messages: bigint; bytes: bigint }
type PackageTable = Quantities & { id: PackageId; tenant_id: TenantId; discount_e4: bigint; term_days: number; created_at: Date }
type SubscriptionTable = Quantities & {
  id: PackageSubscriptionId
  tenant_id: TenantId
  account_id: AccountId
  package_id: PackageId
  name: string
  price_micros: bigint
  currency: string
  status: PackageStatus
  created_at: Date
  ended_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    package: PackageTable
    package_price: { tenant_id: TenantId; package_id: PackageId; price_rule_id: PriceRuleId }
    package_subscription: SubscriptionTable
  }
}

const contentOf = ({ numbers, seconds, messages, bytes }: Quantities) => ({ numbers, seconds, messages, bytes })

export type PackageTerms = Omit<Package, 'offering'>

const termsOf = (row: Selectable<PackageTable>): PackageTerms => ({
  id: row.id,
  content: contentOf(row),
  discountE4: row.discount_e4,
  termDays: row.term_days,
})

/** Answers false when it is there already. */
export async function insertPackage(tx: Tx, terms: PackageTerms): Promise<void> {
  const row = { discount_e4: terms.discountE4, term_days: terms.termDays, created_at: tx.now() }
  await tx.db
    .insertInto('package')
    .values({ id: terms.id, tenant_id: tx.tenantId, ...terms.content, ...row })
    .execute()
}

/** The packages of the context's tenant, which is the operator. */
export async function packagesOf(operator: Context, ids: readonly PackageId[]): Promise<ReadonlyMap<PackageId, PackageTerms>> {
  if (ids.length === 0) return new Map()
  const rows = await operator.db
    .selectFrom('package')
    .selectAll()
    .where('tenant_id', '=', operator.tenantId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, termsOf(row)]))
}

/** Which price rule is the list price in this business, and from now on that it is another one. */
export async function replacePriceRule(tx: Tx, packageId: PackageId, ruleId: PriceRuleId): Promise<void> {
  await sql`insert into package_price (tenant_id, package_id, price_rule_id) values (${tx.tenantId}, ${packageId}, ${ruleId})
    on conflict (tenant_id, package_id) do update set price_rule_id = excluded.price_rule_id`.execute(tx.db)
}

export async function lockPriceRule(tx: Tx, packageId: PackageId): Promise<PriceRuleId | undefined> {
  const row = await tx.db
    .selectFrom('package_price')
    .select('price_rule_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('package_id', '=', packageId)
    .forUpdate()
    .executeTakeFirst()
  return row?.price_rule_id
}

const subscriptionOf = (row: Selectable<SubscriptionTable>): PackageSubscription => ({
  id: row.id,
  accountId: row.account_id,
  packageId: row.package_id,
  name: row.name,
  content: contentOf(row),
  price: micros(row.currency, row.price_micros),
  status: row.status,
  createdAt: row.created_at,
})

export async function insertSubscription(tx: Tx, subscription: PackageSubscription): Promise<void> {
  await tx.db
    .insertInto('package_subscription')
    .values({
      id: subscription.id,
      tenant_id: tx.tenantId,
      account_id: subscription.accountId,
      package_id: subscription.packageId,
      name: subscription.name,
      ...subscription.content,
      price_micros: subscription.price.units,
      currency: subscription.price.currency,
      status: subscription.status,
      created_at: subscription.createdAt,
    })
    .execute()
}

const rows = (context: Context | Tx) => context.db.selectFrom('package_subscription').selectAll().where('tenant_id', '=', context.tenantId)

export async function findSubscription(context: Context | Tx, id: PackageSubscriptionId): Promise<PackageSubscription | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && subscriptionOf(row)
}

export async function lockSubscription(tx: Tx, id: PackageSubscriptionId): Promise<PackageSubscription | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && subscriptionOf(row)
}

export async function setStatus(tx: Tx, id: PackageSubscriptionId, status: PackageStatus): Promise<void> {
  await tx.db
    .updateTable('package_subscription')
    .set({ status, ended_at: status === 'ended' ? tx.now() : null })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', id)
    .execute()
}

export type SubscriptionQuery = PageRequest & {
  readonly accountId?: AccountId | undefined
  readonly packageId?: PackageId | undefined
  readonly status?: PackageStatus | undefined
}

export function listSubscriptions(context: Context, query: SubscriptionQuery): Promise<Page<PackageSubscription>> {
  let found = rows(context)
  if (query.accountId) found = found.where('account_id', '=', query.accountId)
  if (query.packageId) found = found.where('package_id', '=', query.packageId)
  if (query.status) found = found.where('status', '=', query.status)
  return keysetPage(found, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, subscriptionOf)
}

/** How many accounts of the context's tenant have each package now. */
export async function countHolders(context: Context): Promise<ReadonlyMap<PackageId, number>> {
  const { rows: counts } = await sql<{ package_id: PackageId; holders: bigint }>`select package_id, count(distinct account_id) as holders
    from package_subscription where tenant_id = ${context.tenantId} and status <> 'ended' group by package_id`.execute(context.db)
  return new Map(counts.map((row) => [row.package_id, Number(row.holders)]))
}
