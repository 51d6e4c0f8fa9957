import { queryOptions } from '@tanstack/react-query'
import { api, nothing, reply } from './client.ts'
import type { PageRequest } from './types.ts'
import { asBytes } from './uploads.ts'

export const verificationsQuery = (page: PageRequest & { status?: string; q?: string; accountId?: string }) =>
  queryOptions({
    queryKey: ['verifications', page],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/verifications', { params: { query: page as never }, signal })),
  })

export const verificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['verifications', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/verifications/{id}', { params: { path: { id } }, signal })),
  })

export const purposesQuery = queryOptions({
  queryKey: ['verification-purposes'],
  queryFn: ({ signal }) => reply(api.GET('/api/v1/verification-purposes', { signal })),
  staleTime: 300_000,
})

export const openVerification = (purpose: string) => reply(api.POST('/api/v1/verifications', { body: { purpose } }))

export const sendDocument = (id: string, type: DocumentType, file: File) =>
  reply(
    api.POST('/api/v1/verifications/{id}/documents', {
      params: { path: { id }, query: { type, name: file.name } },
      ...asBytes(file),
    } as never),
  )

const at = (id: string) => ({ params: { path: { id } } })

export const documentLink = (id: string) => reply(api.POST('/api/v1/verification-documents/{id}/link', { ...at(id), body: nothing }))
export const approveDocument = (id: string, expiresOn?: string) =>
  reply(api.POST('/api/v1/verification-documents/{id}/approve', { ...at(id), body: expiresOn ? { expiresOn } : {} }))
export const rejectDocument = (id: string, reason: string) =>
  reply(api.POST('/api/v1/verification-documents/{id}/reject', { ...at(id), body: { reason } }))

export type Verification = Awaited<ReturnType<typeof openVerification>>
export type VerificationRow = Omit<Verification, 'account'>
export type VerificationDocument = Verification['documents'][number]
export type DocumentType = VerificationDocument['type']

const NAMES: Readonly<Record<DocumentType, string>> = {
  passport: 'Passport',
  id_card: 'Identity card',
  drivers_license: 'Driving licence',
  utility_bill: 'Utility bill',
  residence_permit: 'Residence permit',
  company_registration: 'Company registration',
  loa: 'Letter of authorisation',
}

export const documentName = (type: DocumentType): string => NAMES[type]

/** “Passport or identity card”. */
export const eitherOf = (types: readonly DocumentType[]): string =>
  types.map((type, index) => (index === 0 ? documentName(type) : documentName(type).toLowerCase())).join(' or ')
