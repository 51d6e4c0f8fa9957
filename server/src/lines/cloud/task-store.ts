import { type Selectable, sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { type AccountId, type Id, newId, type TenantId } from '../../platform/ids.ts'
import { keysetPage, type Page, type PageRequest } from '../../platform/pages.ts'
import type { Command, Instance, InstanceId, TaskId } from './instance.ts'

export type TaskStatus = 'queued' | 'running' | 'success' | 'error'
type TaskError = { readonly code: string; readonly message: string }

export type Task = {
  readonly id: TaskId
  readonly accountId: AccountId
  readonly instanceId: InstanceId
  readonly command: Command
  readonly status: TaskStatus
  readonly step: string
  readonly attempts: number
  readonly error: TaskError | null
  readonly actor: string
  readonly queuedAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

type TaskTable = {
  id: TaskId
  tenant_id: TenantId
  account_id: AccountId
  instance_id: InstanceId
  command: Command
  status: TaskStatus
  step: string
  attempts: number
  error: TaskError | null
  actor: string
  queued_at: Date
  started_at: Date | null
  finished_at: Date | null
}

type EventTable = {
  id: Id<'instanceEvent'>
  tenant_id: TenantId
  account_id: AccountId
  instance_id: InstanceId
  kind: string
  detail: string
  actor: string
  at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    instance_task: TaskTable
    instance_event: EventTable
  }
}

const fromRow = (row: Selectable<TaskTable>): Task => ({
  id: row.id,
  accountId: row.account_id,
  instanceId: row.instance_id,
  command: row.command,
  status: row.status,
  step: row.step,
  attempts: row.attempts,
  error: row.error,
  actor: row.actor,
  queuedAt: row.queued_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})

const rows = (context: Context | Tx) => context.db.selectFrom('instance_task').selectAll().where('tenant_id', '=', context.tenantId)

export async function insert(tx: Tx, task: Task): Promise<void> {
  await tx.db
    .insertInto('instance_task')
    .values({
      id: task.id,
      tenant_id: tx.tenantId,
      account_id: task.accountId,
      instance_id: task.instanceId,
      command: task.command,
      status: task.status,
      step: task.step,
      attempts: task.attempts,
      error: null,
      actor: task.actor,
      queued_at: task.queuedAt,
      started_at: null,
      finished_at: null,
    })
    .execute()
}

export async function lock(tx: Tx, id: TaskId): Promise<Task | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

export async function save(tx: Tx, task: Task): Promise<void> {
  await tx.db
    .updateTable('instance_task')
    .set({
      status: task.status,
      step: task.step,
      attempts: task.attempts,
      error: task.error && sql<never>`${JSON.stringify(task.error)}::jsonb`,
      started_at: task.startedAt,
      finished_at: task.finishedAt,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('id', '=', task.id)
    .execute()
}

/** The work at one server, newest first. */
export const list = (context: Context, instanceId: InstanceId, request: PageRequest): Promise<Page<Task>> =>
  keysetPage(
    rows(context).where('instance_id', '=', instanceId),
    { column: 'queued_at', direction: 'desc', cast: 'timestamptz' },
    request,
    fromRow,
  )

/** Open tasks of every tenant that nobody has touched since `before`: their job was lost. */
export const listStale = (
  context: Context,
  before: Date,
  limit: number,
): Promise<readonly { readonly id: TaskId; readonly tenantId: TenantId; readonly accountId: AccountId }[]> =>
  context.db
    .selectFrom('instance_task')
    .select(['id', 'tenant_id as tenantId', 'account_id as accountId'])
    .where('status', 'in', ['queued', 'running'])
    .where('queued_at', '<=', before)
    .limit(limit)
    .execute()

/** Writes down what happened to a server, for its time line. */
export async function note(tx: Tx, instance: Pick<Instance, 'id' | 'accountId'>, kind: string, detail: string): Promise<void> {
  await tx.db
    .insertInto('instance_event')
    .values({
      id: newId(),
      tenant_id: tx.tenantId,
      account_id: instance.accountId,
      instance_id: instance.id,
      kind,
      detail,
      actor: tx.actor.label,
      at: tx.now(),
    })
    .execute()
}

export type InstanceNote = {
  readonly id: string
  readonly kind: string
  readonly detail: string
  readonly actor: string
  readonly at: Date
}

/** What happened to one server, newest first. */
export const listNotes = (context: Context, instanceId: InstanceId, request: PageRequest): Promise<Page<InstanceNote>> =>
  keysetPage(
    context.db.selectFrom('instance_event').selectAll().where('tenant_id', '=', context.tenantId).where('instance_id', '=', instanceId),
    { column: 'at', direction: 'desc', cast: 'timestamptz' },
    request,
    (row) => ({ id: row.id, kind: row.kind, detail: row.detail, actor: row.actor, at: row.at }),
  )
