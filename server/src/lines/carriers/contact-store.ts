import { sql } from 'kysely'
import type { Context, Tx } from '../../platform/context.ts'
import { type Id, idSchema, type UserId } from '../../platform/ids.ts'
import type { CarrierId } from './carrier.ts'

export type ContactId = Id<'carrierContact'>
export const ContactId = idSchema<ContactId>()

/** A person at a carrier; with portal access one who may sign in to the carrier's pages. */
export type Contact = {
  readonly id: ContactId
  readonly carrierId: CarrierId
  readonly userId: UserId | null
  readonly name: string
  readonly title: string
  readonly firstName: string
  readonly lastName: string
  readonly jobTitle: string
  readonly telephone: string
  readonly mobile: string
  readonly email: string
  readonly portalAccess: boolean
  readonly isPrimary: boolean
  readonly createdAt: Date
}

const COLUMNS =
  sql.raw(`id, carrier_id as "carrierId", user_id as "userId", name, title, first_name as "firstName", last_name as "lastName",
  job_title as "jobTitle", telephone, mobile, email, portal_access as "portalAccess", is_primary as "isPrimary", created_at as "createdAt"`)

export async function list(context: Context | Tx, carrierId: CarrierId): Promise<readonly Contact[]> {
  const { rows } =
    await sql<Contact>`select ${COLUMNS} from carrier_contact where tenant_id = ${context.tenantId} and carrier_id = ${carrierId}
    order by is_primary desc, created_at, id`.execute(context.db)
  return rows
}

export async function find(context: Context | Tx, id: ContactId): Promise<Contact | undefined> {
  const { rows } = await sql<Contact>`select ${COLUMNS} from carrier_contact where tenant_id = ${context.tenantId} and id = ${id}`.execute(
    context.db,
  )
  return rows[0]
}

/** Inserts the contact or replaces what is known of it. At most one contact of a carrier is its primary. */
export async function put(tx: Tx, contact: Contact): Promise<void> {
  if (contact.isPrimary) {
    await sql`update carrier_contact set is_primary = false where tenant_id = ${tx.tenantId} and carrier_id = ${contact.carrierId}
      and id <> ${contact.id} and is_primary`.execute(tx.db)
  }
  await sql`insert into carrier_contact (id, tenant_id, carrier_id, user_id, name, title, first_name, last_name, job_title, telephone, mobile, email,
      portal_access, is_primary, created_at)
    values (${contact.id}, ${tx.tenantId}, ${contact.carrierId}, ${contact.userId}, ${contact.name}, ${contact.title}, ${contact.firstName},
      ${contact.lastName}, ${contact.jobTitle}, ${contact.telephone}, ${contact.mobile}, ${contact.email}, ${contact.portalAccess},
      ${contact.isPrimary}, ${contact.createdAt})
    on conflict (id) do update set user_id = excluded.user_id, name = excluded.name, title = excluded.title, first_name = excluded.first_name,
      last_name = excluded.last_name, job_title = excluded.job_title, telephone = excluded.telephone, mobile = excluded.mobile,
      email = excluded.email, portal_access = excluded.portal_access, is_primary = excluded.is_primary`.execute(tx.db)
}

export async function remove(tx: Tx, id: ContactId): Promise<void> {
  await sql`delete from carrier_contact where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db)
}

/** Where the carrier's first person reads mail, if anybody is. */
export async function primaryEmail(context: Context | Tx, carrierId: CarrierId): Promise<string | undefined> {
  return (await list(context, carrierId)).find((contact) => contact.isPrimary)?.email
}
