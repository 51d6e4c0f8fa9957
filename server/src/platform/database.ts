import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import type { AccountId, TenantId } from './ids.ts'

/** Each module's store adds its own tables here by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge their tables into it.
export interface Tables {}

/** Whose rows a connection may see: row-level security reads it on every statement (G2). */
export type Scope = { readonly tenantId: TenantId | 'system'; readonly accountId?: AccountId | undefined }

const scopeKey = (scope: Scope): string => `${scope.tenantId}/${scope.accountId ?? ''}`

const INT8 = 20
const DATE = 1082
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return (text: string) => BigInt(text)
    if (oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

type ScopedClient = pg.PoolClient & { scope?: string }

const statementNames = new Map<string, string>()
const MOST_STATEMENTS = 1_000

/** Names repeated statements so that PostgreSQL prepares them once per connection. */
function statementName(text: string): string | undefined {
  const known = statementNames.get(text)
  if (known || statementNames.size >= MOST_STATEMENTS) return known
  const name = `s${statementNames.size}`
  statementNames.set(text, name)
  return name
}

class ScopedConnection implements DatabaseConnection {
  readonly client: ScopedClient

  constructor(client: ScopedClient) {
    this.client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = statementName(query.sql)
    const result = await this.client.query({ ...(name && { name }), text: query.sql, values: [...query.parameters] })
    return { rows: result.rows, ...(result.rowCount !== null && { numAffectedRows: BigInt(result.rowCount) }) }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered: large exports page through keys.')
  }
}

class ScopedDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #scope: Scope
  readonly #key: string

  constructor(pool: pg.Pool, scope: Scope) {
    this.#pool = pool
    this.#scope = scope
    this.#key = scopeKey(scope)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client: ScopedClient = await this.#pool.connect()
    // A connection keeps the scope it last served, so a busy tenant pays for the switch once, not on every query.
    if (client.scope !== this.#key) {
      try {
        await client.query({
          name: 'scope',
          text: `select set_config('app.tenant', $1, false), set_config('app.account', $2, false)`,
          values: [this.#scope.tenantId, this.#scope.accountId ?? ''],
        })
      } catch (error) {
        client.release(true)
        throw error
      }
      client.scope = this.#key
    }
    return new ScopedConnection(client)
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    await connection.executeQuery(CompiledQuery.raw(`begin${level}`))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as ScopedConnection).client.release()
  }

  async destroy(): Promise<void> {}
}

const dialect = (pool: pg.Pool, scope: Scope): Dialect => ({
  createDriver: () => new ScopedDriver(pool, scope),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

/** The pool of this process and one query builder per scope over it. */
export class Databases {
  readonly pool: pg.Pool
  readonly #scoped = new LRUCache<string, Kysely<Tables>>({ max: 5_000 })

  /** `url` may name any user; every connection acts as `linecard_app`, which owns nothing and is bound by row-level security. */
  constructor(url: string, connections: number, onError: (error: Error) => void) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: connections,
      types,
      options: '-c role=linecard_app',
      application_name: 'linecard',
    })
    this.pool.on('error', onError)
  }

  for(scope: Scope): Kysely<Tables> {
    const key = scopeKey(scope)
    const known = this.#scoped.get(key)
    if (known) return known
    const db = new Kysely<Tables>({ dialect: dialect(this.pool, scope) })
    this.#scoped.set(key, db)
    return db
  }

  close(): Promise<void> {
    return this.pool.end()
  }
}
