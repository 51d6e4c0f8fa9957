import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId } from '../../platform/ids.ts'
import { micros } from '../../platform/money.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import { findOffering, type Offering, type OfferingId } from '../../spine/catalog/index.ts'
import type { PriceRuleId } from '../../spine/pricing/index.ts'
import type { Offer, Plan, PlanId, ValidityPolicy } from './plan.ts'

type PlanTable = {
  id: PlanId
  tenant_id: TenantId
  offering_id: OfferingId
  data_bytes: bigint | null
  voice_minutes: number | null
  sms_count: number | null
  validity_days: number
  validity: ValidityPolicy
  countries: string[]
  speed: string
  price_rule_id: PriceRuleId | null
  created_at: Date
}

type OfferTable = {
  plan_id: PlanId
  tenant_id: TenantId
  vendor: string
  package_code: string
  top_up_code: string | null
  bytes: bigint | null
  days: number
  cost_micros: bigint
  currency: string
  priority: number
}

declare module '../../platform/database.ts' {
  interface Tables {
    esim_plan: PlanTable
    esim_offer: OfferTable
  }
}

const toOffer = (row: Selectable<OfferTable>): Offer => ({
  vendor: row.vendor,
  packageCode: row.package_code,
  topUpCode: row.top_up_code,
  bytes: row.bytes,
  days: row.days,
  cost: micros(row.currency, row.cost_micros),
  priority: row.priority,
})

const toPlan = (row: Selectable<PlanTable>, offering: Offering, offers: readonly Offer[]): Plan => ({
  id: row.id,
  offeringId: row.offering_id,
  name: offering.name,
  description: offering.description,
  status: offering.status,
  dataBytes: row.data_bytes,
  voiceMinutes: row.voice_minutes,
  smsCount: row.sms_count,
  validityDays: row.validity_days,
  validity: row.validity,
  countries: row.countries,
  speed: row.speed,
  offers,
  priceRuleId: row.price_rule_id,
})

async function offersOf(context: Context | Tx, ids: readonly PlanId[]): Promise<ReadonlyMap<PlanId, readonly Offer[]>> {
  if (ids.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('esim_offer')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('plan_id', 'in', [...ids])
    .orderBy('priority')
    .execute()
  return new Map([...Map.groupBy(rows, (row) => row.plan_id)].map(([id, found]) => [id, found.map(toOffer)]))
}

async function withOffers(context: Context | Tx, rows: readonly Selectable<PlanTable>[]): Promise<Plan[]> {
  const offers = await offersOf(
    context,
    rows.map(({ id }) => id),
  )
  return Promise.all(rows.map(async (row) => toPlan(row, await findOffering(context, row.offering_id), offers.get(row.id) ?? [])))
}

const plans = (context: Context | Tx) => context.db.selectFrom('esim_plan').selectAll().where('tenant_id', '=', context.tenantId)

export async function findPlan(context: Context | Tx, id: PlanId): Promise<Plan | undefined> {
  const row = await plans(context).where('id', '=', id).executeTakeFirst()
  return row && (await withOffers(context, [row]))[0]
}

export async function listPlans(context: Context, query: PageRequest & { readonly country?: string | undefined }): Promise<Page<Plan>> {
  let rows = plans(context)
  if (query.country) rows = rows.where(sql<boolean>`countries @> array[${query.country}]`)
  const page = await keysetPage(rows, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, (row) => row)
  return { ...page, items: await withOffers(context, page.items) }
}

const MOST_IN_STORE = 200

/** Every plan that is on sale, the smallest first. */
export async function plansOnSale(context: Context, country?: string): Promise<readonly Plan[]> {
  let rows = plans(context)
  if (country) rows = rows.where(sql<boolean>`countries @> array[${country}]`)
  const found = await withOffers(context, await rows.orderBy('data_bytes').orderBy('validity_days').limit(MOST_IN_STORE).execute())
  return found.filter(({ status }) => status === 'active')
}

/** False when it is there already. */
export async function insertPlan(tx: Tx, plan: Plan): Promise<boolean> {
  const result = await tx.db
    .insertInto('esim_plan')
    .values({
      id: plan.id,
      tenant_id: tx.tenantId,
      offering_id: plan.offeringId,
      data_bytes: plan.dataBytes,
      voice_minutes: plan.voiceMinutes,
      sms_count: plan.smsCount,
      validity_days: plan.validityDays,
      validity: plan.validity,
      countries: [...plan.countries],
      speed: plan.speed,
      price_rule_id: plan.priceRuleId,
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (result.numInsertedOrUpdatedRows !== 1n) return false
  if (plan.offers.length > 0) {
    await tx.db
      .insertInto('esim_offer')
      .values(
        plan.offers.map((offer) => ({
          plan_id: plan.id,
          tenant_id: tx.tenantId,
          vendor: offer.vendor,
          package_code: offer.packageCode,
          top_up_code: offer.topUpCode,
          bytes: offer.bytes,
          days: offer.days,
          cost_micros: offer.cost.units,
          currency: offer.cost.currency,
          priority: offer.priority,
        })),
      )
      .execute()
  }
  return true
}

export async function savePriceRule(tx: Tx, id: PlanId, ruleId: PriceRuleId): Promise<void> {
  await tx.db.updateTable('esim_plan').set({ price_rule_id: ruleId }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}
