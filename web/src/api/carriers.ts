import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { paths } from './schema.d.ts'
import type { PageRequest } from './types.ts'

type Body<Path extends keyof paths, Method extends 'post' | 'put'> = paths[Path] extends {
  [M in Method]: { requestBody?: { content: { 'application/json': infer Sent } } }
}
  ? NonNullable<Sent>
  : never

type Of<Query extends (...args: never[]) => { queryFn?: unknown }> =
  ReturnType<Query> extends {
    queryFn?: infer Fetch
  }
    ? Fetch extends (...args: never[]) => infer Answer
      ? Awaited<Answer>
      : never
    : never
type Item<Reply> = Reply extends { items: (infer Row)[] } ? Row : never

export type TrunkStatus = 'testing' | 'active' | 'paused' | 'disabled'
export type TrunkMove = 'activate' | 'pause' | 'disable' | 'retest'

type Filters = PageRequest & { readonly [filter: string]: string | number | undefined }
const at = (id: string) => ({ params: { path: { id } } })

export const carriersQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['carriers', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carriers', { params: { query: page as never }, signal })),
  })
export type CarrierRow = Item<Of<typeof carriersQuery>>

export const carrierQuery = (id: string) =>
  queryOptions({ queryKey: ['carriers', id], queryFn: ({ signal }) => reply(api.GET('/api/v1/carriers/{id}', { ...at(id), signal })) })
export type Carrier = Of<typeof carrierQuery>

export const positionQuery = (id: string) =>
  queryOptions({
    queryKey: ['carriers', id, 'position'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carriers/{id}/position', { ...at(id), signal })),
    refetchInterval: 30_000,
  })
export type Position = Of<typeof positionQuery>

export type NewCarrier = Body<'/api/v1/carriers', 'post'>
export const createCarrier = (body: NewCarrier) => reply(api.POST('/api/v1/carriers', { body }))
export type CarrierDetails = Body<'/api/v1/carriers/{id}/details', 'post'>
export const describeCarrier = (id: string, body: CarrierDetails) => reply(api.POST('/api/v1/carriers/{id}/details', { ...at(id), body }))
export type CreditTerms = Body<'/api/v1/carriers/{id}/credit', 'post'>
export const grantCredit = (id: string, body: CreditTerms) => reply(api.POST('/api/v1/carriers/{id}/credit', { ...at(id), body }))
export const overrideLimit = (id: string, body: Body<'/api/v1/carriers/{id}/override', 'post'>) =>
  reply(api.POST('/api/v1/carriers/{id}/override', { ...at(id), body }))
export const moveCarrier = (id: string, move: TrunkMove) =>
  reply(api.POST(`/api/v1/carriers/{id}/${move}` as '/api/v1/carriers/{id}/activate', { ...at(id), body: nothing }))

export const contactsQuery = (id: string) =>
  queryOptions({
    queryKey: ['carriers', id, 'contacts'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carriers/{id}/contacts', { ...at(id), signal })),
  })
export type Contact = Item<Of<typeof contactsQuery>>
export type ContactDetails = Body<'/api/v1/carriers/{id}/contacts', 'post'>
export const addContact = (id: string, body: ContactDetails) => reply(api.POST('/api/v1/carriers/{id}/contacts', { ...at(id), body }))
export const changeContact = (id: string, body: ContactDetails) =>
  reply(api.POST('/api/v1/carrier-contacts/{id}/details', { ...at(id), body }))
export const inviteContact = (id: string) => reply(api.POST('/api/v1/carrier-contacts/{id}/invite', { ...at(id), body: nothing }))
export const removeContact = (id: string) => reply(api.DELETE('/api/v1/carrier-contacts/{id}', at(id)))

export const alertsQuery = (id: string) =>
  queryOptions({
    queryKey: ['carriers', id, 'credit-alerts'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carriers/{id}/credit-alerts', { ...at(id), signal })),
  })
export type CreditAlert = Item<Of<typeof alertsQuery>>
export const addAlert = (id: string, body: Body<'/api/v1/carriers/{id}/credit-alerts', 'post'>) =>
  reply(api.POST('/api/v1/carriers/{id}/credit-alerts', { ...at(id), body }))
export const removeAlert = (id: string) => reply(api.DELETE('/api/v1/credit-alerts/{id}', at(id)))

export const interconnectsQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['interconnects', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/interconnects', { params: { query: page as never }, signal })),
  })
export type InterconnectRow = Item<Of<typeof interconnectsQuery>>

export const interconnectQuery = (id: string) =>
  queryOptions({
    queryKey: ['interconnects', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/interconnects/{id}', { ...at(id), signal })),
  })
export type Interconnect = Of<typeof interconnectQuery>

export const settingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['interconnects', id, 'settings'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/interconnects/{id}/settings', { ...at(id), signal })),
  })
export type Settings = Of<typeof settingsQuery>
export type SettingsGroup = 'validation' | 'translation' | 'media' | 'signalling'

export type InterconnectDetails = Body<'/api/v1/interconnects/{id}/details', 'post'>
export const createInterconnect = (id: string, body: InterconnectDetails) =>
  reply(api.POST('/api/v1/carriers/{id}/interconnects', { ...at(id), body }))
export const describeInterconnect = (id: string, body: InterconnectDetails) =>
  reply(api.POST('/api/v1/interconnects/{id}/details', { ...at(id), body }))
export const setAddresses = (id: string, addresses: Settings['addresses']) =>
  reply(api.PUT('/api/v1/interconnects/{id}/addresses', { ...at(id), body: { addresses } }))
export const setCodecs = (id: string, codecs: Settings['codecs']) =>
  reply(api.PUT('/api/v1/interconnects/{id}/codecs', { ...at(id), body: { codecs } }))
export const setGroup = <Group extends SettingsGroup>(id: string, group: Group, body: Settings[Group]) =>
  reply(api.PUT(`/api/v1/interconnects/{id}/${group}` as '/api/v1/interconnects/{id}/media', { ...at(id), body: body as never }))

export const trunkServicesQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['carrier_services', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carrier-services', { params: { query: page as never }, signal })),
  })
export type TrunkService = Item<Of<typeof trunkServicesQuery>>
export type ServiceDetails = Body<'/api/v1/carrier-services/{id}/details', 'post'>
export const createService = (id: string, body: Body<'/api/v1/interconnects/{id}/services', 'post'>) =>
  reply(api.POST('/api/v1/interconnects/{id}/services', { ...at(id), body }))
export const describeService = (id: string, body: ServiceDetails) =>
  reply(api.POST('/api/v1/carrier-services/{id}/details', { ...at(id), body }))
export const moveService = (id: string, move: TrunkMove) =>
  reply(api.POST(`/api/v1/carrier-services/{id}/${move}` as '/api/v1/carrier-services/{id}/activate', { ...at(id), body: nothing }))

export const planChoicesQuery = queryOptions({
  queryKey: ['rate_plans', 'choices'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/rate-plans', { params: { query: { limit: 100 } }, signal })),
})

export const cdrsQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['cdrs', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/cdrs', { params: { query: page as never }, signal })),
  })
export type Cdr = Item<Of<typeof cdrsQuery>>
export const cdrQuery = (id: string) =>
  queryOptions({ queryKey: ['cdrs', id], queryFn: ({ signal }) => reply(api.GET('/api/v1/cdrs/{id}', { ...at(id), signal })) })

export const routingPlansQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['routing_plans', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/routing-plans', { params: { query: page as never }, signal })),
  })
