import { z } from 'zod'
import { type Money, MoneyReply, toMoneyReply } from '../../platform/money.ts'
import type { CreditAlert } from './alert.ts'
import type { Carrier } from './carrier.ts'
import type { CallCdr } from './cdr.ts'
import { marginOf } from './cdr.ts'
import type { Contact } from './contact-store.ts'
import { netOf, type Position } from './credit.ts'
import type { CarrierService, Interconnect } from './interconnect.ts'
import type { InterconnectSettings } from './interconnects.ts'
import { Address, Codec, Media, Signalling, Translation, Validation } from './settings.ts'

export const TrunkStatusSchema = z.enum(['testing', 'active', 'paused', 'disabled'])
export const PartnerTypeSchema = z.enum(['customer', 'supplier', 'bilateral'])
export const CreditTypeSchema = z.enum(['prepaid', 'postpaid'])
export const SideSchema = z.enum(['customer', 'supplier'])
export const DirectionSchema = z.enum(['ingress', 'egress'])
export const Disposition = z.enum(['answered', 'failed', 'refused'])

export const CarrierReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  code: z.string(),
  name: z.string(),
  partnerType: PartnerTypeSchema,
  status: TrunkStatusSchema,
  currency: z.string(),
  customerCreditType: CreditTypeSchema,
  customerCreditLimit: MoneyReply,
  supplierCreditType: CreditTypeSchema,
  bilateralCreditLimit: MoneyReply,
  customer24hLimit: MoneyReply.nullable(),
  supplier24hLimit: MoneyReply.nullable(),
  capacity: z.number().nullable(),
  circularRouting: z.boolean(),
  customerAccountNumber: z.string(),
  supplierAccountNumber: z.string(),
  taxCode: z.string(),
  billTo: z.string(),
  shipTo: z.string(),
  createdAt: z.string(),
})

const orNull = (value: Money | null) => value && toMoneyReply(value)

export const toCarrierReply = (carrier: Carrier): z.input<typeof CarrierReply> => ({
  ...carrier,
  customerCreditLimit: toMoneyReply(carrier.customerCreditLimit),
  bilateralCreditLimit: toMoneyReply(carrier.bilateralCreditLimit),
  customer24hLimit: orNull(carrier.customer24hLimit),
  supplier24hLimit: orNull(carrier.supplier24hLimit),
  createdAt: carrier.createdAt.toISOString(),
})

export const PositionReply = z.object({
  balance: MoneyReply,
  held: MoneyReply,
  available: MoneyReply,
  payable: MoneyReply,
  net: MoneyReply,
  customerSpend24h: MoneyReply,
  supplierSpend24h: MoneyReply,
  customerOverriddenUntil: z.string().nullable(),
  supplierOverriddenUntil: z.string().nullable(),
})

export const toPositionReply = (position: Position): z.input<typeof PositionReply> => ({
  balance: toMoneyReply(position.balance),
  held: toMoneyReply(position.held),
  available: toMoneyReply(position.available),
  payable: toMoneyReply(position.payable),
  net: toMoneyReply(netOf(position)),
  customerSpend24h: toMoneyReply(position.spend24h.customer),
  supplierSpend24h: toMoneyReply(position.spend24h.supplier),
  customerOverriddenUntil: position.overridden.customer?.toISOString() ?? null,
  supplierOverriddenUntil: position.overridden.supplier?.toISOString() ?? null,
})

export const ContactReply = z.object({
  id: z.uuid(),
  carrierId: z.uuid(),
  invited: z.boolean(),
  name: z.string(),
  title: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  jobTitle: z.string(),
  telephone: z.string(),
  mobile: z.string(),
  email: z.string(),
  portalAccess: z.boolean(),
  isPrimary: z.boolean(),
})

export const toContactReply = ({ userId, ...contact }: Contact): z.input<typeof ContactReply> => ({ ...contact, invited: userId !== null })

export const AlertReply = z.object({
  id: z.uuid(),
  carrierId: z.uuid(),
  alertType: z.enum(['low_balance', 'high_balance', '24hr_spend_breach']),
  direction: z.enum(['customer', 'supplier', 'bilateral']),
  threshold: MoneyReply,
  recipients: z.array(z.string()),
  isActive: z.boolean(),
  armed: z.boolean(),
  firedAt: z.string().nullable(),
})

