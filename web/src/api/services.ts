import { queryOptions } from '@tanstack/react-query'
import { api, reply } from './client.ts'

/** Everything the customer has, of whatever line, newest first; staff say whose. */
export const servicesQuery = (accountId?: string) =>
  queryOptions({
    queryKey: ['services', { accountId }],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/services', { params: { query: accountId ? { accountId } : {} }, signal })),
  })
