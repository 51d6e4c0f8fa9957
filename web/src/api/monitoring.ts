import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { PageRequest } from './types.ts'

const EVERY_MS = 30_000

export const systemStatusQuery = queryOptions({
  queryKey: ['status', 'system'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/system-status', { signal })),
  refetchInterval: EVERY_MS,
})

export const publicStatusQuery = queryOptions({
  queryKey: ['status', 'public'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/status', { signal })),
  refetchInterval: EVERY_MS,
})

export const alertsQuery = (page: PageRequest & { status?: 'open' | 'resolved' }) =>
  queryOptions({
    queryKey: ['alerts', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/alerts', { params: { query: page as never }, signal })),
    refetchInterval: EVERY_MS,
  })

export const alertRulesQuery = queryOptions({
  queryKey: ['alerts', 'rules'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/alert-rules', { signal })),
})

const at = (id: string) => ({ params: { path: { id } } })

export const acknowledgeAlert = (id: string) => reply(api.POST('/api/v1/alerts/{id}/acknowledge', { ...at(id), body: nothing }))
export const snoozeAlert = (id: string, until: string) => reply(api.POST('/api/v1/alerts/{id}/snooze', { ...at(id), body: { until } }))
export const resolveAlert = (id: string, reason: string) => reply(api.POST('/api/v1/alerts/{id}/resolve', { ...at(id), body: { reason } }))
export const changeAlertRule = (
  id: string,
  body: { threshold: number; forSeconds: number; severity: 'critical' | 'warning' | 'info'; enabled: boolean },
) => reply(api.POST('/api/v1/alert-rules/{id}', { ...at(id), body }))
