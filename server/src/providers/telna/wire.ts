import { z } from 'zod'
import type { ProfileState, Reinstall } from '../../lines/esim/port.ts'

const Id = z.union([z.string().min(1), z.number()]).transform(String)

export const EuiccProfile = z.object({
  iccid: z.string(),
  activation_code: z.string().nullish(),
  state: z.string().nullish(),
  eid: z.string().nullish(),
  cc_required: z.boolean().nullish(),
  profile_reuse_policy: z.object({ reuse_type: z.string() }).nullish(),
})
export type EuiccProfile = z.output<typeof EuiccProfile>

/** The package of a work order stands there as its id or as a whole. */
const PackageRef = z.union([Id, z.object({ id: Id }).transform(({ id }) => id)])

export const WorkOrder = z.object({
  id: Id,
  status: z.string(),
  customer_ref: z.string().nullish(),
  package: PackageRef.nullish(),
  sim_registry: z.object({ iccid: z.string() }).nullish(),
  euicc_profile: EuiccProfile.nullish(),
})
export type WorkOrder = z.output<typeof WorkOrder>

export const WorkOrders = z.object({ total: z.number(), work_orders: z.array(WorkOrder) })
export const Products = z.object({ total: z.number(), products: z.array(z.object({ id: Id })) })
export const PcrPackage = z.object({ id: Id, package_template: Id, status: z.string().nullish() })
export const PcrPackages = z.object({ packages: z.array(PcrPackage) })
export const Usages = z.object({ orders: z.array(z.object({ data_used_bytes: z.number() })) })

const STATES: Readonly<Record<string, ProfileState>> = {
  AVAILABLE: 'available',
  ALLOCATED: 'allocated',
  LINKED: 'allocated',
  CONFIRMED: 'allocated',
  RELEASED: 'released',
  DOWNLOADED: 'downloaded',
  INSTALLED: 'installed',
  ENABLED: 'enabled',
  DISABLED: 'disabled',
  DELETED: 'deleted',
  ERROR: 'error',
}

export const stateOf = ({ state }: Pick<EuiccProfile, 'state'>): ProfileState | null => STATES[state?.toUpperCase() ?? ''] ?? null

export const reinstallOf = ({ profile_reuse_policy: policy }: Pick<EuiccProfile, 'profile_reuse_policy'>): Reinstall =>
  policy?.reuse_type === 'NEVER' ? 'never' : policy?.reuse_type === 'ALWAYS' ? 'while_valid' : 'unknown'

/** A complete code is passed on as it is; a bare matching ID is completed with the server of our contract. */
export function codeFrom(activationCode: string, smdp: string, confirmation: boolean): string {
  if (/^(lpa:)?1\$/i.test(activationCode)) return activationCode
  return `1$${smdp}$${activationCode}${confirmation ? '$$1' : ''}`
}

const Told = z.object({
  event_id: z.string().nullish(),
  iccid: z.string().nullish(),
  work_order: Id.nullish(),
})

/** What a webhook is about; undefined for what is not one. */
export function readTold(body: Buffer): z.output<typeof Told> | undefined {
  try {
    return Told.parse(JSON.parse(body.toString('utf8')))
  } catch {
    // The address is known to whoever guesses least; rubbish there is no news.
    return undefined
  }
}
