import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import type { AccountId, TenantId } from '../../platform/ids.ts'
import type { NumberId } from '../numbers/index.ts'
import type { DeviceId } from './device.ts'
import type { Holder } from './evaluate.ts'
import type { CallRule, CallRuleId, RuleType } from './rule.ts'
import type { Schedule } from './schedule.ts'

type CallRuleTable = {
  id: CallRuleId
  tenant_id: TenantId
  account_id: AccountId
  number_id: NumberId
  type: RuleType
  active: boolean
  priority: number
  callers: string[]
  forward_to: string | null
  devices: string[]
  ring_seconds: number | null
  schedule: Schedule | null
  present: 'caller' | 'number'
  created_at: Date
}

type NumberVoiceTable = {
  number_id: NumberId
  tenant_id: TenantId
  account_id: AccountId
  zone: string
  holidays: string[]
  ring_seconds: number
  voicemail: boolean
}

declare module '../../platform/database.ts' {
  interface Tables {
    call_rule: CallRuleTable
    number_voice: NumberVoiceTable
  }
}

/** How a number behaves around its rules. */
export type NumberVoice = {
  readonly zone: string
  readonly holidays: readonly string[]
  readonly ringSeconds: number
  readonly voicemail: boolean
}

const fromRow = (row: Selectable<CallRuleTable>): CallRule => ({
  id: row.id,
  accountId: row.account_id,
  numberId: row.number_id,
  type: row.type,
  active: row.active,
  priority: row.priority,
  callers: row.callers,
  forwardTo: row.forward_to,
  devices: row.devices as DeviceId[],
  ringSeconds: row.ring_seconds,
  schedule: row.schedule,
  present: row.present,
  createdAt: row.created_at,
})

const rows = (context: Context | Tx) => context.db.selectFrom('call_rule').selectAll().where('tenant_id', '=', context.tenantId)

/** A number's rules in the order in which they are looked at. */
export async function rulesOf(context: Context | Tx, numberId: NumberId): Promise<readonly CallRule[]> {
  const found = await rows(context).where('number_id', '=', numberId).orderBy('priority').orderBy('created_at').orderBy('id').execute()
  return found.map(fromRow)
}

export async function lockRule(tx: Tx, id: CallRuleId): Promise<CallRule | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** One change of a number's rules after the other. */
export async function lockRulesOf(tx: Tx, numberId: NumberId): Promise<readonly CallRule[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`call-rules/${numberId}`}, 0))`.execute(tx.db)
  return rulesOf(tx, numberId)
}

const changeable = (rule: CallRule) => ({
  type: rule.type,
  active: rule.active,
  priority: rule.priority,
  callers: [...rule.callers],
  forward_to: rule.forwardTo,
  devices: [...rule.devices],
  ring_seconds: rule.ringSeconds,
  schedule: rule.schedule && JSON.stringify(rule.schedule),
  present: rule.present,
})

export async function insertRule(tx: Tx, rule: CallRule): Promise<void> {
  const fixed = { id: rule.id, tenant_id: tx.tenantId, account_id: rule.accountId, number_id: rule.numberId, created_at: rule.createdAt }
  await tx.db
    .insertInto('call_rule')
    .values({ ...fixed, ...changeable(rule) } as never)
    .execute()
}

export async function saveRule(tx: Tx, rule: CallRule): Promise<void> {
  const query = tx.db.updateTable('call_rule').set(changeable(rule) as never)
  await query.where('tenant_id', '=', tx.tenantId).where('id', '=', rule.id).execute()
}

export async function removeRule(tx: Tx, id: CallRuleId): Promise<void> {
  await tx.db.deleteFrom('call_rule').where('tenant_id', '=', tx.tenantId).where('id', '=', id).execute()
}

export async function findVoice(context: Context | Tx, numberId: NumberId): Promise<NumberVoice | undefined> {
  const row = await context.db
    .selectFrom('number_voice')
    .select(['zone', 'holidays', 'ring_seconds', 'voicemail'])
    .where('tenant_id', '=', context.tenantId)
    .where('number_id', '=', numberId)
    .executeTakeFirst()
  return row && { zone: row.zone, holidays: row.holidays, ringSeconds: row.ring_seconds, voicemail: row.voicemail }
}

export async function saveVoice(tx: Tx, accountId: AccountId, numberId: NumberId, voice: NumberVoice): Promise<void> {
  const set = { zone: voice.zone, holidays: [...voice.holidays], ring_seconds: voice.ringSeconds, voicemail: voice.voicemail }
  await tx.db
    .insertInto('number_voice')
    .values({ number_id: numberId, tenant_id: tx.tenantId, account_id: accountId, ...set })
    .onConflict((conflict) => conflict.column('number_id').doUpdateSet(set))
    .execute()
}

/** Who holds a number in use, in any tenant; calls know nothing but the number. */
export async function holderOf(context: Context | Tx, e164: string): Promise<Holder | undefined> {
  const { rows: found } = await sql<Holder>`select number_id as "numberId", tenant_id as "tenantId", account_id as "accountId"
    from number_holder(${e164})`.execute(context.db)
  return found[0]
}
