import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from './clock.ts'
import type { Databases, Tables } from './database.ts'
import { DomainError } from './errors.ts'
import { type AccountId, newId, type TenantId } from './ids.ts'
import type { Logger } from './log.ts'
import type { ObjectStore } from './objects.ts'
import type { Adapters } from './ports.ts'
import type { SecretBox } from './secrets.ts'

/** Who acts: a person, an API key or the system itself; written on every event (G6). */
export type Actor = {
  readonly kind: 'user' | 'key' | 'system' | 'anonymous'
  readonly id: string | null
  readonly label: string
  readonly permissions: ReadonlySet<string>
  readonly sessionId?: string
  readonly ip?: string
  readonly agent?: string
}

/** What one process has once and every operation may use; spine modules merge their own engines into it. */
export interface Services {
  readonly databases: Databases
  readonly clock: Clock
  readonly log: Logger
  readonly secrets: SecretBox
  readonly objects: ObjectStore
  readonly adapters: Adapters
  /** Where people reach this installation, without a trailing slash. */
  readonly publicUrl: string
  /** Where this machine reaches the API process. */
  readonly apiUrl: string
  /** The folder of everything this installation keeps. */
  readonly home: string
  /** Every module of the composition, by name. */
  readonly moduleNames: readonly string[]
  /** smtp://user:password@host:port, or undefined: mail stays on the mailbox page. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
}

/** The first argument of every operation. Reads go through `db`, which row-level security binds to the tenant and, for customers, to one account. */
export type Context = {
  readonly db: Kysely<Tables>
  readonly tenantId: TenantId
  readonly accountId: AccountId | null
  readonly actor: Actor
  readonly now: () => Date
  readonly log: Logger
  readonly requestId: string
  readonly services: Services
}

const inTransaction: unique symbol = Symbol('in transaction')

/** A context inside a transaction: the only thing store writes, `publish` and `enqueue` accept. */
export type Tx = Omit<Context, 'db'> & { readonly db: Transaction<Tables>; readonly [inTransaction]: true }

/** Runs `work` in a transaction, joining the caller's when there is one. No network call inside. */
export async function inTx<Result>(context: Context | Tx, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  if (isTx(context)) return work(context)
  return context.db.transaction().execute((db) => work({ ...context, db, [inTransaction]: true }))
}

const isTx = (context: Context | Tx): context is Tx => inTransaction in context

/** The same transaction acting for another tenant or account: for the relay and for sales that touch several tenants. Restores the scope afterwards. */
export async function inScope<Result>(
  tx: Tx,
  scope: { tenantId: TenantId; accountId?: AccountId | null },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const set = (tenantId: string, accountId: string | null) =>
    sql`select set_config('app.tenant', ${tenantId}, true), set_config('app.account', ${accountId ?? ''}, true)`.execute(tx.db)
  const accountId = scope.accountId ?? null
  await set(scope.tenantId, accountId)
  try {
    const result = await work({ ...tx, tenantId: scope.tenantId, accountId })
    await set(tx.tenantId, tx.accountId)
    return result
  } catch (error) {
    // A refusal leaves the transaction usable for a caller that goes on; anything else aborts it, and the scope with it.
    if (error instanceof DomainError) await set(tx.tenantId, tx.accountId)
    throw error
  }
}

const SYSTEM: Actor = { kind: 'system', id: null, label: 'Linecard', permissions: new Set() }

export type ContextOptions = {
  readonly tenantId: TenantId
  readonly accountId?: AccountId | null | undefined
  readonly actor?: Actor
  readonly requestId?: string
  readonly log?: Logger
}

/** A context for one tenant, acting as the system unless an actor is given. */
export function createContext(services: Services, options: ContextOptions): Context {
  const accountId = options.accountId ?? null
  return {
    db: services.databases.for({ tenantId: options.tenantId, ...(accountId && { accountId }) }),
    tenantId: options.tenantId,
    accountId,
    actor: options.actor ?? SYSTEM,
    now: () => services.clock.now(),
    log: options.log ?? services.log,
    requestId: options.requestId ?? newId(),
    services,
  }
}

/** A context that sees every tenant's rows: only for the relay, sign-in and job dispatch. Business operations never take it. */
export function systemContext(services: Services): Context {
  return { ...createContext(services, { tenantId: 'system' as TenantId }) }
}
