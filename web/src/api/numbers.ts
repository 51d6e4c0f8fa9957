import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { NumberType, PageRequest } from './types.ts'

export type NumberSearch = { readonly country: string; readonly type: NumberType; readonly areaCode?: string; readonly contains?: string }

/** Numbers for sale with what they cost a month; open to visitors. */
export const numberSearchQuery = (search: NumberSearch) =>
  queryOptions({
    queryKey: ['number-searches', search],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/number-searches', { params: { query: search }, signal })),
    staleTime: 30_000,
  })

export const reserveNumber = (body: { e164: string; country: string; type: NumberType }) =>
  reply(api.POST('/api/v1/number-reservations', { body }))

export const numbersQuery = (page: PageRequest = {}) =>
  queryOptions({
    queryKey: ['numbers', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/numbers', { params: { query: page }, signal })),
  })

export const numberQuery = (id: string) =>
  queryOptions({
    queryKey: ['numbers', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/numbers/{id}', { params: { path: { id } }, signal })),
  })

const at = (id: string) => ({ params: { path: { id } } })

export const labelNumber = (id: string, label: string) => reply(api.POST('/api/v1/numbers/{id}/label', { ...at(id), body: { label } }))
export const setAutoRenew = (id: string, on: boolean) => reply(api.POST('/api/v1/numbers/{id}/auto-renew', { ...at(id), body: { on } }))
export const makePrimary = (id: string) => reply(api.POST('/api/v1/numbers/{id}/primary', { ...at(id), body: nothing }))
export const releaseNumber = (id: string, confirm: string) =>
  reply(api.POST('/api/v1/numbers/{id}/release', { ...at(id), body: { confirm } }))
export const undoRelease = (id: string) => reply(api.POST('/api/v1/numbers/{id}/undo-release', { ...at(id), body: nothing }))
