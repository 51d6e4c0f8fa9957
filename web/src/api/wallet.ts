import { queryOptions } from '@tanstack/react-query'
import { api, once, reply } from './client.ts'
import type { PageRequest } from './types.ts'

/** The signed-in customer's wallet; undefined until it has one. */
export const walletQuery = queryOptions({
  queryKey: ['wallets', 'own'],
  queryFn: async ({ signal }) => (await reply(api.GET('/api/v1/wallets', { signal }))).items[0] ?? null,
})

export const entriesQuery = (walletId: string, page: PageRequest) =>
  queryOptions({
    queryKey: ['entries', walletId, page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/wallets/{id}/entries', { params: { path: { id: walletId }, query: page }, signal })),
  })

/** One entry with the reason for its amount: the price path, the rate, the postings. */
export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['entries', 'why', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/entries/{id}', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const readPayment = (id: string, signal?: AbortSignal) =>
  reply(api.GET('/api/v1/payments/{id}', { params: { path: { id } }, ...(signal && { signal }) }))

export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['payments', id],
    queryFn: ({ signal }) => readPayment(id, signal),
  })

/** Starts a card payment; its `redirectUrl` follows a moment later, and the customer comes back to `returnPath`, a path below the brand's own. */
export const startPayment = (body: { amount: string; currency: string; returnPath: string }, key: string) =>
  reply(api.POST('/api/v1/payments', { body, params: { header: once(key) } }))
