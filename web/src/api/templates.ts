import { queryOptions } from '@tanstack/react-query'
import { api, nothing, once, reply } from './client.ts'

/** Every letter, those whose key, occasion or subject contains the words. */
export const templatesQuery = ({ q = '', kind, origin }: { q?: string; kind?: string; origin?: string }) =>
  queryOptions({
    queryKey: ['templates', { q, kind, origin }],
    queryFn: async ({ signal }) => {
      const { items } = await reply(api.GET('/api/v1/templates', { signal }))
      const wanted = q.toLowerCase()
      const matches = (row: TemplateRow) => [row.key, row.occasion, row.subject].some((text) => text.toLowerCase().includes(wanted))
      return {
        items: items.filter((row) => matches(row) && (!kind || row.kind === kind) && (!origin || row.origin === origin)),
        nextCursor: null,
      }
    },
  })

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id],
    queryFn: ({ signal }) => reply(api.GET('/api/v1/templates/{id}', { params: { path: { id } }, signal })),
  })

export type Words = { readonly subject: string; readonly text: string; readonly html: string | null }

const at = (id: string) => ({ params: { path: { id } } })

export const saveTemplate = (id: string, words: Words, note: string, basedOn: number) =>
  reply(api.POST('/api/v1/templates/{id}/versions', { ...at(id), body: { ...words, note, basedOn } }))
export const restoreTemplate = (id: string, version: number) =>
  reply(api.POST('/api/v1/templates/{id}/restore', { ...at(id), body: { version } }))
export const resetTemplate = (id: string) => reply(api.POST('/api/v1/templates/{id}/reset', { ...at(id), body: nothing }))
export const testTemplate = (id: string, to: string, words: Words, key: string) =>
  reply(api.POST('/api/v1/templates/{id}/test', { params: { path: { id }, header: once(key) }, body: { to, words } }))

export const previewTemplateQuery = (id: string, words: Words, scheme: 'light' | 'dark') =>
  queryOptions({
    queryKey: ['template-previews', id, words, scheme],
    queryFn: ({ signal }) => reply(api.POST('/api/v1/templates/{id}/preview', { ...at(id), body: { words, scheme }, signal })),
    retry: false,
    staleTime: 60_000,
  })

export type Template = Awaited<ReturnType<typeof resetTemplate>>
export type TemplateRow = Omit<Template, 'words' | 'defaults' | 'variables' | 'versions'>
export type TemplateVersion = Template['versions'][number]
