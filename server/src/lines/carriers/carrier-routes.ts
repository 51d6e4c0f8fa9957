import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Amount, money, PositiveAmount } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { Done, done, nothing, type Route, route } from '../../platform/routes.ts'
import { CreditAlertId } from './alert.ts'
import { alertsOf, changeAlert, createAlert, creditOf, removeAlert } from './alerts.ts'
import type { TrunkStatus } from './carrier.ts'
import { ContactId } from './contact-store.ts'
import { addContact, changeContact, inviteContact, listContacts, removeContact } from './contacts.ts'
import { errors } from './errors.ts'
import { overrideLimit } from './position.ts'
import {
  AlertReply,
  CarrierReply,
  ContactReply,
  CreditTypeSchema,
  PartnerTypeSchema,
  PositionReply,
  SideSchema,
  TrunkStatusSchema,
  toAlertReply,
  toCarrierReply,
  toContactReply,
  toPositionReply,
} from './replies.ts'
import { createCarrier, describeCarrier, findCarrier, grantCredit, listCarriers, moveCarrier } from './service.ts'

/** A carrier's id or its code; other nouns have their own. */
export const Key = z.strictObject({ id: z.string().regex(/^[0-9A-Za-z-]{1,36}$/, 'Use an id or a code.') })
const text = z.string().trim().max(200)
const Email = z.email('Use an address such as noc@example.com.').max(254)
export const Capacity = z.number().int().min(1).max(1_000_000).nullable()

const NewCarrier = z.strictObject({
  code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'Use capital letters, digits and dashes, such as ACME-EU.'),
  name: text.min(1),
  partnerType: PartnerTypeSchema,
  email: Email,
})

const Details = z.strictObject({
  name: text.min(1),
  partnerType: PartnerTypeSchema,
  capacity: Capacity,
  circularRouting: z.boolean(),
  customerAccountNumber: text,
  supplierAccountNumber: text,
  taxCode: text,
  billTo: z.string().trim().max(1_000),
  shipTo: z.string().trim().max(1_000),
})

const Credit = z.strictObject({
  customerCreditType: CreditTypeSchema,
  customerCreditLimit: Amount.refine((amount) => !amount.startsWith('-'), 'A limit is not negative.'),
  supplierCreditType: CreditTypeSchema,
  bilateralCreditLimit: Amount.refine((amount) => !amount.startsWith('-'), 'A limit is not negative.'),
  customer24hLimit: PositiveAmount.nullable(),
  supplier24hLimit: PositiveAmount.nullable(),
})

async function giveCredit(context: Context, key: string, body: z.output<typeof Credit>) {
  const { currency } = await findCarrier(context, key)
  const orNull = (amount: string | null) => (amount === null ? null : money(currency, amount))
  return grantCredit(context, key, {
    ...body,
    customerCreditLimit: money(currency, body.customerCreditLimit),
    bilateralCreditLimit: money(currency, body.bilateralCreditLimit),
    customer24hLimit: orNull(body.customer24hLimit),
    supplier24hLimit: orNull(body.supplier24hLimit),
  })
}

const move = (verb: string, to: TrunkStatus, summary: string): Route =>
  route({
    method: 'POST',
    path: `/carriers/:id/${verb}`,
    permission: 'carrier:activate',
    summary,
    params: Key,
    body: nothing,
    reply: CarrierReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toCarrierReply(await moveCarrier(context, params.id, to)),
  })

