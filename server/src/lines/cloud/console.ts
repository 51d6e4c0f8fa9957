import type { Duplex } from 'node:stream'
import { sql } from 'kysely'
import { later } from '../../platform/clock.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { requestErrors } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { hashToken, newToken } from '../../platform/secrets.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { errors } from './errors.ts'
import { instanceConsoleClosed, instanceConsoleOpened } from './events.ts'
import type { Instance, InstanceId } from './instance.ts'
import { type ConsoleType, computePort, DriverError } from './port.ts'
import { findInstance } from './service.ts'

const TICKET_MS = 60_000

export type ConsoleTicket = { readonly token: string; readonly expiresAt: Date }

/** Throws 409 `held` or `noConsole`: a console is for a server that runs. */
function requireScreen(instance: Instance): void {
  if (instance.holds.length > 0) throw errors.held({ detail: 'A suspended server has no console.' })
  if (instance.lifecycle !== 'active' || instance.power !== 'on' || !instance.providerId)
    throw errors.noConsole({ detail: 'Only a running server has a console. Start it first.' })
}

/** Promises one connection to the console within a minute, to the session that asks. Throws 403 outside a session; 404; 409 `held`, `noConsole`. */
export async function issueTicket(context: Context, id: InstanceId, type: ConsoleType): Promise<ConsoleTicket> {
  const instance = await findInstance(context, id)
  const { sessionId } = context.actor
  if (!sessionId) throw requestErrors.forbidden({ detail: 'A console needs a person who is signed in.' })
  requireScreen(instance)
  const token = newToken('lcc')
  const expiresAt = later(context.now(), TICKET_MS)
  await inTx(context, async (tx) => {
    await sql`delete from console_ticket where tenant_id = ${tx.tenantId} and expires_at < ${tx.now()}`.execute(tx.db)
    await sql`insert into console_ticket (id, tenant_id, account_id, instance_id, type, token_hash, session_id, created_at, expires_at)
      values (${newId<Id<'consoleTicket'>>()}, ${tx.tenantId}, ${instance.accountId}, ${id}, ${type}, ${hashToken(token).toString('hex')}, ${sessionId},
        ${tx.now()}, ${expiresAt})`.execute(tx.db)
  })
  return { token, expiresAt }
}

/** An open console: bytes both ways, and whoever ends it says how. */
export type OpenConsole = {
  readonly stream: Duplex
  readonly closed: (bytes: number, reason: string) => Promise<void>
}

/** Uses a ticket up and opens the console. Throws 403 `ticketInvalid` for a ticket that is used, old, or another session's; 409; 503. */
export async function openConsole(context: Context, id: InstanceId, token: string): Promise<OpenConsole> {
  const instance = await findInstance(context, id)
  const type = await useTicket(context, id, token)
  requireScreen(instance)
  const stream = await connect(context, instance, type)
  const fact = { instanceId: id, name: instance.name, type }
  const options = { accountId: instance.accountId }
  await inTx(context, (tx) => publish(tx, instanceConsoleOpened, fact, options))
  return {
    stream,
    closed: async (bytes, reason) => {
      await inTx(context, (tx) => publish(tx, instanceConsoleClosed, { ...fact, bytes, reason }, options))
    },
  }
}

async function useTicket(context: Context, id: InstanceId, token: string): Promise<ConsoleType> {
  const { rows } = await sql<{ type: ConsoleType }>`update console_ticket set used_at = ${context.now()}
    where tenant_id = ${context.tenantId} and instance_id = ${id} and token_hash = ${hashToken(token).toString('hex')}
      and session_id = ${context.actor.sessionId ?? ''} and used_at is null and expires_at > ${context.now()} returning type`.execute(
    context.db,
  )
  const type = rows[0]?.type
  if (!type) throw errors.ticketInvalid({ detail: 'This console ticket was used or has expired. Open the console again.' })
  return type
}

async function connect(context: Context, instance: Instance, type: ConsoleType): Promise<Duplex> {
  if (!instance.providerId) throw errors.noConsole({ detail: 'This server runs nowhere.' })
  try {
    return await (await openAdapter(context, computePort, instance.providerId)).openConsole(instance.id, type)
  } catch (error) {
    if (error instanceof DriverError) throw errors.nodeUnreachable({ detail: 'The console does not answer. Try again in a moment.' })
    throw error
  }
}
