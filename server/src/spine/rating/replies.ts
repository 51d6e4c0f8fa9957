import { z } from 'zod'
import { amountOf, micros, parseDecimal, RateAmount, rateOf } from '../../platform/money.ts'
import type { GridRow } from './grid.ts'
import { PRICE_STATES } from './grid.ts'
import type { Margins } from './margins.ts'
import { percentOf } from './margins.ts'
import { DIRECTIONS, MARGIN_ENFORCEMENTS, marginBp, type RatePlan, type RateSheet, type VersionState } from './rate-plan.ts'
import { type RateRow, STATUSES } from './rate-rows.ts'
import type { PlanSettings } from './service.ts'

const ROUNDINGS = ['up', 'down', 'half_up', 'half_down'] as const
const Percent = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'Use a percentage with at most two decimals, such as "10".')
const Step = z.number().int().min(1).max(86_400)
const Seconds = z.number().int().min(0).max(86_400)
/** A fee or minimum of a call, never negative. */
const Fee = z.string().regex(/^\d{1,7}(\.\d{1,6})?$/, 'Use an amount with at most 6 decimals, such as "0.05".')
const PerMinute = z.string().regex(/^\d{1,7}(\.\d{1,8})?$/, 'Use a price per minute with at most 8 decimals, such as "0.0123".')
export const Code = z.string().regex(/^\d{0,15}$/, 'A code has at most 15 digits; none at all means every other number.')

export const SettingsBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Use a three-letter ISO 4217 code such as USD.'),
  timeZone: z.string().max(60).default('UTC'),
  incrementRule: z.enum(['after_initial', 'total']).default('after_initial'),
  durationRounding: z.enum(ROUNDINGS).default('up'),
  rounding: z.enum(ROUNDINGS).default('half_up'),
  decimals: z.number().int().min(0).max(6).default(6),
  freeSeconds: Seconds.default(0),
  graceSeconds: Seconds.default(0),
  minCost: Fee.default('0'),
  initialSeconds: Step.default(60),
  recurringSeconds: Step.default(60),
  closedBehaviour: z.enum(['block', 'fall_back']).default('block'),
  defaultRates: z.enum(['block', 'allow']).default('block'),
  noticeDays: z.number().int().min(0).max(365).default(7),
  minMarginPercent: Percent.default('0').refine((text) => parseDecimal(text, 2) <= 10_000n, 'A margin is at most 100 %.'),
  marginEnforcement: z.enum(MARGIN_ENFORCEMENTS).default('off'),
})

export const toSettings = (body: z.output<typeof SettingsBody>): PlanSettings => ({
  name: body.name,
  timeZone: body.timeZone,
  initialSeconds: body.initialSeconds,
  recurringSeconds: body.recurringSeconds,
  noticeDays: body.noticeDays,
  minMarginBp: Number(parseDecimal(body.minMarginPercent, 2)),
  marginEnforcement: body.marginEnforcement,
  terms: {
    currency: body.currency,
    incrementRule: body.incrementRule,
    durationRounding: body.durationRounding,
    rounding: { mode: body.rounding, decimals: body.decimals },
    freeSeconds: body.freeSeconds,
    graceSeconds: body.graceSeconds,
    minCostMicros: parseDecimal(body.minCost, 6),
    closedBehaviour: body.closedBehaviour,
    defaultRates: body.defaultRates,
  },
})

export const PlanReply = z.object({
  id: z.uuid(),
  number: z.string(),
  name: z.string(),
  direction: z.enum(DIRECTIONS),
  currency: z.string(),
  timeZone: z.string(),
  incrementRule: z.enum(['after_initial', 'total']),
  durationRounding: z.enum(ROUNDINGS),
  rounding: z.enum(ROUNDINGS),
  decimals: z.number().int(),
  freeSeconds: z.number().int(),
  graceSeconds: z.number().int(),
  minCost: z.string(),
  initialSeconds: z.number().int(),
  recurringSeconds: z.number().int(),
  closedBehaviour: z.enum(['block', 'fall_back']),
  defaultRates: z.enum(['block', 'allow']),
  noticeDays: z.number().int(),
  minMarginPercent: z.string(),
  marginEnforcement: z.enum(MARGIN_ENFORCEMENTS),
  version: z.number().int(),
  uncommittedChanges: z.boolean(),
  createdAt: z.string(),
})

