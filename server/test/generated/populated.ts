import { sendMessage } from '../../src/lines/messaging/index.ts'
import { inTx } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { money } from '../../src/platform/money.ts'
import { signedInCustomer } from '../../src/spine/access/browser-for-tests.ts'
import { createApiKey, inviteUser } from '../../src/spine/access/index.ts'
import { createAccount } from '../../src/spine/accounts/index.ts'
import { openWallet, post } from '../../src/spine/ledger/index.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { startPayment } from '../../src/spine/payments/index.ts'
import { createBasePrice, createPriceRule } from '../../src/spine/pricing/index.ts'
import type { World } from '../support/world.ts'
import { areas } from './areas/index.ts'

/** Fills the operator's tenant with at least one row of every noun that routes address. */
export async function populate(world: World): Promise<void> {
  const context = world.context()
  const account = await inTx(context, async (tx) => {
    const made = await createAccount(tx, { name: 'Populated', kind: 'individual', email: 'populated@example.com' })
    const wallet = await openWallet(tx, { accountId: made.id, currency: made.currency })
    const facts = { walletId: wallet.id, from: 'adjustment', kind: 'adjustment', description: 'Opening' } as const
    await post(tx, [{ op: 'credit', id: newId(), amount: money(made.currency, '100.00'), ...facts }])
    return made
  })
  const own = world.context(world.operator.id, account.id)
  const { items } = await world.request({ method: 'GET', url: '/api/v1/number-searches?country=US&limit=1' }).then((reply) => reply.json())
  await placeOrder(
    context,
    account.id,
    [{ kind: 'number', attributes: { e164: items[0].e164, country: 'US', type: 'local' } }],
    'populate-order',
  )
  await world.settle()
  await sendMessage(own, account.id, { from: items[0].e164, to: '+14155552671', body: 'Hello', key: 'populate-message' })
  await startPayment(own, account.id, { amount: money(account.currency, '10.00'), returnPath: '/wallet', key: 'populate-payment' })
  await inviteUser(context, { name: 'Staff', email: 'staff@example.com', role: 'support' })
  await createApiKey(own, { name: 'populated', permissions: ['wallet:read'] })
  await createPriceRule(context, { service: 'voice', kind: 'markup_percentage', value: '10', country: 'NZ' })
  await createBasePrice(context, { service: 'voice', country: 'NZ', vendor: 'twilio', rate: '0.05' })
  await signedInCustomer(world)
  for (const area of areas) await area.populate?.(world, account.id)
  await world.settle()
}

/** Which table holds what the first part of a path names. */
const TABLES: Readonly<Record<string, string>> = {
  accounts: 'account',
  'api-keys': 'api_key',
  'base-prices': 'base_price',
  entries: 'entry',
  jobs: 'job_run',
  messages: 'message',
  numbers: 'number',
  offerings: 'offering',
  'order-items': 'order_item',
  orders: '"order"',
  payments: 'payment',
  'price-rules': 'price_rule',
  providers: 'provider',
  sessions: 'app_session',
  tenants: 'tenant',
  users: 'app_user',
  wallets: 'wallet',
  webhooks: 'provider',
  ...Object.assign({}, ...areas.map((area) => area.tables)),
}

/** One id of every noun in the tenant, by the first part of the paths that address it. */
export async function idsOf(world: World, tenantId: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const [noun, table] of Object.entries(TABLES)) {
    const column = table === 'tenant' ? 'id' : 'tenant_id::text'
    const rows = await world.query<{ id: string }>(`select id from ${table} where ${column} = $1 order by id limit 1`, [tenantId])
    if (rows[0]) found[noun] = rows[0].id
  }
  return found
}
