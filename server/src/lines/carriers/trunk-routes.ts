import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, route } from '../../platform/routes.ts'
import { type CarrierId, CarrierId as CarrierIdSchema, type TrunkStatus } from './carrier.ts'
import { Capacity, Key } from './carrier-routes.ts'
import { errors } from './errors.ts'
import { type CarrierService, InterconnectId, type RatingPlanId, type RoutingPlanId } from './interconnect.ts'
import {
  createInterconnect,
  describeInterconnect,
  findInterconnect,
  listInterconnects,
  setAddresses,
  setCodecs,
  setGroup,
  settingsOfInterconnect,
} from './interconnects.ts'
import { namesOf } from './names.ts'
import {
  DirectionSchema,
  InterconnectReply,
  ServiceReply,
  SettingsReply,
  TrunkStatusSchema,
  toInterconnectReply,
  toServiceReply,
  toSettingsReply,
} from './replies.ts'
import { Address, Codec, Media, SETTINGS, type SettingsGroup, type SettingsOf, Signalling, Translation, Validation } from './settings.ts'
import { createService, describeService, findService, listServices, moveService, type ServiceDetails } from './trunks.ts'

const name = z.string().trim().min(1).max(100)
const TechPrefix = z.string().regex(/^\d{0,10}#?$/, 'Use at most ten digits, ended by # or not.')

const Details = z.strictObject({
  name,
  direction: z.enum(['ingress', 'egress', 'both']),
  protocol: z.enum(['udp', 'tcp', 'tls']).default('udp'),
  capacity: Capacity.default(null),
  isActive: z.boolean().default(true),
  techPrefix: TechPrefix.default(''),
  sipPort: z.number().int().min(1).max(65_535).default(5_060),
})

const GROUPS = { validation: Validation, translation: Translation, media: Media, signalling: Signalling } as const

const groupRoute = <Group extends SettingsGroup>(group: Group): Route =>
  route({
    method: 'PUT',
    path: `/interconnects/:id/${group}`,
    permission: 'carrier:write',
    summary: `Set the ${group} settings of an interconnect, of which there is one set`,
    params: Key,
    body: GROUPS[group],
    reply: SettingsReply,
    errors: [errors.interconnectNotFound, errors.overlap],
    run: async ({ context, params, body }) => {
      const { id } = await setGroup(context, params.id, group, SETTINGS[group].parse(body) as SettingsOf<Group>)
      return toSettingsReply(await settingsOfInterconnect(context, id))
    },
  })

export const interconnectRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/interconnects',
    permission: 'carrier:read',
    summary: 'List interconnects, newest first',
    query: z.strictObject({ ...PageQuery, carrierId: CarrierIdSchema.optional(), q: z.string().max(100).optional() }),
    reply: pageOf(InterconnectReply.extend({ carrierName: z.string() })),
    run: async ({ context, query }) => {
      const page = await listInterconnects(context, query)
      const names = await namesOf(context)
      return { ...page, items: page.items.map((item) => ({ ...toInterconnectReply(item), carrierName: names(item.carrierId) ?? '' })) }
    },
  }),
  route({
    method: 'POST',
    path: '/carriers/:id/interconnects',
    permission: 'carrier:write',
    summary: 'Add an interconnect to a carrier',
    params: Key,
    body: Details,
    reply: InterconnectReply,
    status: 201,
    errors: [errors.notFound, errors.partnerMismatch],
    run: async ({ context, params, body }) => toInterconnectReply(await createInterconnect(context, params.id, body)),
  }),
  route({
    method: 'GET',
    path: '/interconnects/:id',
    permission: 'carrier:read',
    summary: 'Show one interconnect, by id or short code',
    params: Key,
    reply: InterconnectReply.extend({ carrierName: z.string() }),
    errors: [errors.interconnectNotFound],
    run: async ({ context, params }) => {
      const found = await findInterconnect(context, params.id)
      return { ...toInterconnectReply(found), carrierName: (await namesOf(context))(found.carrierId) ?? '' }
    },
  }),
  route({
    method: 'POST',
    path: '/interconnects/:id/details',
    permission: 'carrier:write',
    summary: 'Change the details of an interconnect',
    params: Key,
    body: Details,
    reply: InterconnectReply,
    errors: [errors.interconnectNotFound, errors.overlap],
    run: async ({ context, params, body }) => toInterconnectReply(await describeInterconnect(context, params.id, body)),
  }),
  route({
    method: 'GET',
    path: '/interconnects/:id/settings',
    permission: 'carrier:read',
    summary: 'Show everything that is set on an interconnect',
    params: Key,
    reply: SettingsReply,
    errors: [errors.interconnectNotFound],
    run: async ({ context, params }) =>
      toSettingsReply(await settingsOfInterconnect(context, (await findInterconnect(context, params.id)).id)),
  }),
  route({
    method: 'PUT',
    path: '/interconnects/:id/addresses',
    permission: 'carrier:write',
    summary: 'Set the addresses of an interconnect',
    params: Key,
    body: z.strictObject({ addresses: z.array(Address).max(200) }),
    reply: SettingsReply,
    errors: [errors.interconnectNotFound, errors.overlap, errors.addressInvalid],
    run: async ({ context, params, body }) => {
      const { id } = await setAddresses(context, params.id, body.addresses)
      return toSettingsReply(await settingsOfInterconnect(context, id))
    },
  }),
  route({
    method: 'PUT',
    path: '/interconnects/:id/codecs',
    permission: 'carrier:write',
    summary: 'Set the codecs of an interconnect, in order of preference',
    params: Key,
    body: z.strictObject({ codecs: z.array(Codec).max(50) }),
    reply: SettingsReply,
    errors: [errors.interconnectNotFound, errors.codecsRepeat],
    run: async ({ context, params, body }) => {
      const { id } = await setCodecs(context, params.id, body.codecs)
      return toSettingsReply(await settingsOfInterconnect(context, id))
    },
  }),
  groupRoute('validation'),
  groupRoute('translation'),
  groupRoute('media'),
  groupRoute('signalling'),
]

