import { queryOptions } from '@tanstack/react-query'
import { api, once, reply } from './client.ts'

export type Conversation = { readonly numberId: string; readonly peer: string }

export const threadsQuery = queryOptions({
  queryKey: ['threads'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/threads', { signal })),
})

/** The newest messages of one conversation, newest first. */
export const conversationQuery = ({ numberId, peer }: Conversation) =>
  queryOptions({
    queryKey: ['messages', numberId, peer],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/messages', { params: { query: { numberId, peer, limit: 100 } }, signal })),
  })

export type Draft = { readonly from: string; readonly to: string; readonly body: string }

export const previewQuery = (draft: Draft) =>
  queryOptions({
    queryKey: ['message-previews', draft],
    queryFn: ({ signal }) => reply(api.POST('/api/v1/messages/preview', { body: draft, signal })),
    staleTime: 60_000,
    retry: false,
  })

export const sendMessage = (draft: Draft, key: string) =>
  reply(api.POST('/api/v1/messages', { body: draft, params: { header: once(key) } }))
export const markRead = (body: Conversation) => reply(api.POST('/api/v1/threads/read', { body }))
