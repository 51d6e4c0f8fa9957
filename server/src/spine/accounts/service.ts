import { nextCode } from '../../platform/codes.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { currentTenant } from '../tenants/index.ts'
import type { Account, AccountId, AccountKind } from './account.ts'
import { errors } from './errors.ts'
import { accountCreated, accountGrouped } from './events.ts'
import * as store from './store.ts'

export type NewAccount = { readonly name: string; readonly kind: AccountKind; readonly email: string }

/** Opens a customer's account in the tenant's currency. */
export async function createAccount(tx: Tx, request: NewAccount): Promise<Account> {
  const tenant = await currentTenant(tx)
  const account: Account = {
    id: newId(),
    number: await nextCode(tx, 'A'),
    name: request.name,
    kind: request.kind,
    status: 'active',
    email: request.email,
    group: null,
    currency: tenant.currency,
    createdAt: tx.now(),
  }
  await store.insert(tx, account)
  await publish(tx, accountCreated, { accountId: account.id, number: account.number, name: account.name }, { accountId: account.id })
  return account
}

/** The account, or 404. */
export async function findAccount(context: Context | Tx, id: AccountId): Promise<Account> {
  const account = await store.find(context, id)
  if (!account) throw errors.notFound({ detail: 'No account with this id.' })
  return account
}

/** Puts the account into a price group, or into none. */
export async function groupAccount(context: Context, id: AccountId, group: string | null): Promise<Account> {
  return inTx(context, async (tx) => {
    const before = await findAccount(tx, id)
    await store.setGroup(tx, id, group)
    const changes = { group: { from: before.group, to: group } }
    await publish(tx, accountGrouped, { accountId: id, group }, { accountId: id, changes })
    return { ...before, group }
  })
}

export { countOpened as countAccounts, list as listAccounts, namesOf as accountNames } from './store.ts'
