import { sql } from 'kysely'
import nodemailer from 'nodemailer'
import { z } from 'zod'
import { type Context, inTx, type Tx } from './context.ts'
import { type AccountId, type Id, newId } from './ids.ts'
import { defineJob, enqueue } from './jobs.ts'

export type MailId = Id<'mail'>

/** One plain-text mail; `template` is the notification key such as `wallet.topup_receipt`. */
export type Mail = {
  readonly template: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly accountId?: AccountId | null
}

/** Puts the mail into the outbox in the transaction of the fact; a job sends it. */
export async function sendMail(tx: Tx, mail: Mail): Promise<MailId> {
  const id = newId<MailId>()
  await sql`insert into mail (id, tenant_id, account_id, template, recipient, subject, body, state, created_at)
    values (${id}, ${tx.tenantId}, ${mail.accountId ?? tx.accountId}, ${mail.template}, ${mail.to}, ${mail.subject}, ${mail.body}, 'waiting', ${tx.now()})`.execute(
    tx.db,
  )
  await enqueue(tx, deliverMail, { mailId: id })
  return id
}

type WaitingMail = { id: MailId; recipient: string; subject: string; body: string; state: string }

/** Sends over SMTP, or keeps the mail for the mailbox page when no server is set. The mail's id is its Message-ID, so a repeat is recognisable. */
export const deliverMail = defineJob('mail.deliver', z.object({ mailId: z.uuid() }), async (context, { mailId }) => {
  const { rows } = await sql<WaitingMail>`select id, recipient, subject, body, state from mail where id = ${mailId}`.execute(context.db)
  const mail = rows[0]
  if (mail?.state !== 'waiting') return
  const { smtpUrl, mailFrom } = context.services
  if (smtpUrl) {
    const host = mailFrom.split('@')[1] ?? 'localhost'
    const transport = nodemailer.createTransport(smtpUrl)
    await transport.sendMail({
      from: mailFrom,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@${host}>`,
    })
    transport.close()
  }
  await finish(context, mail.id, smtpUrl ? 'sent' : 'kept')
})

const finish = (context: Context, id: MailId, state: 'sent' | 'kept') =>
  inTx(context, (tx) => sql`update mail set state = ${state}, sent_at = ${tx.now()} where id = ${id}`.execute(tx.db))
