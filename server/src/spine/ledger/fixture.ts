import type { World } from '../../../test/support/world.ts'
import { type Context, inTx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { type Money, money } from '../../platform/money.ts'
import { createAccount } from '../accounts/index.ts'
import { createTenant, type Tenant } from '../tenants/index.ts'
import { openWallet, post } from './service.ts'
import type { EntryId, Wallet } from './wallet.ts'

export const usd = (amount: string): Money => money('USD', amount)

/** A wallet of a new account, filled with `amount`. */
export async function givenWallet(context: Context, amount = '0', creditLimit = '0'): Promise<Wallet> {
  return inTx(context, async (tx) => {
    const account = await createAccount(tx, { name: 'Ada', kind: 'individual', email: 'ada@example.com' })
    const wallet = await openWallet(tx, { accountId: account.id, currency: 'USD', creditLimit: usd(creditLimit) })
    if (usd(amount).units > 0n) await post(tx, [credit(wallet, amount)])
    return wallet
  })
}

export const credit = (wallet: Wallet, amount: string) =>
  ({
    op: 'credit',
    id: newId<EntryId>(),
    walletId: wallet.id,
    amount: usd(amount),
    from: 'gateway:test',
    kind: 'recharge',
    description: 'Top-up',
  }) as const

export const charge = (wallet: Wallet, amount: string, id = newId<EntryId>()) =>
  ({ op: 'charge', id, walletId: wallet.id, amount: usd(amount), to: 'revenue:calls', kind: 'call', description: 'A call' }) as const

/** A reseller below the operator. */
export const givenReseller = (world: World, slug: string): Promise<Tenant> =>
  createTenant(world.context(), { slug, name: slug, currency: 'USD' })
