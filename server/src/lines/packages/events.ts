import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { PackageId, PackageSubscriptionId } from './package.ts'

const about = z.object({ packageSubscriptionId: PackageSubscriptionId, packageId: PackageId, name: z.string() })

export const packageCreated = defineEvent('package.created', 1, z.object({ packageId: PackageId, slug: z.string() }))
export const packagePriced = defineEvent('package.priced', 1, z.object({ packageId: PackageId, listPrice: z.string() }))
export const packageActivated = defineEvent('package_subscription.activated', 1, about)
export const packageRenewed = defineEvent('package_subscription.renewed', 1, z.object({ ...about.shape, periodEnd: z.iso.datetime() }))
export const packageSuspended = defineEvent('package_subscription.suspended', 1, about)
export const packageResumed = defineEvent('package_subscription.resumed', 1, about)
export const packageEnded = defineEvent('package_subscription.ended', 1, about)
