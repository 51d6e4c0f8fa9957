import { sql } from 'kysely'
import type { Tx } from '../../platform/context.ts'
import type { Handler } from '../../platform/events.ts'
import * as inbox from './inbox-store.ts'
import { LINE_RULES } from './line-rules.ts'
import { type Rule, SPINE_RULES } from './rules.ts'
import { fill } from './words.ts'

/** Tells open pages of a new line at once; a line is no fact of its own, so it is not written into the log of facts. */
async function tellPages(tx: Tx, id: string, accountId: string | null): Promise<void> {
  const notice = JSON.stringify({ tenantId: tx.tenantId, accountId, type: 'notification.created', subjectId: id })
  await sql`select pg_notify('linecard_live', ${notice})`.execute(tx.db)
}

/** An event may come twice: the line's key is the event's, so there is one line. A rule whose title comes out empty does not concern this event. */
const reactionTo = (rule: Rule): Handler => ({
  name: `notifications.${rule.key}`,
  eventName: rule.event,
  async run(tx, event) {
    const accountId = rule.to === 'account' ? event.accountId : null
    if (rule.to === 'account' && !accountId) return
    const facts = event.payload as object
    const title = fill(rule.title, facts).trim()
    if (!title) return
    const permission = rule.to === 'account' ? null : rule.to.permission
    const [body, path] = [fill(rule.body, facts).trim(), fill(rule.path, facts)]
    const id = await inbox.insert(tx, { key: rule.key, title, body, path, accountId, permission, dedupeKey: `${rule.key}:${event.id}` })
    if (id) await tellPages(tx, id, accountId)
  },
})

/** Every rule there is. */
export const RULES: readonly Rule[] = [...SPINE_RULES, ...LINE_RULES]

export const handlers: readonly Handler[] = RULES.map(reactionTo)
