import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { type EventType, publish } from '../../platform/events.ts'
import { derivedId, newId } from '../../platform/ids.ts'
import { errors } from './errors.ts'
import { offeringArchived, offeringCreated, offeringPublished } from './events.ts'
import { type Offering, type OfferingId, type OfferingStatus, withStatus } from './offering.ts'
import * as store from './store.ts'

export type NewOffering = {
  readonly kind: string
  readonly slug: string
  readonly name: string
  readonly description?: string | undefined
  readonly features?: readonly string[] | undefined
  readonly sortOrder?: number | undefined
  readonly showOnWebsite?: boolean | undefined
}

const named = (offering: Offering) => ({ offeringId: offering.id, kind: offering.kind, slug: offering.slug })

/** Adds a draft to the catalogue. */
export async function createOffering(context: Context | Tx, request: NewOffering): Promise<Offering> {
  return inTx(context, async (tx) => {
    const offering: Offering = {
      id: newId(),
      kind: request.kind,
      slug: request.slug,
      name: request.name,
      description: request.description ?? '',
      status: 'draft',
      features: request.features ?? [],
      sortOrder: request.sortOrder ?? 0,
      showOnWebsite: request.showOnWebsite ?? true,
      createdAt: tx.now(),
    }
    if (!(await store.insert(tx, offering)))
      throw errors.slugTaken({ detail: `The short name "${request.slug}" is taken. Choose another.`, slug: request.slug })
    await publish(tx, offeringCreated, named(offering))
    return offering
  })
}

/** The offering, or 404. */
export async function findOffering(context: Context | Tx, id: OfferingId): Promise<Offering> {
  const offering = await store.find(context, id)
  if (!offering) throw errors.notFound({ detail: 'No offering with this id.' })
  return offering
}

async function move(
  context: Context | Tx,
  id: OfferingId,
  to: OfferingStatus,
  type: EventType<ReturnType<typeof named>>,
): Promise<Offering> {
  return inTx(context, async (tx) => {
    const before = await store.lock(tx, id)
    if (!before) throw errors.notFound({ detail: 'No offering with this id.' })
    const after = withStatus(before, to)
    await store.setStatus(tx, id, to)
    await publish(tx, type, named(after), { changes: { status: { from: before.status, to } } })
    return after
  })
}

/** Puts a draft or archived offering on sale. */
export const publishOffering = (context: Context | Tx, id: OfferingId): Promise<Offering> => move(context, id, 'active', offeringPublished)

/** Takes an offering off sale; what was sold stays. */
export const archiveOffering = (context: Context | Tx, id: OfferingId): Promise<Offering> => move(context, id, 'archived', offeringArchived)

const SEEDS = [
  {
    kind: 'number',
    slug: 'phone-number',
    name: 'Phone number',
    description: 'A number of your own that sends and receives text messages.',
    features: ['Local, mobile and toll-free numbers', 'Active within seconds', 'Monthly, cancel any time'],
  },
  {
    kind: 'messaging',
    slug: 'sms',
    name: 'Text messages',
    description: 'Two-way text messages from your own numbers.',
    features: ['Live conversations', 'Delivery shown as it happens', 'Pay per segment'],
  },
] as const

/** Puts the first offerings there for a tenant; an edited or archived one stays as it is (story 60). */
export async function seedOfferings(context: Context): Promise<void> {
  await inTx(context, async (tx) => {
    for (const [index, seed] of SEEDS.entries()) {
      await store.insert(tx, {
        ...seed,
        id: derivedId(tx.tenantId, 'offering', seed.slug),
        status: 'active',
        sortOrder: (index + 1) * 10,
        showOnWebsite: true,
        createdAt: tx.now(),
      })
    }
  })
}

export { list as listOfferings } from './store.ts'
