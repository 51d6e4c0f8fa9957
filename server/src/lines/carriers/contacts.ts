import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { inviteUser } from '../../spine/access/index.ts'
import * as store from './contact-store.ts'
import { errors } from './errors.ts'
import { contactChanged } from './events.ts'
import { findCarrier } from './service.ts'

export type ContactDetails = Pick<
  store.Contact,
  'name' | 'title' | 'firstName' | 'lastName' | 'jobTitle' | 'telephone' | 'mobile' | 'email' | 'portalAccess' | 'isPrimary'
>

export async function listContacts(context: Context, carrierKey: string): Promise<readonly store.Contact[]> {
  return store.list(context, (await findCarrier(context, carrierKey)).id)
}

/** A new contact of the carrier; portal access is given by `inviteContact`, when the person is to be let in. Throws 404. */
export async function addContact(context: Context, carrierKey: string, details: ContactDetails): Promise<store.Contact> {
  return inTx(context, async (tx) => {
    const { id: carrierId } = await findCarrier(tx, carrierKey)
    const contact = { ...details, id: newId<store.ContactId>(), carrierId, userId: null, createdAt: tx.now() }
    await store.put(tx, contact)
    await tell(tx, contact)
    return contact
  })
}

async function tell(tx: Tx, contact: store.Contact): Promise<void> {
  const carrier = await findCarrier(tx, contact.carrierId)
  await publish(tx, contactChanged, { carrierId: carrier.id, code: carrier.code, contact: contact.name }, { accountId: carrier.accountId })
}

async function findContact(context: Context | Tx, id: store.ContactId): Promise<store.Contact> {
  const contact = await store.find(context, id)
  if (!contact) throw errors.contactNotFound({ detail: 'No contact with this id.' })
  return contact
}

export async function changeContact(context: Context, id: store.ContactId, details: ContactDetails): Promise<store.Contact> {
  return inTx(context, async (tx) => {
    const contact = { ...(await findContact(tx, id)), ...details }
    await store.put(tx, contact)
    await tell(tx, contact)
    return contact
  })
}

export async function removeContact(context: Context, id: store.ContactId): Promise<void> {
  await inTx(context, async (tx) => {
    const contact = await findContact(tx, id)
    await store.remove(tx, id)
    await tell(tx, contact)
  })
}

/** Lets a contact with portal access in: a mail with a link, as a user bound to the carrier's account (W30). Throws 404, 409. */
export async function inviteContact(context: Context, id: store.ContactId): Promise<store.Contact> {
  const contact = await findContact(context, id)
  if (!contact.portalAccess) throw errors.noPortalAccess({ detail: `Give ${contact.name} portal access first.` })
  if (contact.userId) throw errors.alreadyInvited({ detail: `${contact.name} was invited before.` })
  const { accountId } = await findCarrier(context, contact.carrierId)
  return inTx(context, async (tx) => {
    const user = await inviteUser(tx, { name: contact.name, email: contact.email, role: 'carrier_user', accountId })
    const invited = { ...contact, userId: user.id }
    await store.put(tx, invited)
    await tell(tx, invited)
    return invited
  })
}
