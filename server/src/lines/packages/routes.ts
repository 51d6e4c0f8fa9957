import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { AccountId } from '../../platform/ids.ts'
import { MoneyReply, parseDecimal, printDecimal, RateAmount, toMoneyReply } from '../../platform/money.ts'
import { PageQuery, pageOf } from '../../platform/pages.ts'
import { type Route, route } from '../../platform/routes.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { listAllowances } from '../../spine/charging/index.ts'
import { subscriptionsOf } from '../../spine/subscriptions/index.ts'
import { createPackage, listPackages, priceOfPackage, pricePackage } from './catalog.ts'
import { errors } from './errors.ts'
import { type Package, PackageId, type PackageSubscription, PackageSubscriptionId, serviceOf, typeOf } from './package.ts'
import { countHolders, findSubscription, listSubscriptions, setRenewal } from './service.ts'

/** Quantities travel as text: bytes pass what a JSON number holds. */
const Quantity = z.string().regex(/^\d{1,15}$/, 'Use a whole number.')
const Content = z.object({ numbers: Quantity, seconds: Quantity, messages: Quantity, bytes: Quantity })
const Status = z.enum(['draft', 'active', 'archived'])
const SubscriptionStatus = z.enum(['active', 'suspended', 'ended'])
const Price = RateAmount.refine((text) => !text.startsWith('-'), 'Use a price that is not negative.')

const PackageReply = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  features: z.array(z.string()),
  status: Status,
  type: z.enum(['combo', 'data_only', 'voice_only', 'sms_only']),
  content: Content,
  discountPct: z.string(),
  termDays: z.number().int(),
  /** What a customer of this business pays for a term; null where it has no price. */
  price: MoneyReply.nullable(),
  listPrice: MoneyReply.nullable(),
  holders: z.number().int(),
})

const plainContent = ({ numbers, seconds, messages, bytes }: Package['content']) => ({
  numbers: numbers.toString(),
  seconds: seconds.toString(),
  messages: messages.toString(),
  bytes: bytes.toString(),
})

/** What cannot be sold has no price to show, for whichever reason pricing gives. */
async function priceOrNone(context: Context, one: Package) {
  try {
    return await priceOfPackage(context, one)
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
}

async function toReply(context: Context, one: Package, holders: number): Promise<z.input<typeof PackageReply>> {
  const { id, slug, name, description, features, status } = one.offering
  const priced = await priceOrNone(context, one)
  return {
    ...{ id, slug, name, description, status, holders },
    features: [...features],
    type: typeOf(one.content),
    content: plainContent(one.content),
    discountPct: printDecimal(one.discountE4, 4, 0),
    termDays: one.termDays,
    price: priced ? toMoneyReply(priced.price) : null,
    listPrice: priced ? toMoneyReply(priced.list) : null,
  }
}

const SubscriptionReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  packageId: z.uuid(),
  name: z.string(),
  status: SubscriptionStatus,
  price: MoneyReply,
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  autoRenew: z.boolean(),
  allowances: z.array(
    z.object({ service: z.string(), unit: z.string(), name: z.string(), granted: Quantity, used: Quantity, reserved: Quantity }),
  ),
  createdAt: z.string(),
})

const MOST_PARTS = 20

async function allowancesOf(context: Context, { id }: Pick<PackageSubscription, 'id'>) {
  const { items } = await listAllowances(context, { sourceId: id, live: true, limit: MOST_PARTS })
  return items
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ service, unit, name, granted, used, reserved }) => {
      const figures = { granted: granted.toString(), used: used.toString(), reserved: reserved.toString() }
      return { service, unit, name, ...figures }
    })
}

async function toSubscriptions(context: Context, found: readonly PackageSubscription[]): Promise<z.input<typeof SubscriptionReply>[]> {
  const names = await accountNames(context, [...new Set(found.map((one) => one.accountId))])
  const terms = await subscriptionsOf(
    context,
    found.map((one) => serviceOf(one.id)),
  )
  return Promise.all(
    found.map(async ({ id, accountId, packageId, name, status, price, createdAt }) => {
      const term = terms.get(serviceOf(id))
      return {
        ...{ id, accountId, packageId, name, status },
        accountName: names.get(accountId) ?? null,
        price: toMoneyReply(price),
        periodStart: term?.periodStart.toISOString() ?? null,
        periodEnd: term?.periodEnd.toISOString() ?? null,
        autoRenew: term?.autoRenew ?? false,
        allowances: await allowancesOf(context, { id }),
        createdAt: createdAt.toISOString(),
      }
    }),
  )
}

