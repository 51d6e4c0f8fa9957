import { queryOptions } from '@tanstack/react-query'
import { api, nothing, once, reply } from './client.ts'
import type { OrderStatus, PageRequest } from './types.ts'

export const ordersQuery = (page: PageRequest & { status?: OrderStatus }) =>
  queryOptions({
    queryKey: ['orders', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/orders', { params: { query: page }, signal })),
  })

const ENDED: ReadonlySet<string> = new Set(['completed', 'partial', 'failed', 'cancelled', 'rejected'])

/** Whether nothing more will happen to an order by itself (2.7). */
export const hasEnded = (status: string): boolean => ENDED.has(status)

/** Watched by live events; asked again every two seconds while it runs, should an event be lost. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/orders/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data.status) ? false : 2_000),
  })

export type WishedItem = { readonly kind: string } & Readonly<Record<string, unknown>>

/** Orders things of any line; what else an item carries depends on its kind. */
export const placeOrder = (items: readonly WishedItem[], key: string) =>
  reply(api.POST('/api/v1/orders', { body: { items: [...items] }, params: { header: once(key) } }))

export const refundItem = (id: string, reason: string, key: string) =>
  reply(api.POST('/api/v1/order-items/{id}/refund', { params: { path: { id }, header: once(key) }, body: { reason } }))

export const cancelOrder = (id: string) => reply(api.POST('/api/v1/orders/{id}/cancel', { params: { path: { id } }, body: nothing }))
