import { queryOptions } from '@tanstack/react-query'
import { api, nothing, once, reply } from './client.ts'
import type { Package, PageRequest } from './types.ts'

export const packagesQuery = (page: PageRequest & { status?: Package['status'] } = {}) =>
  queryOptions({
    queryKey: ['packages', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/packages', { params: { query: page }, signal })),
  })

type Held = PageRequest & { accountId?: string; status?: 'active' | 'suspended' | 'ended' }

/** Packages that accounts have, with what is left of them. */
export const packageSubscriptionsQuery = (page: Held = {}) =>
  queryOptions({
    queryKey: ['package-subscriptions', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/package-subscriptions', { params: { query: page }, signal })),
  })

export const usageQuery = (page: PageRequest & { service?: string }) =>
  queryOptions({
    queryKey: ['usage-records', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/usage-records', { params: { query: page }, signal })),
  })

export const orderPackage = (packageId: string, key: string) =>
  reply(api.POST('/api/v1/orders', { body: { items: [{ kind: 'package', packageId }] }, params: { header: once(key) } }))

const at = (id: string) => ({ params: { path: { id } } })

export const renewPackage = (id: string, on: boolean) =>
  reply(api.POST('/api/v1/package-subscriptions/{id}/auto-renew', { ...at(id), body: { on } }))

export type NewPackage = {
  readonly name: string
  readonly slug: string
  readonly description: string
  readonly features: string[]
  readonly content: Package['content']
  readonly discountPct: string
  readonly termDays: number
  readonly listPrice: string
  readonly publish: boolean
}

export const createPackage = (body: NewPackage) => reply(api.POST('/api/v1/packages', { body }))
export const pricePackage = (id: string, listPrice: string) =>
  reply(api.POST('/api/v1/packages/{id}/price', { ...at(id), body: { listPrice } }))
export const publishPackage = (id: string) => reply(api.POST('/api/v1/offerings/{id}/publish', { ...at(id), body: nothing }))
export const archivePackage = (id: string) => reply(api.POST('/api/v1/offerings/{id}/archive', { ...at(id), body: nothing }))
