import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { paths } from './schema.d.ts'
import type { PageRequest } from './types.ts'

/** Data plans on sale; with an eSIM, those that fit it. */
export const storeQuery = (esimId?: string) =>
  queryOptions({
    queryKey: ['esim-store', { esimId }],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/esim-store', { params: { query: esimId ? { esimId } : {} }, signal })),
    staleTime: 60_000,
  })

/** The same as one page of a list. */
export const resoldPlansQuery = () =>
  queryOptions({
    queryKey: ['esim-store', 'page'],
    queryFn: async ({ signal }) => ({
      ...(await reply(api.GET('/api/v1/esim-store', { params: { query: {} }, signal }))),
      nextCursor: null,
    }),
  })

export const esimsQuery = (page: PageRequest & { q?: string; status?: string; vendor?: string; accountId?: string } = {}) =>
  queryOptions({
    queryKey: ['esims', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/esims', { params: { query: page as never }, signal })),
  })

export const esimQuery = (id: string) =>
  queryOptions({
    queryKey: ['esims', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/esims/{id}', { params: { path: { id } }, signal })),
  })

export const esimUsageQuery = (id: string) =>
  queryOptions({
    queryKey: ['esims', id, 'usage'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/esims/{id}/usage', { params: { path: { id } }, signal })),
  })

export const esimBeyondQuery = (id: string) =>
  queryOptions({
    queryKey: ['esims', id, 'beyond'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/esims/{id}/beyond', { params: { path: { id } }, signal })),
  })

const at = (id: string) => ({ params: { path: { id } } })

/** Every look at a code is recorded, so it is asked for only when somebody wants to see it. */
export const showEsimCode = (id: string) => reply(api.POST('/api/v1/esims/{id}/code', { ...at(id), body: nothing }))
export const changeEsim = (id: string, body: { label?: string; autoRenew?: boolean }) =>
  reply(api.POST('/api/v1/esims/{id}/change', { ...at(id), body }))
export const suspendEsim = (id: string) => reply(api.POST('/api/v1/esims/{id}/suspend', { ...at(id), body: nothing }))
export const resumeEsim = (id: string) => reply(api.POST('/api/v1/esims/{id}/resume', { ...at(id), body: nothing }))
export const refreshEsim = (id: string) => reply(api.POST('/api/v1/esims/{id}/refresh', { ...at(id), body: nothing }))
export const mailEsim = (id: string) => reply(api.POST('/api/v1/esims/{id}/mail', { ...at(id), body: nothing }))
export const cancelEsim = (id: string, confirm: string) => reply(api.POST('/api/v1/esims/{id}/cancel', { ...at(id), body: { confirm } }))

/** The page behind an install link. */
export const installPageQuery = (token: string) =>
  queryOptions({
    queryKey: ['esim-install', token],
    queryFn: ({ signal }) => reply(api.POST('/api/v1/esim-installs', { body: { token }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export const esimPlansQuery = (page: PageRequest & { country?: string } = {}) =>
  queryOptions({
    queryKey: ['esim-plans', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/esim-plans', { params: { query: page }, signal })),
  })

type NewPlan = NonNullable<paths['/api/v1/esim-plans']['post']['requestBody']>['content']['application/json']

export const createEsimPlan = (body: NewPlan) => reply(api.POST('/api/v1/esim-plans', { body }))
export const publishEsimPlan = (id: string) => reply(api.POST('/api/v1/esim-plans/{id}/publish', { ...at(id), body: nothing }))
export const archiveEsimPlan = (id: string) => reply(api.POST('/api/v1/esim-plans/{id}/archive', { ...at(id), body: nothing }))
export const priceEsimPlan = (id: string, body: { price: string; currency: string }) =>
  reply(api.POST('/api/v1/esim-plans/{id}/price', { ...at(id), body }))

export const esimSuppliersQuery = queryOptions({
  queryKey: ['esim-suppliers'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/esim-suppliers', { signal })),
})

export const setEsimPool = (id: string, body: { gigabytes: string; perGb: string; currency: string }) =>
  reply(api.POST('/api/v1/esim-suppliers/{id}/pool', { ...at(id), body }))
export const importEsimStock = (id: string, body: { packageCode: string; rows: { iccid: string; activationCode: string }[] }) =>
  reply(api.POST('/api/v1/esim-suppliers/{id}/stock', { ...at(id), body }))
