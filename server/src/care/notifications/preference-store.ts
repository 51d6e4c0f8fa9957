import type { Context, Tx } from '../../platform/context.ts'
import type { TenantId, UserId } from '../../platform/ids.ts'

export type Channel = 'mail' | 'in_app'

type PreferenceTable = { tenant_id: TenantId; user_id: UserId; key: string; channel: Channel; wanted: boolean }

declare module '../../platform/database.ts' {
  interface Tables {
    notification_preference: PreferenceTable
  }
}

export type Preference = { readonly key: string; readonly channel: Channel; readonly wanted: boolean }

/** Whether the person wants this; nobody who never said no is left out. */
export async function wants(context: Context | Tx, userId: UserId, key: string, channel: Channel): Promise<boolean> {
  const row = await context.db
    .selectFrom('notification_preference')
    .select('wanted')
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return row?.wanted ?? true
}

export async function listPreferences(context: Context | Tx, userId: UserId): Promise<readonly Preference[]> {
  return context.db
    .selectFrom('notification_preference')
    .select(['key', 'channel', 'wanted'])
    .where('tenant_id', '=', context.tenantId)
    .where('user_id', '=', userId)
    .execute()
}

export async function savePreference(tx: Tx, userId: UserId, preference: Preference): Promise<void> {
  const { wanted } = preference
  await tx.db
    .insertInto('notification_preference')
    .values({ tenant_id: tx.tenantId, user_id: userId, ...preference })
    .onConflict((conflict) => conflict.columns(['user_id', 'key', 'channel']).doUpdateSet({ wanted }))
    .execute()
}
