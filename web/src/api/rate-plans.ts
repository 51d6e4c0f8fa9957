import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { paths } from './schema.d.ts'
import type { PageRequest } from './types.ts'

type Ok<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never

export type RatePlan = Ok<paths['/api/v1/rate-plans/{id}']['get']>
export type ListedPlan = Ok<paths['/api/v1/rate-plans']['get']>['items'][number]
export type PlanRate = Ok<paths['/api/v1/rate-plans/{id}/rates']['get']>['items'][number]
export type PlanVersion = Ok<paths['/api/v1/rate-plans/{id}/versions']['get']>['items'][number]
export type PlanDraft = Ok<paths['/api/v1/rate-plans/{id}/draft']['get']>
export type ImportReport = Ok<paths['/api/v1/rate-plans/{id}/imports']['post']>
export type RateChange = PlanDraft['changes'][number]
export type Lookup = Ok<paths['/api/v1/rate-plans/{id}/lookup']['get']>
export type PlanSettings = NonNullable<paths['/api/v1/rate-plans/{id}']['put']['requestBody']>['content']['application/json']
export type RateEdit = NonNullable<paths['/api/v1/rate-plans/{id}/draft/rates']['put']['requestBody']>['content']['application/json']

export const ratePlansQuery = (page: PageRequest & { q?: string; direction?: string }) =>
  queryOptions({
    queryKey: ['rate-plans', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/rate-plans', { params: { query: page as never }, signal })),
  })

export const ratePlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['rate-plans', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/rate-plans/{id}', { params: { path: { id } }, signal })),
  })

export const planRatesQuery = (id: string, page: PageRequest & { q?: string; state?: string; status?: string }) =>
  queryOptions({
    queryKey: ['rate-plans', id, 'rates', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/rate-plans/{id}/rates', { params: { path: { id }, query: page as never }, signal })),
  })

export const planVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['rate-plans', id, 'versions'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/rate-plans/{id}/versions', { params: { path: { id } }, signal })),
  })

export const planDraftQuery = (id: string, effectiveAt?: string) =>
  queryOptions({
    queryKey: ['rate-plans', id, 'draft', effectiveAt ?? 'now'],
    queryFn: ({ signal }) =>
      reply(api.GET('/api/v1/rate-plans/{id}/draft', { params: { path: { id }, query: effectiveAt ? { effectiveAt } : {} }, signal })),
  })

export const lookUpRate = (id: string, query: { number: string; seconds: number; at?: string }) =>
  reply(api.GET('/api/v1/rate-plans/{id}/lookup', { params: { path: { id }, query } }))

export const createRatePlan = (body: PlanSettings & { direction: 'customer' | 'supplier' }) =>
  reply(api.POST('/api/v1/rate-plans', { body }))
export const changeRatePlan = (id: string, body: PlanSettings) =>
  reply(api.PUT('/api/v1/rate-plans/{id}', { params: { path: { id } }, body }))
export const editRate = (id: string, body: RateEdit) =>
  reply(api.PUT('/api/v1/rate-plans/{id}/draft/rates', { params: { path: { id } }, body }))
export const undoEdit = (id: string, code: string) =>
  reply(api.POST('/api/v1/rate-plans/{id}/draft/undo', { params: { path: { id } }, body: { code } }))
export const discardDraft = (id: string) =>
  reply(api.POST('/api/v1/rate-plans/{id}/draft/discard', { params: { path: { id } }, body: nothing }))
export const commitDraft = (id: string, effectiveAt?: string) =>
  reply(api.POST('/api/v1/rate-plans/{id}/commit', { params: { path: { id } }, body: effectiveAt ? { effectiveAt } : {} }))
export const restoreVersion = (id: string, version: number) =>
  reply(api.POST('/api/v1/rate-plans/{id}/restore', { params: { path: { id } }, body: { version } }))

export type ImportChoice = NonNullable<paths['/api/v1/rate-plans/{id}/imports']['post']['parameters']['query']>

/** Sends a sheet as the bytes it is; what it would do comes back, and with `dryRun: 'false'` it is kept as the draft. */
export const importRates = (id: string, file: Blob, query: ImportChoice) =>
  reply(
    api.POST('/api/v1/rate-plans/{id}/imports', {
      params: { path: { id }, query },
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
      headers: { 'content-type': 'text/csv' },
    }),
  )