export const carrierRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/carriers',
    permission: 'carrier:read',
    summary: 'List carriers, newest first',
    query: z.strictObject({
      ...PageQuery,
      q: z.string().max(100).optional(),
      status: TrunkStatusSchema.optional(),
      partnerType: PartnerTypeSchema.optional(),
    }),
    reply: pageOf(CarrierReply.extend({ position: PositionReply })),
    run: async ({ context, query }) => {
      const page = await listCarriers(context, query)
      const items = page.items.map(async (carrier) => {
        const { position } = await creditOf(context, carrier.id)
        return { ...toCarrierReply(carrier), position: toPositionReply(position) }
      })
      return { ...page, items: await Promise.all(items) }
    },
  }),
  route({
    method: 'POST',
    path: '/carriers',
    permission: 'carrier:write',
    summary: 'Add a carrier, in testing',
    body: NewCarrier,
    reply: CarrierReply,
    status: 201,
    errors: [errors.codeTaken],
    run: async ({ context, body }) => toCarrierReply(await createCarrier(context, body)),
  }),
  route({
    method: 'GET',
    path: '/carriers/:id',
    permission: 'carrier:read',
    summary: 'Show one carrier, by id or code',
    params: Key,
    reply: CarrierReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toCarrierReply(await findCarrier(context, params.id)),
  }),
  route({
    method: 'POST',
    path: '/carriers/:id/details',
    permission: 'carrier:write',
    summary: 'Change the details of a carrier',
    params: Key,
    body: Details,
    reply: CarrierReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toCarrierReply(await describeCarrier(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/carriers/:id/credit',
    permission: 'carrier:credit',
    summary: 'Set how much a carrier may owe and spend in a day',
    params: Key,
    body: Credit,
    reply: CarrierReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toCarrierReply(await giveCredit(context, params.id, body)),
  }),
  move('activate', 'active', 'Let a carrier make calls'),
  move('pause', 'paused', 'Take no new calls of a carrier; running calls go on'),
  move('disable', 'disabled', 'Close a paused carrier and its portal'),
  move('retest', 'testing', 'Take a disabled carrier up again, in testing'),
  route({
    method: 'GET',
    path: '/carriers/:id/position',
    permission: 'carrier:read',
    summary: 'Show what a carrier has, owes and has spent in 24 hours',
    params: Key,
    reply: PositionReply,
    errors: [errors.notFound],
    run: async ({ context, params }) => toPositionReply((await creditOf(context, params.id)).position),
  }),
  route({
    method: 'POST',
    path: '/carriers/:id/override',
    permission: 'carrier:credit',
    summary: 'Let a carrier go on past its 24-hour limit for a while',
    params: Key,
    body: z.strictObject({ side: SideSchema, reason: text.min(3), expiresAt: z.iso.datetime() }),
    reply: Done,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => {
      await overrideLimit(context, params.id, { ...body, expiresAt: new Date(body.expiresAt) })
      return done
    },
  }),
]

const ContactBody = z.strictObject({
  name: text.min(1),
  title: text.default(''),
  firstName: text.default(''),
  lastName: text.default(''),
  jobTitle: text.default(''),
  telephone: text.default(''),
  mobile: text.default(''),
  email: Email,
  portalAccess: z.boolean().default(false),
  isPrimary: z.boolean().default(false),
})
const ContactKey = z.strictObject({ id: ContactId })

export const contactRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/carriers/:id/contacts',
    permission: 'carrier:read',
    summary: 'List the people of a carrier',
    params: Key,
    reply: z.object({ items: z.array(ContactReply) }),
    errors: [errors.notFound],
    run: async ({ context, params }) => ({ items: (await listContacts(context, params.id)).map(toContactReply) }),
  }),
  route({
    method: 'POST',
    path: '/carriers/:id/contacts',
    permission: 'carrier:write',
    summary: 'Add a person of a carrier',
    params: Key,
    body: ContactBody,
    reply: ContactReply,
    status: 201,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toContactReply(await addContact(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/carrier-contacts/:id/details',
    permission: 'carrier:write',
    summary: 'Change a person of a carrier',
    params: ContactKey,
    body: ContactBody,
    reply: ContactReply,
    errors: [errors.contactNotFound],
    run: async ({ context, params, body }) => toContactReply(await changeContact(context, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/carrier-contacts/:id/invite',
    permission: 'carrier:write',
    summary: "Invite a person to the carrier's pages",
    params: ContactKey,
    body: nothing,
    reply: ContactReply,
    errors: [errors.contactNotFound, errors.noPortalAccess, errors.alreadyInvited],
    run: async ({ context, params }) => toContactReply(await inviteContact(context, params.id)),
  }),
  route({
    method: 'DELETE',
    path: '/carrier-contacts/:id',
    permission: 'carrier:write',
    summary: 'Remove a person of a carrier',
    params: ContactKey,
    reply: Done,
    errors: [errors.contactNotFound],
    run: async ({ context, params }) => {
      await removeContact(context, params.id)
      return done
    },
  }),
]

const AlertBody = z.strictObject({
  alertType: z.enum(['low_balance', 'high_balance', '24hr_spend_breach']),
  direction: z.enum(['customer', 'supplier', 'bilateral']),
  threshold: Amount,
  currency: z.string().length(3),
  recipients: z.array(Email).max(20),
  isActive: z.boolean().default(true),
})
const settingsOf = ({ currency, ...body }: z.output<typeof AlertBody>) => ({ ...body, threshold: money(currency, body.threshold) })
const AlertKey = z.strictObject({ id: CreditAlertId })

export const alertRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/carriers/:id/credit-alerts',
    permission: 'carrier:read',
    summary: 'List the credit alerts of a carrier',
    params: Key,
    reply: z.object({ items: z.array(AlertReply) }),
    errors: [errors.notFound],
    run: async ({ context, params }) => {
      const { id } = await findCarrier(context, params.id)
      return { items: (await alertsOf(context, id)).map(toAlertReply) }
    },
  }),
  route({
    method: 'POST',
    path: '/carriers/:id/credit-alerts',
    permission: 'carrier:credit',
    summary: 'Add a credit alert',
    params: Key,
    body: AlertBody,
    reply: AlertReply,
    status: 201,
    errors: [errors.notFound, errors.currencyFixed],
    run: async ({ context, params, body }) => toAlertReply(await createAlert(context, params.id, settingsOf(body))),
  }),
  route({
    method: 'POST',
    path: '/credit-alerts/:id/settings',
    permission: 'carrier:credit',
    summary: 'Change a credit alert; it is armed again',
    params: AlertKey,
    body: AlertBody,
    reply: AlertReply,
    errors: [errors.alertNotFound, errors.currencyFixed],
    run: async ({ context, params, body }) => toAlertReply(await changeAlert(context, params.id, settingsOf(body))),
  }),
  route({
    method: 'DELETE',
    path: '/credit-alerts/:id',
    permission: 'carrier:credit',
    summary: 'Remove a credit alert',
    params: AlertKey,
    reply: Done,
    errors: [errors.alertNotFound],
    run: async ({ context, params }) => {
      await removeAlert(context, params.id)
      return done
    },
  }),
]
