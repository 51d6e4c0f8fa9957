import type { FastifyInstance } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { later, minutes } from './clock.ts'
import type { Context, Services, Tx } from './context.ts'
import { defineErrors } from './errors.ts'

export const uploadErrors = defineErrors('files', {
  notTaken: { status: 422, title: 'This file cannot be taken' },
  linkInvalid: { status: 404, title: 'This link has run out' },
})

/** The most bytes a person may send in one file. */
export const MOST_UPLOAD_BYTES = 10 * 1024 * 1024

const LINK_MS = minutes(5)
const SEALED_FOR = 'file-link'
const PLAIN_TEXT = 'text/plain'

/** A file as it lies in the object store, with what it was found to be and called. */
export type StoredFile = { readonly key: string; readonly type: string; readonly name: string; readonly bytes: number }

const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** What the bytes are, whatever the sender calls them. */
async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  return found?.mime ?? (isText(bytes) ? PLAIN_TEXT : undefined)
}

/**
 * Keeps an uploaded file when its bytes, not its name, are of an allowed type. To be called outside any transaction.
 * Throws 422 `files.notTaken` for an empty, too large or other file.
 */
export async function keepUpload(
  context: Context,
  upload: { readonly bytes: Uint8Array | undefined; readonly name: string; readonly allowed: readonly string[] },
): Promise<StoredFile> {
  const { bytes, name, allowed } = upload
  if (!bytes || bytes.length === 0) throw uploadErrors.notTaken({ detail: 'The file is empty.' })
  if (bytes.length > MOST_UPLOAD_BYTES) throw uploadErrors.notTaken({ detail: 'The file has more than 10 MB.' })
  const type = await typeOf(bytes)
  if (!type || !allowed.includes(type)) {
    const wanted = allowed.map((one) => one.split('/')[1]?.toUpperCase()).join(', ')
    throw uploadErrors.notTaken({ detail: `This is not one of the kinds taken here: ${wanted}.`, found: type ?? null })
  }
  return { key: await context.services.objects.put(bytes), type, name: plainName(name), bytes: bytes.length }
}

/** The last part of the sender's name for the file, without anything a shell or a header could trip over. */
const plainName = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/[\p{Cc}"<>|:*?]/gu, '').slice(-120) || 'file'

const Link = z.tuple([z.string(), z.string(), z.string(), z.number()])

/** An address under which the file can be read by whoever has it, for five minutes. Who asks for it must be checked and written down before. */
export function linkTo(context: Context | Tx, file: Omit<StoredFile, 'bytes'>): { readonly url: string; readonly expiresAt: Date } {
  const expiresAt = later(context.now(), LINK_MS)
  const token = context.services.secrets.seal(JSON.stringify([file.key, file.type, file.name, expiresAt.getTime()]), SEALED_FOR)
  return { url: `/api/v1/files?token=${token}`, expiresAt }
}

function openLink(services: Services, token: string): z.output<typeof Link> | undefined {
  try {
    const link = Link.parse(JSON.parse(services.secrets.open(token, SEALED_FOR)))
    return link[3] > services.clock.now().getTime() ? link : undefined
  } catch {
    return undefined
  }
}

/** Serves what `linkTo` gave out; the link itself is the permission. */
export function serveFiles(app: FastifyInstance, services: Services): void {
  app.get('/api/v1/files', { schema: { hide: true } as never }, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    const link = typeof token === 'string' ? openLink(services, token) : undefined
    if (!link) throw uploadErrors.linkInvalid({ detail: 'Open the page again for a new link.' })
    const [key, type, name] = link
    return reply
      .type(type === PLAIN_TEXT ? 'text/plain; charset=utf-8' : type)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(await services.objects.get(key)))
  })
}
