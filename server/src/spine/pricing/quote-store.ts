import { sql } from 'kysely'
import type { Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import type { PriceQuoteId, PriceRuleId } from './price.ts'
import type { PriceQuote, PriceTrace } from './quote.ts'

type PriceQuoteTable = {
  id: PriceQuoteId
  tenant_id: TenantId
  account_id: AccountId | null
  service_type: string
  country: string | null
  quantity: bigint
  per: bigint
  currency: string
  rate_e8: bigint
  cost_e8: bigint | null
  exact_micros: bigint
  payable_micros: bigint
  rule_id: PriceRuleId | null
  trace: PriceTrace
  created_at: Date
  valid_to: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    price_quote: PriceQuoteTable
  }
}

export async function insertQuote(tx: Tx, quote: PriceQuote): Promise<void> {
  await tx.db
    .insertInto('price_quote')
    .values({
      id: quote.id,
      tenant_id: tx.tenantId,
      account_id: quote.accountId,
      service_type: quote.service,
      country: quote.country,
      quantity: quote.quantity,
      per: quote.per,
      currency: quote.rate.currency,
      rate_e8: quote.rate.e8,
      cost_e8: quote.cost?.e8 ?? null,
      exact_micros: quote.exact.units,
      payable_micros: quote.payable.units,
      rule_id: quote.ruleId,
      trace: sql`${JSON.stringify(quote.trace)}::jsonb`,
      created_at: quote.createdAt,
      valid_to: quote.validTo,
    })
    .execute()
}

export async function findQuote(tx: Tx, id: PriceQuoteId): Promise<PriceQuote | undefined> {
  const row = await tx.db.selectFrom('price_quote').selectAll().where('tenant_id', '=', tx.tenantId).where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const { currency } = row
  return {
    id: row.id,
    accountId: row.account_id,
    service: row.service_type,
    country: row.country,
    quantity: row.quantity,
    per: row.per,
    rate: { currency, e8: row.rate_e8 },
    cost: row.cost_e8 === null ? null : { currency, e8: row.cost_e8 },
    exact: micros(currency, row.exact_micros),
    payable: micros(currency, row.payable_micros),
    ruleId: row.rule_id,
    trace: row.trace,
    createdAt: row.created_at,
    validTo: row.valid_to,
  }
}
