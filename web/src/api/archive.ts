import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { PageRequest } from './types.ts'

export const retentionPoliciesQuery = queryOptions({
  queryKey: ['retention', 'policies'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/retention-policies', { signal })),
})

export const chooseRetention = (body: { entity: string; keepDays: number; enabled: boolean }) =>
  reply(api.PUT('/api/v1/retention-policies', { body }))

export const retentionRunsQuery = (page: PageRequest) =>
  queryOptions({
    queryKey: ['retention', 'runs', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/retention-runs', { params: { query: page }, signal })),
  })

export const runRetention = () => reply(api.POST('/api/v1/retention-runs', { body: nothing }))

export const legalHoldsQuery = queryOptions({
  queryKey: ['retention', 'holds'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/legal-holds', { params: { query: { limit: 100 } }, signal })),
})

export const liftHold = (id: string) => reply(api.POST('/api/v1/legal-holds/{id}/lift', { params: { path: { id } }, body: nothing }))
export const placeHold = (body: { accountId: string; reason: string }) => reply(api.POST('/api/v1/legal-holds', { body }))

export const backupsQuery = (page: PageRequest) =>
  queryOptions({
    queryKey: ['backups', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/backups', { params: { query: page }, signal })),
    refetchInterval: 5_000,
  })

export const backUpNow = () => reply(api.POST('/api/v1/backups', { body: nothing }))
export const testRestoreNow = () => reply(api.POST('/api/v1/restore-tests', { body: nothing }))
