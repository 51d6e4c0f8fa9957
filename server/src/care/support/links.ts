import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import type { AccountId } from '../../platform/ids.ts'
import { findOrder, type OrderId, type ServiceCard } from '../../spine/orders/index.ts'
import { type CaseId, findCase } from '../verification/index.ts'
import { errors } from './errors.ts'
import type { Link } from './ticket.ts'

export type WishedLink = { readonly kind: string; readonly id: string }

/** The account's services of every line, for choosing what a ticket is about and for showing how it is. */
export async function cardsOf(context: Context, accountId: AccountId): Promise<readonly ServiceCard[]> {
  const cards = await Promise.all(
    [...context.services.lines.values()].map((line) => line.cards?.(context, accountId) ?? Promise.resolve([])),
  )
  return cards.flat()
}

/** Finds out what a wished link is about, in words. Throws 422 `unknownEntity` for what is not there or not the account's. */
export async function resolveLink(context: Context, accountId: AccountId, wish: WishedLink): Promise<Link> {
  const unknown = errors.unknownEntity({ detail: `There is no ${wish.kind} of this account with this id.`, kind: wish.kind })
  if (!z.uuid().safeParse(wish.id).success) throw unknown
  const { kind, id: entityId } = wish
  try {
    if (kind === 'order') {
      const order = await findOrder(context, entityId as OrderId)
      if (order.accountId === accountId) return { kind, entityId, label: `Order ${order.number}` }
    } else if (kind === 'verification') {
      const found = await findCase(context, entityId as CaseId)
      if (found.accountId === accountId) return { kind, entityId, label: `Verification ${found.number}` }
    } else {
      const line = context.services.lines.get(kind)
      const card = (await line?.cards?.(context, accountId))?.find(({ id }) => id === entityId)
      if (card) return { kind, entityId, label: card.title }
    }
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 404) throw error
  }
  throw unknown
}