export const toAlertReply = (alert: CreditAlert): z.input<typeof AlertReply> => ({
  ...alert,
  recipients: [...alert.recipients],
  threshold: toMoneyReply(alert.threshold),
  firedAt: alert.firedAt?.toISOString() ?? null,
})

export const InterconnectReply = z.object({
  id: z.uuid(),
  carrierId: z.uuid(),
  shortCode: z.string(),
  name: z.string(),
  direction: z.enum(['ingress', 'egress', 'both']),
  currency: z.string(),
  protocol: z.enum(['udp', 'tcp', 'tls']),
  capacity: z.number().nullable(),
  isActive: z.boolean(),
  techPrefix: z.string(),
  sipPort: z.number(),
  createdAt: z.string(),
})

export const toInterconnectReply = (interconnect: Interconnect): z.input<typeof InterconnectReply> => ({
  ...interconnect,
  createdAt: interconnect.createdAt.toISOString(),
})

export const SettingsReply = z.object({
  addresses: z.array(Address),
  codecs: z.array(Codec),
  validation: Validation,
  translation: Translation,
  media: Media,
  signalling: Signalling,
})

export const toSettingsReply = ({ addresses, codecs, ...settings }: InterconnectSettings): z.input<typeof SettingsReply> => ({
  ...settings,
  codecs: [...codecs],
  addresses: addresses.map(({ id: _id, interconnectId: _owner, ...address }) => address),
})

export const ServiceReply = z.object({
  id: z.uuid(),
  carrierId: z.uuid(),
  carrierName: z.string(),
  interconnectId: z.uuid(),
  interconnectCode: z.string(),
  shortCode: z.string(),
  name: z.string(),
  direction: DirectionSchema,
  status: TrunkStatusSchema,
  ratingPlanId: z.uuid().nullable(),
  routingPlanId: z.uuid().nullable(),
  techPrefix: z.string(),
  priority: z.number(),
  weight: z.number(),
  capacity: z.number().nullable(),
  enforcementPolicy: z.enum(['strict', 'overflow', 'best_effort']),
  createdAt: z.string(),
})

export const toServiceReply = (
  service: CarrierService,
  names: { readonly carrierName: string; readonly interconnectCode: string },
): z.input<typeof ServiceReply> => ({ ...service, ...names, createdAt: service.createdAt.toISOString() })

export const CdrReply = z.object({
  id: z.uuid(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string(),
  disposition: Disposition,
  source: z.string(),
  carrierId: z.uuid(),
  carrierName: z.string(),
  supplierName: z.string().nullable(),
  aNumber: z.string(),
  bNumber: z.string(),
  attempts: z.number(),
  durationMs: z.number(),
  billedSeconds: z.number(),
  sipCode: z.number().nullable(),
  reason: z.string(),
  cause: z.number().nullable(),
  releasedBy: z.string().nullable(),
  pddMs: z.number().nullable(),
  code: z.string().nullable(),
  sold: MoneyReply.nullable(),
  soldExact: z.string().nullable(),
  sellVersion: z.string().nullable(),
  cost: MoneyReply.nullable(),
  costExact: z.string().nullable(),
  buyVersion: z.string().nullable(),
  buyBilledSeconds: z.number().nullable(),
  margin: MoneyReply.nullable(),
  flags: z.array(z.string()),
})

export const toCdrReply = (cdr: CallCdr, nameOf: (id: string | null) => string | null): z.input<typeof CdrReply> => ({
  ...cdr,
  startedAt: cdr.startedAt.toISOString(),
  answeredAt: cdr.answeredAt?.toISOString() ?? null,
  endedAt: cdr.endedAt.toISOString(),
  carrierName: nameOf(cdr.carrierId) ?? '',
  supplierName: nameOf(cdr.supplierId),
  billedSeconds: cdr.sell?.billedSeconds ?? 0,
  code: cdr.sell?.code ?? null,
  sold: orNull(cdr.sell?.amount ?? null),
  soldExact: cdr.sell?.exact ?? null,
  sellVersion: cdr.sell?.versionId ?? null,
  cost: orNull(cdr.buy?.amount ?? null),
  costExact: cdr.buy?.exact ?? null,
  buyVersion: cdr.buy?.versionId ?? null,
  buyBilledSeconds: cdr.buy?.billedSeconds ?? null,
  margin: orNull(marginOf(cdr)),
  flags: [...cdr.flags],
})
