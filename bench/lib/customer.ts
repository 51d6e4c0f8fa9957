import { createContext, inTx, type Services } from '../../server/src/platform/context.ts'
import { type AccountId, newId } from '../../server/src/platform/ids.ts'
import { micros } from '../../server/src/platform/money.ts'
import { createApiKey } from '../../server/src/spine/access/index.ts'
import { createAccount } from '../../server/src/spine/accounts/index.ts'
import { openWallet, post, type WalletId } from '../../server/src/spine/ledger/index.ts'
import { rootTenant } from '../../server/src/spine/tenants/index.ts'

const OPENING = 1_000_000_000_000n

export type BenchCustomer = { readonly accountId: AccountId; readonly walletId: WalletId; readonly key: string; readonly opening: bigint }

/** A customer with a million in the wallet, and an operator's API key with the given permissions. */
export async function customer(services: Services, permissions: readonly string[]): Promise<BenchCustomer> {
  const operator = await rootTenant(services)
  const context = createContext(services, { tenantId: operator.id })
  const { accountId, walletId } = await inTx(context, async (tx) => {
    const account = await createAccount(tx, { name: 'Bench', kind: 'business', email: 'bench@example.com' })
    const wallet = await openWallet(tx, { accountId: account.id, currency: account.currency })
    const opening = {
      op: 'credit',
      id: newId(),
      walletId: wallet.id,
      from: 'adjustment',
      kind: 'adjustment',
      description: 'Opening',
    } as const
    await post(tx, [{ ...opening, id: newId(), amount: micros(account.currency, OPENING) }])
    return { accountId: account.id, walletId: wallet.id }
  })
  const { key } = await createApiKey(context, { name: 'bench', permissions })
  return { accountId, walletId, key, opening: OPENING }
}
