import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { PageRequest } from './types.ts'

export const notificationsQuery = (page: PageRequest & { unread?: 'true' }) =>
  queryOptions({
    queryKey: ['notifications', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/notifications', { params: { query: page }, signal })),
  })

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/notifications-unread', { signal })),
  refetchInterval: 60_000,
})

export const readNotification = (id: string) =>
  reply(api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } }, body: nothing }))
export const readAllNotifications = () => reply(api.POST('/api/v1/notifications/read', { body: nothing }))

export const preferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/notification-preferences', { signal })),
})

export const setPreference = (body: { key: string; channel: 'mail' | 'in_app'; wanted: boolean }) =>
  reply(api.PUT('/api/v1/notification-preferences', { body }))

export type Occasion = Awaited<ReturnType<typeof setPreference>>['items'][number]
export type InboxLine = Awaited<ReturnType<NonNullable<ReturnType<typeof notificationsQuery>['queryFn']>>>['items'][number]
