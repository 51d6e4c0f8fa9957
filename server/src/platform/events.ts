import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from './context.ts'
import { type AccountId, type Id, newId } from './ids.ts'

export type EventId = Id<'event'>

/** A fact in the past tense; its noun names the subject, whose id the payload must carry as `<noun>Id`. */
export type EventType<Payload> = {
  readonly name: string
  readonly version: number
  readonly subjectType: string
  readonly subjectKey: string
  readonly schema: z.ZodType<Payload>
}

/** Declares an event such as `number.released`. Throws at start when the payload lacks the subject's id. */
export function defineEvent<S extends z.ZodRawShape>(
  name: string,
  version: number,
  schema: z.ZodObject<S>,
): EventType<z.output<z.ZodObject<S>>> {
  const subjectType = name.split('.')[0] ?? name
  const subjectKey = `${subjectType.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}Id`
  if (!(subjectKey in schema.shape)) throw new Error(`The event ${name} must carry ${subjectKey}.`)
  const type = { name, version, subjectType, subjectKey, schema: schema as unknown as z.ZodType<z.output<z.ZodObject<S>>> }
  return type
}

export type PublishOptions = {
  /** The account the fact belongs to; its owner sees it live and in the time line. */
  readonly accountId?: AccountId | null
  /** Old and new values of what a person changed, for the audit log. */
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
}

/** Appends the event in the transaction of the fact: outbox, audit trail and feed in one row (G6, G13). */
export async function publish<Payload>(tx: Tx, type: EventType<Payload>, payload: Payload, options: PublishOptions = {}): Promise<EventId> {
  const checked = type.schema.parse(payload) as Record<string, unknown>
  const id = newId<EventId>()
  const { kind, id: actorId, label, ip, agent, sessionId } = tx.actor
  await sql`insert into event (id, tenant_id, account_id, type, version, subject_type, subject_id, payload, actor, changes, request_id, occurred_at)
    values (${id}, ${tx.tenantId}, ${options.accountId ?? tx.accountId}, ${type.name}, ${type.version}, ${type.subjectType}, ${checked[type.subjectKey]},
      ${JSON.stringify(checked)}, ${JSON.stringify({ kind, id: actorId, label, ip, agent, sessionId })},
      ${options.changes ? JSON.stringify(options.changes) : null}, ${tx.requestId}, ${tx.now()})`.execute(tx.db)
  return id
}

export type PublishedEvent<Payload> = {
  readonly id: EventId
  readonly tenantId: string
  readonly accountId: AccountId | null
  readonly type: string
  readonly occurredAt: Date
  readonly payload: Payload
}

export type Handler = {
  readonly name: string
  readonly eventName: string
  readonly run: (tx: Tx, event: PublishedEvent<unknown>) => Promise<void>
}

/** A named reaction: runs in its own transaction, at least once, in order per subject. */
export function on<Payload>(
  type: EventType<Payload>,
  name: string,
  run: (tx: Tx, event: PublishedEvent<Payload>) => Promise<unknown>,
): Handler {
  return {
    name,
    eventName: type.name,
    run: async (tx, event) => {
      await run(tx, { ...event, payload: type.schema.parse(event.payload) })
    },
  }
}