export const toPlanReply = (plan: RatePlan, uncommittedChanges: boolean): z.output<typeof PlanReply> => ({
  id: plan.id,
  number: plan.number,
  name: plan.name,
  direction: plan.direction,
  currency: plan.terms.currency,
  timeZone: plan.timeZone,
  incrementRule: plan.terms.incrementRule,
  durationRounding: plan.terms.durationRounding,
  rounding: plan.terms.rounding.mode,
  decimals: plan.terms.rounding.decimals,
  freeSeconds: plan.terms.freeSeconds,
  graceSeconds: plan.terms.graceSeconds,
  minCost: amountOf(micros(plan.terms.currency, plan.terms.minCostMicros)),
  initialSeconds: plan.initialSeconds,
  recurringSeconds: plan.recurringSeconds,
  closedBehaviour: plan.terms.closedBehaviour,
  defaultRates: plan.terms.defaultRates,
  noticeDays: plan.noticeDays,
  minMarginPercent: percentOf(plan.minMarginBp),
  marginEnforcement: plan.marginEnforcement,
  version: plan.version,
  uncommittedChanges,
  createdAt: plan.createdAt.toISOString(),
})

export const SheetReply = z.object({
  id: z.uuid(),
  state: z.enum(['draft', 'committed', 'effective', 'superseded']),
  mode: z.enum(['full', 'partial']),
  version: z.number().int().nullable(),
  effectiveAt: z.string().nullable(),
  source: z.string(),
  sha256: z.string().nullable(),
  counts: z.record(z.string(), z.number()),
  createdAt: z.string(),
  createdBy: z.string(),
  committedAt: z.string().nullable(),
  committedBy: z.string().nullable(),
})

export const toSheetReply = (sheet: RateSheet, state: VersionState): z.output<typeof SheetReply> => ({
  id: sheet.id,
  state,
  mode: sheet.mode,
  version: sheet.version,
  effectiveAt: sheet.effectiveAt?.toISOString() ?? null,
  source: sheet.source,
  sha256: sheet.sha256,
  counts: { ...sheet.counts },
  createdAt: sheet.createdAt.toISOString(),
  createdBy: sheet.createdBy,
  committedAt: sheet.committedAt?.toISOString() ?? null,
  committedBy: sheet.committedBy,
})

export const RateBody = z.strictObject({
  code: Code,
  name: z.string().trim().max(200).default(''),
  status: z.enum(STATUSES).default('open'),
  rate: PerMinute.default('0'),
  initialRate: PerMinute.optional(),
  connectFee: Fee.default('0'),
  initialSeconds: Step.optional(),
  recurringSeconds: Step.optional(),
  /** Left out: with the version it is committed in. */
  validFrom: z.iso.datetime().optional(),
})

export const toRow = (body: z.output<typeof RateBody>, plan: RatePlan): RateRow => ({
  code: body.code,
  name: body.name,
  status: body.status,
  rateE8: parseDecimal(body.rate, 8),
  initialRateE8: parseDecimal(body.initialRate ?? body.rate, 8),
  feeMicros: parseDecimal(body.connectFee, 6),
  initialSeconds: body.initialSeconds ?? plan.initialSeconds,
  recurringSeconds: body.recurringSeconds ?? plan.recurringSeconds,
  validFrom: body.validFrom ? new Date(body.validFrom) : null,
})

export const RowReply = z.object({
  code: z.string(),
  name: z.string(),
  status: z.enum(STATUSES),
  rate: RateAmount,
  initialRate: RateAmount,
  connectFee: z.string(),
  initialSeconds: z.number().int(),
  recurringSeconds: z.number().int(),
})

export const toRowReply = (row: RateRow, currency: string): z.output<typeof RowReply> => ({
  code: row.code,
  name: row.name,
  status: row.status,
  rate: rateOf({ currency, e8: row.rateE8 }),
  initialRate: rateOf({ currency, e8: row.initialRateE8 }),
  connectFee: amountOf(micros(currency, row.feeMicros)),
  initialSeconds: row.initialSeconds,
  recurringSeconds: row.recurringSeconds,
})

export const GridReply = RowReply.extend({
  state: z.enum(PRICE_STATES),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number().int(),
  rateVersionId: z.string(),
  /** What the cheapest supplier takes per minute, and what is left of the price; for those who may see margins. */
  cost: z.string().nullable(),
  marginPercent: z.string().nullable(),
})

export function toGridReply(row: GridRow, currency: string, cost: bigint | undefined): z.output<typeof GridReply> {
  const bp = cost === undefined || row.status !== 'open' ? null : marginBp(row.rateE8, cost)
  return {
    ...toRowReply(row, currency),
    state: row.state,
    validFrom: row.from.toISOString(),
    validTo: row.until?.toISOString() ?? null,
    version: row.version,
    rateVersionId: row.rateVersionId,
    cost: cost === undefined ? null : rateOf({ currency, e8: cost }),
    marginPercent: bp === null ? null : percentOf(bp),
  }
}

export const MarginsReply = z.object({
  thin: z.number().int(),
  examples: z.array(z.object({ code: z.string(), sell: z.string(), cost: z.string(), marginPercent: z.string().nullable() })),
})

/** Costs are for those who may see them; that something is too cheap, everybody who prices may know. */
export const toMarginsReply = (margins: Margins, maySee: boolean): z.output<typeof MarginsReply> => ({
  thin: margins.thin,
  examples: maySee ? [...margins.examples] : [],
})
