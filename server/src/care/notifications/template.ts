import { type Id, idSchema } from '../../platform/ids.ts'

export type TemplateId = Id<'template'>
export const TemplateId = idSchema<TemplateId>()

/** What a template says; without `html` the text itself is shown in the brand's frame. */
export type Words = { readonly subject: string; readonly text: string; readonly html: string | null }

/** A tenant's own words for one letter. */
export type Template = {
  readonly id: TemplateId
  readonly key: string
  readonly version: number
  /** Off: the words of the business above, or the ones Linecard came with, are used again. */
  readonly active: boolean
  readonly changedAt: Date
}

export type TemplateVersion = Words & {
  readonly version: number
  readonly note: string
  readonly author: string
  readonly createdAt: Date
}

/** Whose words are used: the tenant's, those of a business above it, or the ones Linecard came with. */
export type Origin = 'own' | 'above' | 'default'
