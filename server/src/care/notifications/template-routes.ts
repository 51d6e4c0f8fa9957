import { z } from 'zod'
import { Done, done, nothing, type Route, route } from '../../platform/routes.ts'
import { errors } from './errors.ts'
import {
  defaultWords,
  findWorded,
  listWorded,
  previewWords,
  resetWords,
  restoreVersion,
  saveWords,
  testSend,
  type Worded,
} from './service.ts'
import { COMMON } from './words.ts'

const Words = z.object({ subject: z.string(), text: z.string(), html: z.string().nullable() })
const NewWords = z.strictObject({
  subject: z.string().trim().min(1).max(200),
  text: z.string().min(1).max(20_000),
  html: z.string().max(100_000).nullable().default(null),
})

const RowReply = z.object({
  key: z.string(),
  occasion: z.string(),
  kind: z.string(),
  subject: z.string(),
  origin: z.enum(['own', 'above', 'default']),
  version: z.number().int(),
  changedAt: z.string().nullable(),
})

const VersionReply = Words.extend({ version: z.number().int(), note: z.string(), author: z.string(), createdAt: z.string() })

const TemplateReply = RowReply.extend({
  words: Words,
  defaults: Words,
  /** What the words may name. */
  variables: z.array(z.string()),
  versions: z.array(VersionReply),
})

const toRow = ({ letter, template, words, origin }: Omit<Worded, 'versions'>) => ({
  key: letter.key,
  occasion: letter.occasion,
  kind: letter.kind,
  subject: words.subject,
  origin,
  version: template?.version ?? 0,
  changedAt: template?.changedAt.toISOString() ?? null,
})

const toReply = (worded: Worded) => ({
  ...toRow(worded),
  words: worded.words,
  defaults: defaultWords(worded.letter),
  variables: [...Object.keys(worded.letter.schema.shape), ...COMMON],
  versions: worded.versions.map((version) => ({ ...version, createdAt: version.createdAt.toISOString() })),
})

/** A letter's key, such as `order.confirmed`, or the id of one's own template of it. */
const One = z.strictObject({ id: z.string().min(1).max(80) })

export const templateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/templates',
    permission: 'template:read',
    summary: 'Every letter, and whose words it has',
    reply: z.object({ items: z.array(RowReply) }),
    run: async ({ context }) => ({ items: (await listWorded(context)).map(toRow) }),
  }),
  route({
    method: 'GET',
    path: '/templates/:id',
    permission: 'template:read',
    summary: 'Show a letter with its words and versions',
    params: One,
    reply: TemplateReply,
    errors: [errors.templateNotFound],
    run: async ({ context, params }) => toReply(await findWorded(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/templates/:id/versions',
    permission: 'template:write',
    summary: 'Give a letter new words; they are checked against what it may name',
    params: One,
    body: NewWords.extend({ note: z.string().trim().max(200).default(''), basedOn: z.number().int().min(0) }),
    reply: TemplateReply,
    status: 201,
    errors: [errors.templateNotFound, errors.wordsInvalid, errors.changedMeanwhile],
    run: async ({ context, params, body }) => toReply(await saveWords(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/templates/:id/restore',
    permission: 'template:write',
    summary: 'Make an earlier version the newest one',
    params: One,
    body: z.strictObject({ version: z.number().int().min(1) }),
    reply: TemplateReply,
    errors: [errors.templateNotFound, errors.versionNotFound, errors.wordsInvalid, errors.changedMeanwhile],
    run: async ({ context, params, body }) => toReply(await restoreVersion(context, params.id, body.version)),
  }),
  route({
    method: 'POST',
    path: '/templates/:id/reset',
    permission: 'template:write',
    summary: 'Go back to the words from above; the versions stay',
    params: One,
    body: nothing,
    reply: TemplateReply,
    errors: [errors.templateNotFound],
    run: async ({ context, params }) => toReply(await resetWords(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/templates/:id/preview',
    permission: 'template:read',
    summary: 'The letter over sample facts, in the words given or those in use',
    params: One,
    body: z.strictObject({ words: NewWords.optional(), scheme: z.enum(['light', 'dark', 'auto']).default('auto') }),
    reply: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
    errors: [errors.templateNotFound, errors.wordsInvalid],
    run: ({ context, params, body }) => previewWords(context, params.id, body.words, body.scheme),
  }),
  route({
    method: 'POST',
    path: '/templates/:id/test',
    permission: 'template:write',
    summary: 'Send the letter over sample facts to one address',
    params: One,
    body: z.strictObject({ to: z.email().max(200), words: NewWords.optional() }),
    reply: Done,
    errors: [errors.templateNotFound, errors.wordsInvalid],
    idempotency: 'stored',
    run: async ({ context, params, body }) => {
      await testSend(context, params.id, body.to, body.words)
      return done
    },
  }),
]
