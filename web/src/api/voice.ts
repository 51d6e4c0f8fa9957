import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { PageRequest } from './types.ts'

type Loaded<Query extends (...given: never[]) => { queryFn?: unknown }> =
  ReturnType<Query> extends { queryFn?: infer Fn } ? (Fn extends (...given: never[]) => infer Answer ? Awaited<Answer> : never) : never

const at = (id: string) => ({ params: { path: { id } } })

export const devicesQuery = (page: PageRequest & { status?: string } = {}) =>
  queryOptions({
    queryKey: ['devices', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/devices', { params: { query: page as never }, signal })),
  })
export type DeviceKind = 'android' | 'ios' | 'web' | 'desktop' | 'sip_phone'
export const registerDevice = (body: { name: string; kind: DeviceKind }) => reply(api.POST('/api/v1/devices', { body }))
export const rotateDevice = (id: string) => reply(api.POST('/api/v1/devices/{id}/rotate', { ...at(id), body: nothing }))
export const suspendDevice = (id: string) => reply(api.POST('/api/v1/devices/{id}/suspend', { ...at(id), body: nothing }))
export const resumeDevice = (id: string) => reply(api.POST('/api/v1/devices/{id}/resume', { ...at(id), body: nothing }))
export const revokeDevice = (id: string) => reply(api.POST('/api/v1/devices/{id}/revoke', { ...at(id), body: nothing }))
export type Device = Loaded<typeof devicesQuery>['items'][number]
export type Credentials = NonNullable<Awaited<ReturnType<typeof rotateDevice>>['credentials']>

export type CallFilters = {
  direction?: string
  status?: string
  live?: string
  missed?: string
  q?: string
  accountId?: string
  numberId?: string
}
export const callsQuery = (page: PageRequest & CallFilters = {}) =>
  queryOptions({
    queryKey: ['calls', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/calls', { params: { query: page as never }, signal })),
  })
export const callQuery = (id: string) =>
  queryOptions({ queryKey: ['calls', id], queryFn: ({ signal }) => reply(api.GET('/api/v1/calls/{id}', { ...at(id), signal })) })
export const cutCall = (id: string, reason: string) => reply(api.POST('/api/v1/calls/{id}/cut', { ...at(id), body: { reason } }))
export type Call = Loaded<typeof callsQuery>['items'][number]
export type CallDetail = Loaded<typeof callQuery>

export const voicemailsQuery = (page: PageRequest & { deleted?: 'true' | 'false' } = {}) =>
  queryOptions({
    queryKey: ['voicemails', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/voicemails', { params: { query: page as never }, signal })),
  })
export const voicemailSound = (id: string) => `/api/v1/voicemails/${id}/audio`
export const notePlayed = (id: string, seconds: number) =>
  reply(api.POST('/api/v1/voicemails/{id}/played', { ...at(id), body: { seconds } }))
export const markRead = (id: string) => reply(api.POST('/api/v1/voicemails/{id}/read', { ...at(id), body: nothing }))
export const markUnread = (id: string) => reply(api.POST('/api/v1/voicemails/{id}/unread', { ...at(id), body: nothing }))
export const deleteVoicemail = (id: string) => reply(api.POST('/api/v1/voicemails/{id}/delete', { ...at(id), body: nothing }))
export const restoreVoicemail = (id: string) => reply(api.POST('/api/v1/voicemails/{id}/restore', { ...at(id), body: nothing }))
export type Voicemail = Loaded<typeof voicemailsQuery>['items'][number]

export const rulesQuery = (numberId: string) =>
  queryOptions({
    queryKey: ['numbers', numberId, 'call-rules'],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/numbers/{id}/call-rules', { ...at(numberId), signal })),
  })
export type NumberRules = Loaded<typeof rulesQuery>
export type CallRule = NumberRules['items'][number]
export type NumberVoice = NumberRules['voice']
export type Schedule = NonNullable<CallRule['schedule']>
/** What a rule is told; the server fills in what is left out. */
export type RuleFacts = Pick<CallRule, 'type' | 'active' | 'callers' | 'forwardTo' | 'devices' | 'ringSeconds' | 'schedule' | 'present'>

export const createRule = (numberId: string, body: RuleFacts) =>
  reply(api.POST('/api/v1/numbers/{id}/call-rules', { ...at(numberId), body }))
export const changeRule = (id: string, body: RuleFacts) => reply(api.PUT('/api/v1/call-rules/{id}', { ...at(id), body }))
export const removeRule = (id: string) => reply(api.DELETE('/api/v1/call-rules/{id}', { ...at(id), body: nothing as never }))
export const orderRules = (numberId: string, order: readonly string[]) =>
  reply(api.POST('/api/v1/numbers/{id}/call-rules/order', { ...at(numberId), body: { order: [...order] } }))
export const saveVoice = (numberId: string, body: NumberVoice) => reply(api.PUT('/api/v1/numbers/{id}/voice', { ...at(numberId), body }))

export const forwardPriceQuery = (numberId: string, to: string) =>
  queryOptions({
    queryKey: ['numbers', numberId, 'forward-price', to],
    queryFn: ({ signal }) => reply(api.POST('/api/v1/numbers/{id}/call-rules/price', { ...at(numberId), body: { to }, signal })),
    retry: false,
    staleTime: 60_000,
  })

export type Outcome = 'answer' | 'busy' | 'no_answer' | 'unreachable'
export type Question = { from: string | null; at?: string; devices: Outcome; elsewhere: Outcome }
export const simulateCall = (numberId: string, body: Question) =>
  reply(api.POST('/api/v1/numbers/{id}/call-rules/simulate', { ...at(numberId), body }))
export type Simulation = Awaited<ReturnType<typeof simulateCall>>
