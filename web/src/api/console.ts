import { queryOptions } from '@tanstack/react-query'
import { api, nothing, once, reply } from './client.ts'
import type { PageRequest } from './types.ts'

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/overview', { signal })),
  refetchInterval: 60_000,
})

export const accountsQuery = (page: PageRequest & { q?: string; status?: 'active' | 'suspended' | 'closed'; without?: 'carrier' }) =>
  queryOptions({
    queryKey: ['accounts', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/accounts', { params: { query: page }, signal })),
  })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/accounts/{id}', { params: { path: { id } }, signal })),
  })

export const groupAccount = (id: string, group: string | null) =>
  reply(api.POST('/api/v1/accounts/{id}/group', { params: { path: { id } }, body: { group } }))

/** The wallet of one customer, as staff see it; null until one is open. */
export const accountWalletQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['wallets', { accountId }],
    queryFn: async ({ signal }) => (await reply(api.GET('/api/v1/wallets', { params: { query: { accountId } }, signal }))).items[0] ?? null,
  })

export const adjustWallet = (id: string, body: { amount: string; currency: string; reason: string }, key: string) =>
  reply(api.POST('/api/v1/wallets/{id}/adjust', { params: { path: { id }, header: once(key) }, body }))

export const staffOrdersQuery = (page: PageRequest & { status?: string; accountId?: string }) =>
  queryOptions({
    queryKey: ['orders', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/orders', { params: { query: page as never }, signal })),
  })

export const retryOrder = (id: string) => reply(api.POST('/api/v1/orders/{id}/retry', { params: { path: { id } }, body: nothing }))

export const staffNumbersQuery = (page: PageRequest & { status?: string; accountId?: string; country?: string; q?: string }) =>
  queryOptions({
    queryKey: ['numbers', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/numbers', { params: { query: page as never }, signal })),
  })

export const staffMessagesQuery = (page: PageRequest & { accountId?: string; status?: string; direction?: string }) =>
  queryOptions({
    queryKey: ['messages', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/messages', { params: { query: page as never }, signal })),
  })

export const ledgerQuery = (page: PageRequest & { kind?: string }) =>
  queryOptions({
    queryKey: ['ledger', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/ledger/entries', { params: { query: page as never }, signal })),
  })

export const trialBalanceQuery = queryOptions({
  queryKey: ['ledger', 'trial-balance'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/ledger/trial-balance', { signal })),
})

export const invariantsQuery = queryOptions({
  queryKey: ['ledger', 'invariants'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/ledger/invariants', { signal })),
})

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/providers', { signal })),
})

export const providerQuery = (id: string) =>
  queryOptions({
    queryKey: ['providers', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/providers/{id}', { params: { path: { id } }, signal })),
  })

export const testProvider = (id: string) => reply(api.POST('/api/v1/providers/{id}/test', { params: { path: { id } }, body: nothing }))
export const enableProvider = (id: string) => reply(api.POST('/api/v1/providers/{id}/enable', { params: { path: { id } }, body: nothing }))
export const disableProvider = (id: string) =>
  reply(api.POST('/api/v1/providers/{id}/disable', { params: { path: { id } }, body: nothing }))

export const auditQuery = (page: PageRequest & { type?: string; subjectId?: string; accountId?: string }) =>
  queryOptions({
    queryKey: ['audit', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/audit', { params: { query: page }, signal })),
  })

/** Walks the whole chain, so it is asked only when somebody wants to know. */
export const verifyAudit = () => reply(api.GET('/api/v1/audit/verification'))

export const mailsQuery = (page: PageRequest & { q?: string }) =>
  queryOptions({
    queryKey: ['mails', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/mails', { params: { query: page }, signal })),
    refetchInterval: 10_000,
  })

export const jobsQuery = (page: PageRequest & { state?: string; job?: string }) =>
  queryOptions({
    queryKey: ['jobs', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/jobs', { params: { query: page as never }, signal })),
    refetchInterval: 10_000,
  })

export const retryJob = (id: string) => reply(api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } }, body: nothing }))

export const tenantsQuery = queryOptions({
  queryKey: ['tenants'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/tenants', { signal })),
})

export const createReseller = (body: { slug: string; name: string }, key: string) =>
  reply(api.POST('/api/v1/tenants', { body, params: { header: once(key) } }))
export const brandTenant = (id: string, body: { name: string; primaryColor: string; supportEmail: string }) =>
  reply(api.POST('/api/v1/tenants/{id}/branding', { params: { path: { id } }, body }))
export const checkInvariantsNow = () => reply(api.POST('/api/v1/ledger/invariants', { body: nothing }))
export const saveProvider = (id: string, body: { settings: Record<string, string>; secrets: Record<string, string>; priority?: number }) =>
  reply(api.POST('/api/v1/providers/{id}/settings', { params: { path: { id } }, body: body as never }))
