import type { Transitions } from '../../platform/errors.ts'
import { type AccountId, type Id, idSchema, type ProviderId } from '../../platform/ids.ts'
import type { OrderItemId } from '../../spine/orders/index.ts'
import type { ProfileState, Reinstall } from './port.ts'

export type EsimId = Id<'esim'>
export const EsimId = idSchema<EsimId>()

/** The states of an eSIM in our hands (E13); `available` is stock that nobody has bought yet. */
export const ESIM_STATUSES = ['available', 'assigned', 'active', 'suspended', 'expired', 'cancelled'] as const
export type EsimStatus = (typeof ESIM_STATUSES)[number]

/** What may follow what (§2.7); what was never used is cancelled or expires as it is. */
export const esimTransitions: Transitions<EsimStatus> = {
  available: ['assigned', 'cancelled'],
  assigned: ['active', 'expired', 'cancelled'],
  active: ['suspended', 'expired', 'cancelled'],
  suspended: ['active', 'expired', 'cancelled'],
  expired: [],
  cancelled: [],
}

/** What may follow what for a profile on its way to the phone and on it (SGP.22); reports come late, so steps may be skipped. */
export const profileTransitions: Transitions<ProfileState> = {
  available: ['allocated', 'released', 'downloaded', 'installed', 'enabled', 'error'],
  allocated: ['released', 'downloaded', 'installed', 'enabled', 'error'],
  released: ['downloaded', 'installed', 'enabled', 'disabled', 'deleted', 'error'],
  downloaded: ['installed', 'enabled', 'disabled', 'deleted', 'released', 'error'],
  installed: ['enabled', 'disabled', 'deleted', 'error'],
  enabled: ['disabled', 'deleted', 'error'],
  disabled: ['enabled', 'deleted', 'error'],
  deleted: ['released', 'installed', 'enabled'],
  error: ['released', 'downloaded', 'installed', 'enabled', 'deleted'],
}

/** The state after a report; undefined when the report is older than what is known, repeats it, or cannot follow it. */
export function profileAfter(
  known: { readonly state: ProfileState; readonly at: Date },
  report: { readonly state: ProfileState; readonly at: Date },
): ProfileState | undefined {
  if (report.at < known.at || report.state === known.state) return undefined
  return profileTransitions[known.state].includes(report.state) ? report.state : undefined
}

/** Whether the code can still be installed by somebody: until then it is worth money to whoever sees it. */
export const isUninstalled = (state: ProfileState): boolean => ['available', 'allocated', 'released'].includes(state)

/** A profile for one phone, from purchase or stock to its end. The plans on it are bundles. */
export type Esim = {
  readonly id: EsimId
  /** Null while it is stock. */
  readonly accountId: AccountId | null
  readonly status: EsimStatus
  readonly profileState: ProfileState
  readonly profileAt: Date
  readonly providerId: ProviderId
  readonly vendor: string
  /** The supplier's name for the profile; ICCIDs come back with other customers, so this is what we ask by. */
  readonly supplierReference: string
  /** What the supplier sold it as; a stock profile is found by it. */
  readonly packageCode: string
  readonly iccid: string
  readonly eid: string | null
  /** The activation code, sealed. */
  readonly sealedCode: string
  readonly confirmation: boolean
  readonly reinstall: Reinstall
  readonly label: string
  readonly autoRenew: boolean
  /** Whether data should flow, and whether the supplier was told so. */
  readonly dataWanted: boolean
  readonly dataOn: boolean
  /** Data was stopped because nothing paid for it: it flows again when something does. */
  readonly waitsForData: boolean
  /** The order item that claims a stock profile or tops this one up at the moment. */
  readonly claimedBy: OrderItemId | null
  readonly createdAt: Date
  readonly endedAt: Date | null
}

/** What a code is sealed for, so that it opens nowhere else. */
export const codeOf = (id: EsimId): string => `esim/${id}/code`

/** How many days an eSIM without any data plan is kept before it ends. */
export const IDLE_DAYS = 30
