import * as z from 'zod/mini'
import { newKey } from '../../api/client.ts'
import { openSlug } from '../../api/place.ts'
import type { NumberOffer } from '../../api/types.ts'

const Price = z.object({ currency: z.string(), amount: z.string() })
const TYPES = ['local', 'mobile', 'toll_free', 'national', 'shared_cost'] as const
const Choice = z.object({
  e164: z.string(),
  country: z.string(),
  type: z.enum(TYPES),
  monthly: Price,
  setup: Price,
  key: z.string(),
  from: z.string(),
  at: z.number(),
})

/** The number a visitor picked, kept through sign-up, verification and payment; `key` makes ordering it happen once. */
export type Choice = z.infer<typeof Choice>

const PLACE = `linecard.choice.${openSlug ?? ''}`

const KEEPS_MS = 24 * 60 * 60_000

/** `from` is the search the number was found with, to go back to. Not per tab, because the link in the verification mail opens a new one. */
export function choose(offer: NumberOffer, from: string): void {
  const { e164, country, type, monthly, setup } = offer
  const choice: Choice = { e164, country, type, monthly, setup, key: newKey(), from, at: Date.now() }
  localStorage.setItem(PLACE, JSON.stringify(choice))
}

export function readChoice(): Choice | undefined {
  const text = localStorage.getItem(PLACE)
  const read = z.safeParse(Choice, text === null ? undefined : parsed(text))
  if (read.success && Date.now() - read.data.at < KEEPS_MS) return read.data
  forgetChoice()
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const forgetChoice = (): void => localStorage.removeItem(PLACE)
