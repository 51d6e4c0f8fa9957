import { queryOptions } from '@tanstack/react-query'
import { api, nothing, once, reply } from './client.ts'
import type { PageRequest } from './types.ts'

const at = (id: string) => ({ params: { path: { id } } })
const readInstance = (id: string, signal?: AbortSignal) =>
  reply(api.GET('/api/v1/instances/{id}', { ...at(id), ...(signal && { signal }) }))
const readOffers = (accountId?: string, signal?: AbortSignal) =>
  reply(api.GET('/api/v1/compute-offers', { params: { query: accountId ? { accountId } : {} }, ...(signal && { signal }) }))
const readProducts = (page: PageRequest, signal?: AbortSignal) =>
  reply(api.GET('/api/v1/compute-products', { params: { query: page }, ...(signal && { signal }) }))

export type Instance = Awaited<ReturnType<typeof readInstance>>
export type Size = Awaited<ReturnType<typeof readOffers>>['sizes'][number]
export type ComputeProduct = Awaited<ReturnType<typeof readProducts>>['items'][number]
export type InstanceStatus = 'running' | 'stopped' | 'suspended' | 'provisioning' | 'error' | 'deleted'

type InstanceFilters = PageRequest & {
  readonly accountId?: string
  readonly status?: InstanceStatus
  readonly region?: string
  readonly q?: string
}

/** A server that comes up or goes down tells by events; should one be lost, the list asks again. */
export const instancesQuery = (page: InstanceFilters = {}) =>
  queryOptions({
    queryKey: ['instances', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/instances', { params: { query: page }, signal })),
    refetchInterval: 15_000,
  })

/** Asked every two seconds while something is being done to it. */
export const instanceQuery = (id: string) =>
  queryOptions({
    queryKey: ['instances', id],
    queryFn: ({ signal }) => readInstance(id, signal),
    refetchInterval: ({ state }) => (state.data && (state.data.task || isComing(state.data)) ? 2_000 : 30_000),
  })

export const isComing = (instance: Instance): boolean => instance.lifecycle === 'pending' || instance.lifecycle === 'provisioning'

export const tasksQuery = (id: string) =>
  queryOptions({
    queryKey: ['instances', id, 'tasks'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/instances/{id}/tasks', { params: { path: { id }, query: { limit: 10 } }, signal })),
  })

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ['instances', id, 'events'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/instances/{id}/events', { params: { path: { id }, query: { limit: 15 } }, signal })),
  })

export const unitsQuery = (id: string) =>
  queryOptions({
    queryKey: ['instances', id, 'usage'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/instances/{id}/usage', { params: { path: { id }, query: { limit: 12 } }, signal })),
  })

export type Range = '1h' | '1d' | '7d'

export const metricsQuery = (id: string, range: Range) =>
  queryOptions({
    queryKey: ['instances', id, 'metrics', range],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/instances/{id}/metrics', { params: { path: { id }, query: { range } }, signal })),
    refetchInterval: 60_000,
  })

export const offersQuery = (accountId?: string) =>
  queryOptions({ queryKey: ['compute-offers', accountId ?? 'own'], queryFn: ({ signal }) => readOffers(accountId, signal) })

export const quotaQuery = queryOptions({
  queryKey: ['instances', 'quota'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/compute-usage', { params: { query: {} }, signal })),
})

export type ServerWish = {
  readonly size: string
  readonly image: string
  readonly region: string
  readonly name: string
  readonly sshKey?: string
}

export const orderServer = (wish: ServerWish, key: string) =>
  reply(api.POST('/api/v1/orders', { body: { items: [{ kind: 'instance', ...wish }] }, params: { header: once(key) } }))

export type Command = 'start' | 'stop' | 'reboot' | 'reset'

export const commandInstance = (id: string, command: Command) =>
  reply(api.POST(`/api/v1/instances/{id}/${command}` as '/api/v1/instances/{id}/start', { ...at(id), body: nothing }))
export const deleteInstance = (id: string, confirm: string) =>
  reply(api.POST('/api/v1/instances/{id}/delete', { ...at(id), body: { confirm } }))
export const restoreInstance = (id: string) => reply(api.POST('/api/v1/instances/{id}/restore', { ...at(id), body: nothing }))
export const openConsole = (id: string) => reply(api.POST('/api/v1/instances/{id}/console', { ...at(id), body: { type: 'vga' } }))

export type StaffHold = 'abuse' | 'admin' | 'legal'
export const holdInstance = (id: string, kind: StaffHold, reason: string) =>
  reply(api.POST('/api/v1/instances/{id}/hold', { ...at(id), body: { kind, reason } }))
export const unholdInstance = (id: string, kind: StaffHold) =>
  reply(api.POST('/api/v1/instances/{id}/unhold', { ...at(id), body: { kind } }))

export const productsQuery = (page: PageRequest = {}) =>
  queryOptions({ queryKey: ['compute_products', page], queryFn: ({ signal }) => readProducts(page, signal) })

export type NewProduct = {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly cpu: number
  readonly ramMib: number
  readonly diskGib: number
  readonly hourly: string
  readonly monthlyCap: string | null
}
export const createProduct = (body: NewProduct) => reply(api.POST('/api/v1/compute-products', { body }))
export const priceProduct = (id: string, body: { hourly: string; monthlyCap: string | null }) =>
  reply(api.POST('/api/v1/compute-products/{id}/prices', { ...at(id), body }))
export const publishProduct = (id: string) => reply(api.POST('/api/v1/compute-products/{id}/publish', { ...at(id), body: nothing }))
export const archiveProduct = (id: string) => reply(api.POST('/api/v1/compute-products/{id}/archive', { ...at(id), body: nothing }))