const PlanId = z.uuid().nullable().default(null)
const ServiceBody = z.strictObject({
  name,
  ratingPlanId: PlanId,
  routingPlanId: PlanId,
  techPrefix: TechPrefix.default(''),
  priority: z.number().int().min(1).max(1_000).default(100),
  weight: z.number().int().min(1).max(1_000).default(100),
  capacity: Capacity.default(null),
  enforcementPolicy: z.enum(['strict', 'overflow', 'best_effort']).default('strict'),
})

const detailsOf = (body: z.output<typeof ServiceBody>): ServiceDetails => ({
  ...body,
  ratingPlanId: body.ratingPlanId as RatingPlanId | null,
  routingPlanId: body.routingPlanId as RoutingPlanId | null,
})

async function reply(context: Context, service: CarrierService): Promise<z.input<typeof ServiceReply>> {
  const names = await namesOf(context)
  return toServiceReply(service, {
    carrierName: names(service.carrierId) ?? '',
    interconnectCode: names(service.interconnectId) ?? '',
  })
}

const activating = [errors.ratingPlanRequired, errors.routingPlanRequired, errors.addressRequired, errors.overlap]

const move = (verb: string, to: TrunkStatus, summary: string): Route =>
  route({
    method: 'POST',
    path: `/carrier-services/:id/${verb}`,
    permission: 'carrier:activate',
    summary,
    params: Key,
    body: nothing,
    reply: ServiceReply,
    errors: [errors.serviceNotFound, ...(to === 'active' ? activating : [])],
    run: async ({ context, params }) => reply(context, await moveService(context, params.id, to)),
  })

export const serviceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/carrier-services',
    permission: 'carrier:read',
    summary: 'List services, newest first',
    query: z.strictObject({
      ...PageQuery,
      carrierId: z.uuid().optional(),
      interconnectId: InterconnectId.optional(),
      direction: DirectionSchema.optional(),
      status: TrunkStatusSchema.optional(),
      q: z.string().max(100).optional(),
    }),
    reply: pageOf(ServiceReply),
    run: async ({ context, query }) => {
      const page = await listServices(context, { ...query, carrierId: query.carrierId as CarrierId | undefined })
      return { ...page, items: await Promise.all(page.items.map((service) => reply(context, service))) }
    },
  }),
  route({
    method: 'POST',
    path: '/interconnects/:id/services',
    permission: 'carrier:write',
    summary: 'Add a service to an interconnect, in testing',
    params: Key,
    body: ServiceBody.extend({ direction: DirectionSchema }),
    reply: ServiceReply,
    status: 201,
    errors: [
      errors.interconnectNotFound,
      errors.directionMismatch,
      errors.partnerMismatch,
      errors.ratingPlanMismatch,
      errors.routingPlanUnknown,
    ],
    run: async ({ context, params, body: { direction, ...body } }) =>
      reply(context, await createService(context, params.id, { ...detailsOf(body), direction })),
  }),
  route({
    method: 'GET',
    path: '/carrier-services/:id',
    permission: 'carrier:read',
    summary: 'Show one service, by id or short code',
    params: Key,
    reply: ServiceReply,
    errors: [errors.serviceNotFound],
    run: async ({ context, params }) => reply(context, await findService(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/carrier-services/:id/details',
    permission: 'carrier:write',
    summary: 'Change a service',
    params: Key,
    body: ServiceBody,
    reply: ServiceReply,
    errors: [errors.serviceNotFound, errors.overlap, errors.ratingPlanMismatch, errors.ratingPlanRequired, errors.routingPlanRequired],
    run: async ({ context, params, body }) => reply(context, await describeService(context, params.id, detailsOf(body))),
  }),
  move('activate', 'active', 'Let calls through a service, when it has all it needs'),
  move('pause', 'paused', 'Take no new calls through a service'),
  move('disable', 'disabled', 'Close a paused service'),
  move('retest', 'testing', 'Take a disabled service up again, in testing'),
]
