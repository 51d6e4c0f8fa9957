import type { Context } from './context.ts'
import { keysetPage, type Page, type PageRequest } from './pages.ts'

declare module './database.ts' {
  interface Tables {
    mail: {
      id: string
      tenant_id: string
      account_id: string | null
      template: string
      recipient: string
      subject: string
      body: string
      state: 'waiting' | 'sent' | 'kept' | 'failed'
      created_at: Date
      sent_at: Date | null
      error: string | null
    }
  }
}

export type MailRow = {
  readonly id: string
  readonly template: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly state: string
  readonly createdAt: string
}

/** The mailbox page: what was written, newest first, also when no server is set to send it. */
export const listMails = (context: Context, query: PageRequest & { q?: string | undefined }): Promise<Page<MailRow>> => {
  let rows = context.db.selectFrom('mail').selectAll().where('tenant_id', '=', context.tenantId)
  if (query.q) rows = rows.where('recipient', 'ilike', `%${query.q.replace(/[\\%_]/g, '\\$&')}%`)
  return keysetPage(rows, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, (row) => ({
    id: row.id,
    template: row.template,
    recipient: row.recipient,
    subject: row.subject,
    body: row.body,
    state: row.state,
    createdAt: row.created_at.toISOString(),
  }))
}
