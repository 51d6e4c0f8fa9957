import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { nothing, type Route, type RouteHttp, route } from '../../platform/routes.ts'
import { NumberId, numberNames } from '../numbers/index.ts'
import { errors } from './errors.ts'
import { erasableAt, partOf, type Voicemail, VoicemailId } from './voicemail.ts'
import {
  countUnreadVoicemails,
  deleteVoicemail,
  findVoicemail,
  listVoicemails,
  markVoicemail,
  noteVoicemailPlayed,
  restoreVoicemail,
} from './voicemails.ts'

const One = z.strictObject({ id: VoicemailId })
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const VoicemailReply = z.object({
  id: z.uuid(),
  numberId: z.uuid(),
  number: z.string(),
  callId: z.uuid(),
  from: z.string(),
  durationMs: z.number(),
  transcription: z.string().nullable(),
  read: z.boolean(),
  createdAt: z.string(),
  deletedAt: z.string().nullable(),
  /** When it is gone for good, for a deleted one. */
  erasedFrom: z.string().nullable(),
})

async function toReplies(context: Context, voicemails: readonly Voicemail[]): Promise<z.input<typeof VoicemailReply>[]> {
  const numbers = await numberNames(context, [...new Set(voicemails.map(({ numberId }) => numberId))])
  return voicemails.map((voicemail) => ({
    id: voicemail.id,
    numberId: voicemail.numberId,
    number: numbers.get(voicemail.numberId) ?? '',
    callId: voicemail.callId,
    from: voicemail.from,
    durationMs: voicemail.durationMs,
    transcription: voicemail.transcription,
    read: voicemail.readAt !== null,
    createdAt: voicemail.createdAt.toISOString(),
    deletedAt: voicemail.deletedAt?.toISOString() ?? null,
    erasedFrom: voicemail.deletedAt && erasableAt(voicemail.deletedAt).toISOString(),
  }))
}

async function toReply(context: Context, voicemail: Voicemail): Promise<z.input<typeof VoicemailReply>> {
  const [reply] = await toReplies(context, [voicemail])
  if (!reply) throw new Error('One message gives one reply.')
  return reply
}

/** The sound as bytes, or the part of it a player asks for. */
async function stream(context: Context, id: VoicemailId, { reply, headers }: RouteHttp): Promise<Buffer> {
  const voicemail = await findVoicemail(context, id)
  if (!voicemail.objectKey) throw errors.voicemailErased({ detail: 'The sound of this message is gone.' })
  const bytes = Buffer.from(await context.services.objects.get(voicemail.objectKey))
  reply.type('audio/wav').header('accept-ranges', 'bytes').header('cache-control', 'private, no-store')
  reply.header('content-disposition', `inline; filename="message-${id}.wav"`)
  const part = partOf(headers['range'] as string | undefined, bytes.length)
  if (part === undefined) return bytes
  if (part === null) {
    reply.code(416).header('content-range', `bytes */${bytes.length}`)
    return Buffer.alloc(0)
  }
  reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${bytes.length}`)
  return bytes.subarray(part.from, part.to + 1)
}

const acting = (verb: string, summary: string, act: (context: Context, id: VoicemailId) => Promise<Voicemail>): Route =>
  route({
    method: 'POST',
    path: `/voicemails/:id/${verb}`,
    permission: 'voicemail:write',
    summary,
    params: One,
    body: nothing,
    reply: VoicemailReply,
    errors: [errors.voicemailNotFound, errors.voicemailErased],
    run: async ({ context, params }) => toReply(context, await act(context, params.id)),
  })

export const voicemailRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/voicemails',
    permission: 'voicemail:read',
    summary: 'List messages callers left, newest first',
    query: z.strictObject({ ...PageQuery, numberId: NumberId.optional(), unread: Flag.optional(), deleted: Flag.optional() }),
    reply: pageOf(VoicemailReply).extend({ unread: z.number() }),
    run: async ({ context, query }) => {
      const page = await listVoicemails(context, query)
      return { ...page, items: await toReplies(context, page.items), unread: await countUnreadVoicemails(context) }
    },
  }),
  route({
    method: 'GET',
    path: '/voicemails/:id',
    permission: 'voicemail:read',
    summary: 'Show one message',
    params: One,
    reply: VoicemailReply,
    errors: [errors.voicemailNotFound, errors.voicemailErased],
    run: async ({ context, params }) => toReply(context, await findVoicemail(context, params.id)),
  }),
  route({
    method: 'GET',
    path: '/voicemails/:id/audio',
    permission: 'voicemail:read',
    summary: 'The sound of a message as a WAV file; takes range requests',
    params: One,
    reply: z.any(),
    errors: [errors.voicemailNotFound, errors.voicemailErased],
    run: ({ context, params, http }) => stream(context, params.id, http),
  }),
  route({
    method: 'POST',
    path: '/voicemails/:id/played',
    permission: 'voicemail:write',
    summary: 'Tell how long a message was played; three seconds count as heard',
    params: One,
    body: z.strictObject({ seconds: z.number().min(0).max(3_600) }),
    reply: VoicemailReply,
    errors: [errors.voicemailNotFound, errors.voicemailErased],
    run: async ({ context, params, body }) => toReply(context, await noteVoicemailPlayed(context, params.id, body.seconds)),
  }),
  acting('read', 'Mark a message as heard', (context, id) => markVoicemail(context, id, true)),
  acting('unread', 'Mark a message as not heard', (context, id) => markVoicemail(context, id, false)),
  acting('delete', 'Delete a message; it can be taken back for thirty days', deleteVoicemail),
  acting('restore', 'Take a deleted message back', restoreVoicemail),
]
