import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { BundleId } from './bundle.ts'
import { EsimId } from './esim.ts'

/** Makes the supplier stop or restore data as we want it; asked again until it says so. */
export const switchData = declareJob('esim.switch-data', z.object({ esimId: EsimId }), { attempts: 25 })
/** Gives a profile back, or at least stops its data. */
export const cancelAtSupplier = declareJob('esim.cancel-at-supplier', z.object({ esimId: EsimId }), { attempts: 25 })
/** Orders the same plan again for a profile whose plan is used up or about to end. */
export const renewBundle = declareJob('esim.renew-bundle', z.object({ bundleId: BundleId }))
/** Asks the supplier how one profile is. */
export const refreshEsim = declareJob('esim.refresh', z.object({ esimId: EsimId }))
/** Looks into what a supplier has told us. */
export const workOnNotice = declareJob('esim.work-on-notice', z.object({ webhookId: z.uuid() }))
