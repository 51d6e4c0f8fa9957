import { amountOf, money } from '../../server/src/platform/money.ts'
import type { Person } from './api.ts'

type Money = { readonly amount: string; readonly currency: string }
export type Purse = { readonly id: string; readonly balance: Money; readonly held: Money }

/** The one wallet somebody has. */
export async function purseOf(person: Person): Promise<Purse> {
  const { items } = (await person.ask('GET', '/wallets')) as { items: readonly Purse[] }
  const [purse] = items
  if (!purse) throw new Error('There is no wallet.')
  return purse
}

/** Money on the wallet and what of it is held, as the API says them. */
export async function pursed(person: Person): Promise<readonly [balance: string, held: string]> {
  const { balance, held } = await purseOf(person)
  return [balance.amount, held.amount]
}

/** Leaves exactly this much on the wallet, by hand. */
export async function leaveInPurse(operator: Person, person: Person, amount: string): Promise<void> {
  const { id, balance } = await purseOf(person)
  const { currency } = balance
  const units = money(currency, amount).units - money(currency, balance.amount).units
  if (units === 0n) return
  await operator.ask('POST', `/wallets/${id}/adjust`, { amount: amountOf({ currency, units }), currency, reason: 'Counted anew' })
}