export type RoutingPlan = Item<Of<typeof routingPlansQuery>>
export const routingPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['routing_plans', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/routing-plans/{id}', { ...at(id), signal })),
  })
export const routesQuery = (id: string) =>
  queryOptions({
    queryKey: ['routing_plans', id, 'routes'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/routing-plans/{id}/routes', { ...at(id), signal })),
  })
export type Route = Item<Of<typeof routesQuery>>
export type PlanSettings = Body<'/api/v1/routing-plans', 'post'>
export const createRoutingPlan = (body: PlanSettings) => reply(api.POST('/api/v1/routing-plans', { body }))
export const changeRoutingPlan = (id: string, body: PlanSettings) =>
  reply(api.POST('/api/v1/routing-plans/{id}/settings', { ...at(id), body }))
export const setRoutes = (id: string, routes: Body<'/api/v1/routing-plans/{id}/routes', 'put'>['routes']) =>
  reply(api.PUT('/api/v1/routing-plans/{id}/routes', { ...at(id), body: { routes } }))
export const simulateCall = (body: Body<'/api/v1/call-simulations', 'post'>) => reply(api.POST('/api/v1/call-simulations', { body }))
export type Simulation = Awaited<ReturnType<typeof simulateCall>>

/** A carrier's own pages. */
export const ownOverviewQuery = queryOptions({
  queryKey: ['carriers', 'own'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/carrier-portal/overview', { signal })),
  refetchInterval: 30_000,
})
export const ownCdrsQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['cdrs', 'own', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carrier-portal/cdrs', { params: { query: page as never }, signal })),
  })
export type OwnCdr = Item<Of<typeof ownCdrsQuery>>
export const ownRatesQuery = (page: Filters) =>
  queryOptions({
    queryKey: ['rate_plans', 'own', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/carrier-portal/rates', { params: { query: page as never }, signal })),
  })
export type OwnRate = Item<Of<typeof ownRatesQuery>>
