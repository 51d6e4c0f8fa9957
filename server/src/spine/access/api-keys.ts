import type { Selectable } from 'kysely'
import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { type AccountId, newId, type TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import { hashToken, newToken } from '../../platform/secrets.ts'
import { errors } from './errors.ts'
import { apiKeyCreated, apiKeyRevoked } from './events.ts'
import { forgetPrincipal } from './principals.ts'
import type { ApiKeyId } from './user.ts'

type ApiKeyTable = {
  id: ApiKeyId
  tenant_id: TenantId
  account_id: AccountId | null
  name: string
  prefix: string
  key_hash: Buffer
  permissions: string[]
  created_by: string | null
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    api_key: ApiKeyTable
  }
}

/** A key for programs; a customer's key is bound to the customer's account. */
export type ApiKey = {
  readonly id: ApiKeyId
  readonly name: string
  readonly prefix: string
  readonly permissions: string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

const fromRow = (row: Selectable<ApiKeyTable>): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  permissions: row.permissions,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
})

const PREFIX_LENGTH = 10

export type NewApiKey = { readonly name: string; readonly permissions: readonly string[]; readonly expiresAt?: Date | undefined }

function requireGivable({ actor, services }: Context, permissions: readonly string[]): void {
  const never = permissions.filter((permission) => !services.rights.forKeys.has(permission))
  if (never.length > 0) throw errors.notForKeys({ detail: `A key cannot be given ${never.join(', ')}.`, permissions: never })
  const beyond = actor.kind === 'system' ? [] : permissions.filter((permission) => !actor.permissions.has(permission))
  if (beyond.length > 0) throw errors.permissionNotHeld({ detail: `You do not hold ${beyond.join(', ')} yourself.`, permissions: beyond })
}

/**
 * Makes a key that can do a part of what its maker can; the key itself is answered once. Throws 403 `permissionNotHeld`, 422 `notForKeys`.
 */
export async function createApiKey(context: Context, request: NewApiKey): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
  requireGivable(context, request.permissions)
  const key = newToken('lck')
  return inTx(context, async (tx) => {
    const row: ApiKeyTable = {
      id: newId(),
      tenant_id: tx.tenantId,
      account_id: tx.accountId,
      name: request.name,
      prefix: key.slice(0, PREFIX_LENGTH),
      key_hash: hashToken(key),
      permissions: [...request.permissions],
      created_by: tx.actor.id,
      created_at: tx.now(),
      expires_at: request.expiresAt ?? null,
      last_used_at: null,
      revoked_at: null,
    }
    await tx.db.insertInto('api_key').values(row).execute()
    await publish(tx, apiKeyCreated, { apiKeyId: row.id, name: row.name, permissions: row.permissions })
    return { apiKey: fromRow(row), key }
  })
}

export function listApiKeys(context: Context, query: PageRequest): Promise<Page<ApiKey>> {
  const rows = context.db.selectFrom('api_key').selectAll().where('tenant_id', '=', context.tenantId).where('revoked_at', 'is', null)
  return keysetPage(rows, { column: 'created_at', direction: 'desc', cast: 'timestamptz' }, query, fromRow)
}

/** Ends a key at once. Throws 404. */
export async function revokeApiKey(context: Context, id: ApiKeyId): Promise<void> {
  await inTx(context, async (tx) => {
    const result = await tx.db
      .updateTable('api_key')
      .set({ revoked_at: tx.now() })
      .where('tenant_id', '=', tx.tenantId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (result.numUpdatedRows !== 1n) throw errors.keyNotFound({ detail: 'No such key, or it has ended already.' })
    await publish(tx, apiKeyRevoked, { apiKeyId: id })
  })
  forgetPrincipal(context.services, id)
}
