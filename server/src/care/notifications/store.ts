import type { Selectable } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { newId, type TenantId } from '../../platform/ids.ts'
import type { Template, TemplateId, TemplateVersion, Words } from './template.ts'

type TemplateTable = {
  id: TemplateId
  tenant_id: TenantId
  key: string
  version: number
  active: boolean
  created_at: Date
  changed_at: Date
}

type VersionTable = {
  id: string
  tenant_id: TenantId
  template_id: TemplateId
  version: number
  subject: string
  text: string
  html: string | null
  note: string
  author: string
  created_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    template: TemplateTable
    template_version: VersionTable
  }
}

const toTemplate = (row: Selectable<TemplateTable>): Template => ({
  id: row.id,
  key: row.key,
  version: row.version,
  active: row.active,
  changedAt: row.changed_at,
})

const templates = (context: Context | Tx) => context.db.selectFrom('template').selectAll().where('tenant_id', '=', context.tenantId)

export async function listTemplates(context: Context | Tx): Promise<readonly Template[]> {
  return (await templates(context).orderBy('key').execute()).map(toTemplate)
}

/** By its id or by the key of its letter. */
export async function findTemplate(context: Context | Tx, lookup: { id: TemplateId } | { key: string }): Promise<Template | undefined> {
  const [column, value] = 'id' in lookup ? (['id', lookup.id] as const) : (['key', lookup.key] as const)
  const row = await templates(context).where(column, '=', value).executeTakeFirst()
  return row && toTemplate(row)
}

export async function lockTemplate(tx: Tx, key: string): Promise<Template | undefined> {
  const row = await templates(tx).where('key', '=', key).forUpdate().executeTakeFirst()
  return row && toTemplate(row)
}

const ownWords = (context: Context | Tx) =>
  context.db
    .selectFrom('template')
    .innerJoin('template_version', (join) =>
      join.onRef('template_version.template_id', '=', 'template.id').onRef('template_version.version', '=', 'template.version'),
    )
    .select(['template_version.subject', 'template_version.text', 'template_version.html'])
    .where('template.tenant_id', '=', context.tenantId)
    .where('template.active', '=', true)

/** The words the tenant itself uses for a letter, if it has any. */
export const findOwnWords = (context: Context | Tx, key: string): Promise<Words | undefined> =>
  ownWords(context).where('template.key', '=', key).executeTakeFirst()

/** All words of the tenant's own, by the key of their letter. */
export async function listOwnWords(context: Context | Tx): Promise<ReadonlyMap<string, Words>> {
  const rows = await ownWords(context).select('template.key').execute()
  return new Map(rows.map(({ key, ...words }) => [key, words]))
}

/** Puts the template there at its new version, whoever else does so at the same moment. */
export async function saveTemplate(tx: Tx, template: Template): Promise<void> {
  const { version, active, changedAt: changed_at } = template
  await tx.db
    .insertInto('template')
    .values({ id: template.id, tenant_id: tx.tenantId, key: template.key, version, active, created_at: tx.now(), changed_at })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doUpdateSet({ version, active, changed_at }))
    .execute()
}

export async function insertVersion(tx: Tx, templateId: TemplateId, version: Omit<TemplateVersion, 'createdAt'>): Promise<void> {
  const { version: number, subject, text, html, note, author } = version
  const ids = { id: newId(), tenant_id: tx.tenantId, template_id: templateId }
  await tx.db
    .insertInto('template_version')
    .values({ ...ids, version: number, subject, text, html, note, author, created_at: tx.now() })
    .execute()
}

/** Every version of a template, newest first. */
export async function listVersions(context: Context | Tx, templateId: TemplateId): Promise<readonly TemplateVersion[]> {
  const found = await context.db
    .selectFrom('template_version')
    .selectAll()
    .where('tenant_id', '=', context.tenantId)
    .where('template_id', '=', templateId)
    .orderBy('version', 'desc')
    .execute()
  return found.map(({ version, subject, text, html, note, author, created_at }) => ({
    version,
    subject,
    text,
    html,
    note,
    author,
    createdAt: created_at,
  }))
}
