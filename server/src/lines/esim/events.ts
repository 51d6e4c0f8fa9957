import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { idSchema, type ProviderId } from '../../platform/ids.ts'
import { MoneyReply } from '../../platform/money.ts'
import { BundleId } from './bundle.ts'
import { EsimId } from './esim.ts'
import { PlanId } from './plan.ts'
import type { PoolId } from './pools.ts'

const esim = z.object({ esimId: EsimId, iccid: z.string() })

export const esimStocked = defineEvent('esim.stocked', 1, esim)
export const esimAssigned = defineEvent('esim.assigned', 1, esim)
export const esimActivated = defineEvent('esim.activated', 1, esim)
export const esimSuspended = defineEvent('esim.suspended', 1, esim.extend({ reason: z.enum(['asked', 'no_data']) }))
export const esimResumed = defineEvent('esim.resumed', 1, esim)
export const esimExpired = defineEvent('esim.expired', 1, esim)
export const esimCancelled = defineEvent('esim.cancelled', 1, esim)
export const esimProfileChanged = defineEvent('esim.profile_changed', 1, esim.extend({ from: z.string(), to: z.string() }))
/** Somebody saw the activation code, which is a bearer secret until it is installed. */
export const esimCodeShown = defineEvent('esim.code_shown', 1, esim.extend({ where: z.enum(['account', 'link']) }))
export const esimChanged = defineEvent('esim.changed', 1, esim)
/** The supplier counts less than it did: nothing is given back, somebody should look. */
export const esimUsageCorrected = defineEvent('esim.usage_corrected', 1, esim.extend({ from: z.string(), to: z.string() }))

const bundle = z.object({ esimBundleId: BundleId, esimId: EsimId, name: z.string() })

export const bundleAdded = defineEvent('esim_bundle.added', 1, bundle.extend({ status: z.enum(['pending', 'queued', 'active']) }))
export const bundleActivated = defineEvent('esim_bundle.activated', 1, bundle.extend({ expiresAt: z.iso.datetime() }))
export const bundleExtended = defineEvent('esim_bundle.extended', 1, bundle)
export const bundleLevelReached = defineEvent('esim_bundle.level_reached', 1, bundle.extend({ level: z.number(), usedBytes: z.string() }))
export const bundleDepleted = defineEvent('esim_bundle.depleted', 1, bundle)
export const bundleExpired = defineEvent('esim_bundle.expired', 1, bundle)
export const bundleCancelled = defineEvent('esim_bundle.cancelled', 1, bundle)
export const bundleRefunded = defineEvent('esim_bundle.refunded', 1, bundle)
export const bundleDisputed = defineEvent('esim_bundle.disputed', 1, bundle.extend({ usedBytes: z.string() }))
export const bundleRenewalFailed = defineEvent('esim_bundle.renewal_failed', 1, bundle.extend({ reason: z.string() }))

export const planCreated = defineEvent('esim_plan.created', 1, z.object({ esimPlanId: PlanId, name: z.string() }))
export const planPriced = defineEvent('esim_plan.priced', 1, z.object({ esimPlanId: PlanId, price: MoneyReply }))

const supplier = z.object({ providerId: idSchema<ProviderId>(), name: z.string() })

/** A supplier failed so often that nobody is sent to it until it works again; monitoring alerts on it. */
export const integrationDown = defineEvent('provider.integration_down', 1, supplier.extend({ reason: z.string() }))
export const integrationUp = defineEvent('provider.integration_up', 1, supplier)
/** Less than a tenth of the data bought ahead is left. */
export const poolLow = defineEvent('data_pool.low', 1, z.object({ dataPoolId: idSchema<PoolId>(), leftBytes: z.string() }))
export const poolSet = defineEvent('data_pool.set', 1, z.object({ dataPoolId: idSchema<PoolId>(), totalBytes: z.string() }))
