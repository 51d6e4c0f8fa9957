import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { ProviderId, TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { ConnectionCheck, Provider, ProviderStatus } from './provider.ts'

type ProviderTable = {
  id: ProviderId
  tenant_id: TenantId
  vendor: string
  name: string
  status: ProviderStatus
  priority: number
  capabilities: string[]
  settings: Record<string, string>
  secrets: Record<string, string>
  version: number
  last_check: ConnectionCheck | null
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    provider: ProviderTable
  }
}

const fromRow = (row: Selectable<ProviderTable>): Provider => ({
  id: row.id,
  vendor: row.vendor,
  name: row.name,
  status: row.status,
  priority: row.priority,
  capabilities: row.capabilities,
  settings: row.settings,
  secrets: row.secrets,
  version: row.version,
  lastCheck: row.last_check,
})

const rows = (context: Context | Tx) => context.db.selectFrom('provider').selectAll().where('tenant_id', '=', context.tenantId)

export async function find(context: Context | Tx, id: ProviderId): Promise<Provider | undefined> {
  const row = await rows(context).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function lock(tx: Tx, id: ProviderId): Promise<Provider | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** Every provider, the one to ask first in front. */
export async function listAll(context: Context | Tx): Promise<Provider[]> {
  return (await rows(context).orderBy('priority').orderBy('id').execute()).map(fromRow)
}

export const list = (context: Context, request: PageRequest): Promise<Page<Provider>> =>
  keysetPage(rows(context), { column: 'priority', direction: 'asc', cast: 'bigint' }, request, fromRow)

/** Answers false when a provider of this name is there already; an edited row stays as it is. */
export async function insert(tx: Tx, provider: Provider): Promise<boolean> {
  const result = await tx.db
    .insertInto('provider')
    .values({
      id: provider.id,
      tenant_id: tx.tenantId,
      vendor: provider.vendor,
      name: provider.name,
      status: provider.status,
      priority: provider.priority,
      capabilities: [...provider.capabilities],
      settings: { ...provider.settings },
      secrets: { ...provider.secrets },
      version: provider.version,
      last_check: provider.lastCheck,
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function save(tx: Tx, provider: Provider): Promise<void> {
  await tx.db
    .updateTable('provider')
    .set({
      status: provider.status,
      priority: provider.priority,
      settings: { ...provider.settings },
      secrets: { ...provider.secrets },
      version: provider.version,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', provider.id)
    .execute()
}

/** Writes the check alone, because whoever changed the credentials meanwhile must not lose the change. */
export async function saveCheck(tx: Tx, id: ProviderId, check: ConnectionCheck): Promise<void> {
  await tx.db.updateTable('provider').set({ last_check: check }).where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}
