import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import { openSlug } from './place.ts'
import { Problem } from './problem.ts'
import { sessionStarted } from './session-refresh.ts'
import type { Me, Site } from './types.ts'

/** The brand whose pages are open. */
export const siteQuery = queryOptions({
  queryKey: ['site', openSlug ?? ''],
  queryFn: ({ signal }): Promise<Site> => reply(api.GET('/api/v1/site', { signal })),
  staleTime: 300_000,
})

/** Who is signed in, or null for a visitor. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await reply(api.GET('/api/v1/me', { signal }))
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/sessions', { signal })),
})

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/api-keys', { signal })),
})

export const setUp = (body: { token: string; businessName: string; currency: string; name: string; email: string; password: string }) =>
  reply(api.POST('/api/v1/setup', { body }))
export const signUp = (body: { name: string; email: string; password: string }) => reply(api.POST('/api/v1/auth/sign-up', { body }))
export const verifyEmail = (token: string) => reply(api.POST('/api/v1/auth/verify', { body: { token } }))
export const sendVerification = (email: string) => reply(api.POST('/api/v1/auth/verification', { body: { email } }))
export const requestReset = (email: string) => reply(api.POST('/api/v1/auth/reset-request', { body: { email } }))
export const resetPassword = (body: { token: string; password: string }) => reply(api.POST('/api/v1/auth/reset', { body }))

export async function logIn(body: { email: string; password: string }) {
  const answer = await reply(api.POST('/api/v1/auth/login', { body }))
  sessionStarted()
  return answer
}

export const giveTotp = (code: string) => reply(api.POST('/api/v1/auth/totp', { body: { code } }))
export const beginTotp = () => reply(api.POST('/api/v1/auth/totp/enrolment', { body: nothing }))
export const confirmTotp = (code: string) => reply(api.POST('/api/v1/auth/totp/enrolment/confirm', { body: { code } }))
export const logOut = () => reply(api.POST('/api/v1/auth/logout', { body: nothing }))
export const endSession = (id: string) => reply(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }))
export const createApiKey = (body: { name: string; permissions: string[] }) => reply(api.POST('/api/v1/api-keys', { body }))
export const revokeApiKey = (id: string) => reply(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))