const packages: readonly Route[] = [
  route({
    method: 'GET',
    path: '/packages',
    permission: 'package:read',
    summary: 'List packages with this business’s prices, in shop-window order; customers see those on sale',
    query: z.strictObject({ ...PageQuery, status: Status.optional() }),
    reply: pageOf(PackageReply),
    run: async ({ context, query }) => {
      const seesAll = context.actor.permissions.has('package:write') || context.actor.permissions.has('offering:write')
      const page = await listPackages(context, seesAll ? query : { ...query, status: 'active' })
      const holders = context.accountId ? new Map() : await countHolders(context)
      return { ...page, items: await Promise.all(page.items.map((one) => toReply(context, one, holders.get(one.id) ?? 0))) }
    },
  }),
  route({
    method: 'POST',
    path: '/packages',
    permission: 'package:write',
    summary: 'Bundle a new package, as a draft or at once on sale',
    body: z.strictObject({
      slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'Use 2 to 61 small letters, digits or hyphens.'),
      name: z.string().trim().min(1).max(120),
      description: z.string().trim().max(2_000).optional(),
      features: z.array(z.string().trim().min(1).max(120)).max(20).optional(),
      sortOrder: z.number().int().min(0).max(1_000_000).optional(),
      content: Content.strict().refine((content) => Object.values(content).some((text) => /[1-9]/.test(text)), 'Put something in.'),
      discountPct: z
        .string()
        .regex(/^\d{1,2}(\.\d{1,4})?$/, 'Use a percentage below 100 with at most 4 decimals.')
        .default('0'),
      termDays: z.number().int().min(1).max(366),
      listPrice: Price,
      publish: z.boolean().optional(),
    }),
    reply: PackageReply,
    status: 201,
    errors: [errors.operatorOnly],
    run: async ({ context, body: { discountPct, content, ...body } }) => {
      const quantities = {
        numbers: BigInt(content.numbers),
        seconds: BigInt(content.seconds),
        messages: BigInt(content.messages),
        bytes: BigInt(content.bytes),
      }
      const made = await createPackage(context, { ...body, content: quantities, discountE4: parseDecimal(discountPct, 4) })
      return toReply(context, made, 0)
    },
  }),
  route({
    method: 'POST',
    path: '/packages/:id/price',
    permission: 'package:write',
    summary: 'Set this business’s list price of a package from now on',
    params: z.strictObject({ id: PackageId }),
    body: z.strictObject({ listPrice: Price }),
    reply: PackageReply,
    errors: [errors.notFound],
    run: async ({ context, params, body }) => toReply(context, await pricePackage(context, params.id, body.listPrice), 0),
  }),
]

const One = z.strictObject({ id: PackageSubscriptionId })

const subscriptions: readonly Route[] = [
  route({
    method: 'GET',
    path: '/package-subscriptions',
    permission: 'package:read',
    summary: 'List the packages accounts have, newest first, with what is left of them: a customer sees its own',
    query: z.strictObject({
      ...PageQuery,
      accountId: AccountId.optional(),
      packageId: PackageId.optional(),
      status: SubscriptionStatus.optional(),
    }),
    reply: pageOf(SubscriptionReply),
    run: async ({ context, query }) => {
      const page = await listSubscriptions(context, query)
      return { ...page, items: await toSubscriptions(context, page.items) }
    },
  }),
  route({
    method: 'GET',
    path: '/package-subscriptions/:id',
    permission: 'package:read',
    summary: 'Show one package of an account',
    params: One,
    reply: SubscriptionReply,
    errors: [errors.subscriptionNotFound],
    run: async ({ context, params }) => first(await toSubscriptions(context, [await findSubscription(context, params.id)])),
  }),
  route({
    method: 'POST',
    path: '/package-subscriptions/:id/auto-renew',
    permission: 'subscription:write',
    summary: 'Renew a package by itself, or let it end with its paid term',
    params: One,
    body: z.strictObject({ on: z.boolean() }),
    reply: SubscriptionReply,
    errors: [errors.subscriptionNotFound],
    run: async ({ context, params, body }) => first(await toSubscriptions(context, [await setRenewal(context, params.id, body.on)])),
  }),
]

function first<Item>([item]: readonly Item[]): Item {
  if (!item) throw new Error('One package gives one reply.')
  return item
}

export const routes: readonly Route[] = [...packages, ...subscriptions]
