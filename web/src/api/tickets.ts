import { queryOptions } from '@tanstack/react-query'
import { api, nothing, once, reply } from './client.ts'
import type { PageRequest } from './types.ts'
import { asBytes } from './uploads.ts'

export type TicketFilters = { status?: string; priority?: string; assignee?: string; q?: string; accountId?: string }

export const ticketsQuery = (page: PageRequest & TicketFilters) =>
  queryOptions({
    queryKey: ['tickets', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/tickets', { params: { query: page as never }, signal })),
  })

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ['tickets', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/tickets/{id}', { params: { path: { id } }, signal })),
  })

/** The account's services of every line, to say what a ticket is about. */
export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/services', { signal })),
})

export type NewTicket = {
  readonly subject: string
  readonly body: string
  readonly priority: TicketPriority
  readonly category: string
  readonly links: { kind: string; id: string }[]
}

const at = (id: string) => ({ params: { path: { id } } })
const onceAt = (id: string, key: string) => ({ params: { path: { id }, header: once(key) } })

export const openTicket = (body: NewTicket, key: string) => reply(api.POST('/api/v1/tickets', { body, params: { header: once(key) } }))

export type Answer = { body: string; fileIds: string[]; next?: 'wait' | 'resolve' }

export const replyToTicket = (id: string, body: Answer, key: string) =>
  reply(api.POST('/api/v1/tickets/{id}/replies', { ...onceAt(id, key), body }))
export const noteOnTicket = (id: string, { body, fileIds }: Answer, key: string) =>
  reply(api.POST('/api/v1/tickets/{id}/notes', { ...onceAt(id, key), body: { body, fileIds } }))
export const waitForCustomer = (id: string) => reply(api.POST('/api/v1/tickets/{id}/wait', { ...at(id), body: nothing }))
export const resolveTicket = (id: string) => reply(api.POST('/api/v1/tickets/{id}/resolve', { ...at(id), body: nothing }))
export const assignTicket = (id: string, userId: string | null) =>
  reply(api.POST('/api/v1/tickets/{id}/assign', { ...at(id), body: { userId } }))
export const prioritizeTicket = (id: string, priority: TicketPriority) =>
  reply(api.POST('/api/v1/tickets/{id}/priority', { ...at(id), body: { priority } }))
export const rateTicket = (id: string, body: { score: number; comment: string }) =>
  reply(api.POST('/api/v1/tickets/{id}/rating', { ...at(id), body }))
export const sendTicketFile = (id: string, file: File) =>
  reply(api.POST('/api/v1/tickets/{id}/files', { params: { path: { id }, query: { name: file.name } }, ...asBytes(file) } as never))
export const ticketFileLink = (id: string) => reply(api.POST('/api/v1/ticket-files/{id}/link', { ...at(id), body: nothing }))

/** Says every 30 seconds that this page is open, and learns who else looks. */
export const lookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['looking', id],
    queryFn: () => reply(api.POST('/api/v1/tickets/{id}/looking', { ...at(id), body: nothing })),
    refetchInterval: 30_000,
    staleTime: 0,
  })

export const cannedQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/canned-replies', { signal })),
})
export const addCanned = (body: { title: string; body: string }) => reply(api.POST('/api/v1/canned-replies', { body }))

export const colleaguesQuery = queryOptions({
  queryKey: ['users', 'colleagues'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/users', { params: { query: { limit: 100 } }, signal })),
})

export type Ticket = Awaited<ReturnType<typeof resolveTicket>>
export type TicketRow = Omit<Ticket, 'messages' | 'links' | 'previous'>
export type TicketMessage = Ticket['messages'][number]
export type TicketFile = TicketMessage['files'][number]
export type TicketPriority = Ticket['priority']
