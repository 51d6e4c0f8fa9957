import { sql } from 'kysely'
import { z } from 'zod'
import { type Context, inTx, type Tx } from './context.ts'
import { type AccountId, type Id, newId } from './ids.ts'
import { defineJob, enqueue } from './jobs.ts'
import type { Letter } from './letters.ts'

export type MailId = Id<'mail'>

/** One mail in its final words; `template` is the notification key such as `wallet.topup_receipt`. */
export type Mail = {
  readonly template: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly html?: string
  readonly accountId?: AccountId | null
}

/** Puts the mail into the outbox in the transaction of the fact; a job sends it. */
export async function sendMail(tx: Tx, mail: Mail): Promise<MailId> {
  const id = newId<MailId>()
  await sql`insert into mail (id, tenant_id, account_id, template, recipient, subject, body, html, state, created_at)
    values (${id}, ${tx.tenantId}, ${mail.accountId ?? tx.accountId}, ${mail.template}, ${mail.to}, ${mail.subject}, ${mail.body}, ${mail.html ?? null},
      'waiting', ${tx.now()})`.execute(tx.db)
  await enqueue(tx, deliverMail, { mailId: id })
  return id
}

/** Writes a letter in the tenant's words and puts it into the outbox; nothing is sent to whoever declined letters of its kind. */
export async function sendLetter<Data extends Readonly<Record<string, unknown>>>(
  tx: Tx,
  letter: Letter<Data>,
  request: { readonly to: string; readonly accountId?: AccountId | null; readonly data: Data },
): Promise<MailId | undefined> {
  const { to, accountId } = request
  const data = letter.schema.parse(request.data)
  const composed = await tx.services.letters.compose(tx, letter as unknown as Letter, to, data)
  if (!composed) return undefined
  const { subject, text: body, html } = composed
  return sendMail(tx, { template: letter.key, to, subject, body, html, ...(accountId !== undefined && { accountId }) })
}

type WaitingMail = { id: MailId; recipient: string; subject: string; body: string; html: string | null; state: string }

/** Sends over SMTP, or keeps the mail for the mailbox page when no server is set. The mail's id is its Message-ID, so a repeat is recognisable. */
export const deliverMail = defineJob('mail.deliver', z.object({ mailId: z.uuid() }), async (context, { mailId }) => {
  const { rows } = await sql<WaitingMail>`select id, recipient, subject, body, html, state from mail where id = ${mailId}`.execute(
    context.db,
  )
  const mail = rows[0]
  if (mail?.state !== 'waiting') return
  const { smtpUrl, mailFrom } = context.services
  if (smtpUrl) {
    const host = mailFrom.split('@')[1] ?? 'localhost'
    const { createTransport } = await import('nodemailer')
    const transport = createTransport(smtpUrl)
    await transport.sendMail({
      from: mailFrom,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      ...(mail.html && { html: mail.html }),
      messageId: `<${mail.id}@${host}>`,
    })
    transport.close()
  }
  await finish(context, mail.id, smtpUrl ? 'sent' : 'kept')
})

const finish = (context: Context, id: MailId, state: 'sent' | 'kept') =>
  inTx(context, (tx) => sql`update mail set state = ${state}, sent_at = ${tx.now()} where id = ${id}`.execute(tx.db))
