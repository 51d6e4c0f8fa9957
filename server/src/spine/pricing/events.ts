import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { TenantId } from '../../platform/ids.ts'
import { BasePriceId, PriceRuleId } from './price.ts'

const Key = { service: z.string(), country: z.string().nullable(), validFrom: z.iso.datetime(), validTo: z.iso.datetime().nullable() }

export const priceRuleCreated = defineEvent('price_rule.created', 1, z.object({ priceRuleId: PriceRuleId, ...Key }))
export const priceRuleEnded = defineEvent('price_rule.ended', 1, z.object({ priceRuleId: PriceRuleId, ...Key }))
export const basePriceCreated = defineEvent('base_price.created', 1, z.object({ basePriceId: BasePriceId, ...Key }))
export const basePriceEnded = defineEvent('base_price.ended', 1, z.object({ basePriceId: BasePriceId, ...Key }))
/** The policy's id is its tenant's, because there is one a tenant. */
export const pricePolicyChanged = defineEvent('price_policy.changed', 1, z.object({ pricePolicyId: TenantId }))
