import { type Insertable, type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { parseDecimal } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { OfferingId } from '../catalog/index.ts'
import type { Ask } from './candidates.ts'
import type { BasePrice, BasePriceId, PriceKey, PriceKind, PricePolicy, PriceRule, PriceRuleId } from './price.ts'
import { NO_POLICY } from './price.ts'

type BasePriceTable = {
  id: BasePriceId
  tenant_id: TenantId
  service_type: string
  country: string | null
  vendor: string | null
  offering_id: OfferingId | null
  rate_e8: bigint
  currency: string
  valid_from: Date
  valid_to: Date | null
  created_at: Date
}

type PriceRuleTable = {
  id: PriceRuleId
  tenant_id: TenantId
  account_id: AccountId | null
  group_name: string | null
  service_type: string
  country: string | null
  vendor: string | null
  offering_id: OfferingId | null
  initial_seconds: number | null
  recurring_seconds: number | null
  kind: PriceKind
  value_e8: bigint
  min_charge_e8: bigint | null
  currency: string | null
  below_floor_reason: string | null
  valid_from: Date
  valid_to: Date | null
  created_at: Date
}

type PricePolicyTable = { tenant_id: TenantId; min_margin_pct: string; default_markup_pct: string }

declare module '../../platform/database.ts' {
  interface Tables {
    base_price: BasePriceTable
    price_rule: PriceRuleTable
    price_policy: PricePolicyTable
  }
}

const ruleFrom = (row: Selectable<PriceRuleTable>): PriceRule => ({
  id: row.id,
  accountId: row.account_id,
  group: row.group_name,
  service: row.service_type,
  country: row.country,
  vendor: row.vendor,
  offeringId: row.offering_id,
  increments:
    row.initial_seconds && row.recurring_seconds ? { initialSeconds: row.initial_seconds, recurringSeconds: row.recurring_seconds } : null,
  kind: row.kind,
  valueE8: row.value_e8,
  minChargeE8: row.min_charge_e8,
  currency: row.currency,
  belowFloorReason: row.below_floor_reason,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  createdAt: row.created_at,
})

const basePriceFrom = (row: Selectable<BasePriceTable>): BasePrice => ({
  id: row.id,
  service: row.service_type,
  country: row.country,
  vendor: row.vendor,
  offeringId: row.offering_id,
  rate: { currency: row.currency, e8: row.rate_e8 },
  validFrom: row.valid_from,
  validTo: row.valid_to,
  createdAt: row.created_at,
})

const policyFrom = (row: { min_margin_pct: string | null; default_markup_pct: string | null } | undefined): PricePolicy =>
  row?.min_margin_pct && row.default_markup_pct
    ? { minMarginE4: parseDecimal(row.min_margin_pct, 4), defaultMarkupE4: parseDecimal(row.default_markup_pct, 4) }
    : NO_POLICY

/** How many past and future rules the explanation names beside those that are valid. */
const OTHER_RULES = 20

/** Everything of this tenant that may price the ask, with its policy, in one statement: all rules valid then, and the latest that are not. */
export async function loadRules(context: Context | Tx, ask: Ask): Promise<{ rules: readonly PriceRule[]; policy: PricePolicy }> {
  const valid = sql`valid_from <= ${ask.at} and (valid_to is null or valid_to > ${ask.at})`
  const mine = sql`from price_rule where tenant_id = ${context.tenantId} and service_type = ${ask.service}
    and (country is null or country = ${ask.country}) and (offering_id is null or offering_id = ${ask.offeringId})
    and (account_id is null or account_id = ${ask.accountId}) and (group_name is null or group_name = ${ask.group})`
  type Row = { min_margin_pct: string | null; default_markup_pct: string | null } & (Selectable<PriceRuleTable> | { id: null })
  const { rows } = await sql<Row>`select p.min_margin_pct, p.default_markup_pct, r.* from (select 1) one
    left join price_policy p on p.tenant_id = ${context.tenantId}
    left join ((select * ${mine} and ${valid})
      union all (select * ${mine} and not (${valid}) order by valid_from desc limit ${OTHER_RULES})) r on true`.execute(context.db)
  return { rules: rows.flatMap((row) => (row.id === null ? [] : [ruleFrom(row)])), policy: policyFrom(rows[0]) }
}

/** The base prices valid at that instant for the service, of every supplier. */
export async function loadBasePrices(
  context: Context | Tx,
  ask: Pick<Ask, 'service' | 'country' | 'offeringId' | 'at'>,
): Promise<readonly BasePrice[]> {
  const rows = await context.db
    .selectFrom('base_price')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('service_type', '=', ask.service)
    .where((eb) => eb.or([eb('country', 'is', null), eb('country', '=', ask.country)]))
    .where((eb) => eb.or([eb('offering_id', 'is', null), eb('offering_id', '=', ask.offeringId)]))
    .where('valid_from', '<=', ask.at)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', ask.at)]))
    .execute()
  return rows.map(basePriceFrom)
}

/** False when another price of the same key covers part of the same time, or the id is there already. */
export async function insertRule(tx: Tx, rule: PriceRule): Promise<boolean> {
  const row: Insertable<PriceRuleTable> = {
    id: rule.id,
    tenant_id: tx.tenantId,
    account_id: rule.accountId,
    group_name: rule.group,
    service_type: rule.service,
    country: rule.country,
    vendor: rule.vendor,
    offering_id: rule.offeringId,
    initial_seconds: rule.increments?.initialSeconds ?? null,
    recurring_seconds: rule.increments?.recurringSeconds ?? null,
    kind: rule.kind,
    value_e8: rule.valueE8,
    min_charge_e8: rule.minChargeE8,
    currency: rule.currency,
    below_floor_reason: rule.belowFloorReason,
    valid_from: rule.validFrom,
    valid_to: rule.validTo,
    created_at: rule.createdAt,
  }
  const result = await tx.db
    .insertInto('price_rule')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** False as in `insertRule`. */
export async function insertBasePrice(tx: Tx, price: BasePrice): Promise<boolean> {
  const row: Insertable<BasePriceTable> = {
    id: price.id,
    tenant_id: tx.tenantId,
    service_type: price.service,
    country: price.country,
    vendor: price.vendor,
    offering_id: price.offeringId,
    rate_e8: price.rate.e8,
    currency: price.rate.currency,
    valid_from: price.validFrom,
    valid_to: price.validTo,
    created_at: price.createdAt,
  }
  const result = await tx.db
    .insertInto('base_price')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function lockRule(tx: Tx, id: PriceRuleId): Promise<PriceRule | undefined> {
  const row = await tx.db
    .selectFrom('price_rule')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && ruleFrom(row)
}

/** The base price of this key that covers the instant, locked. */
export async function lockBasePriceAt(tx: Tx, key: PriceKey, at: Date): Promise<BasePrice | undefined> {
  const row = await tx.db
    .selectFrom('base_price')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('service_type', '=', key.service)
    .where(sql<boolean>`country is not distinct from ${key.country} and vendor is not distinct from ${key.vendor}
      and offering_id is not distinct from ${key.offeringId}`)
    .where('valid_from', '<', at)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
    .forUpdate()
    .executeTakeFirst()
  return row && basePriceFrom(row)
}

export async function endRule(tx: Tx, id: PriceRuleId, at: Date): Promise<void> {
  await tx.db.updateTable('price_rule').set({ valid_to: at }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export async function endBasePrice(tx: Tx, id: BasePriceId, at: Date): Promise<void> {
  await tx.db.updateTable('base_price').set({ valid_to: at }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export async function findPolicy(context: Context | Tx): Promise<PricePolicy> {
  const row = await context.db.selectFrom('price_policy').selectAll().where('tenant_id', '=', context.tenantId).executeTakeFirst()
  return policyFrom(row)
}

export async function savePolicy(tx: Tx, policy: { minMarginPct: string; defaultMarkupPct: string }): Promise<void> {
  const values = { min_margin_pct: policy.minMarginPct, default_markup_pct: policy.defaultMarkupPct }
  await tx.db
    .insertInto('price_policy')
    .values({ tenant_id: tx.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
}

export type PriceListQuery = PageRequest & { readonly service?: string | undefined; readonly country?: string | undefined }
export type RuleListQuery = PriceListQuery & { readonly accountId?: AccountId | undefined; readonly group?: string | undefined }

const NEWEST = { column: 'created_at', direction: 'desc', cast: 'timestamptz' } as const

export async function listRules(context: Context, query: RuleListQuery): Promise<Page<PriceRule>> {
  let rows = context.db.selectFrom('price_rule').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.service) rows = rows.where('service_type', '=', query.service)
  if (query.country) rows = rows.where('country', '=', query.country)
  if (query.accountId) rows = rows.where('account_id', '=', query.accountId)
  if (query.group) rows = rows.where('group_name', '=', query.group)
  return keysetPage(rows, NEWEST, query, ruleFrom)
}

export async function listBasePrices(context: Context, query: PriceListQuery): Promise<Page<BasePrice>> {
  let rows = context.db.selectFrom('base_price').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.service) rows = rows.where('service_type', '=', query.service)
  if (query.country) rows = rows.where('country', '=', query.country)
  return keysetPage(rows, NEWEST, query, basePriceFrom)
}
