import { createPackage } from '../../../src/lines/packages/catalog.ts'
import { placeOrder } from '../../../src/spine/orders/index.ts'
import type { Area } from './area.ts'

const UNSEEN = `(select id, tenant_id from offering where kind <> 'package') unseen`

export const packages: Area = {
  async populate(world, accountId) {
    const content = { numbers: 0n, seconds: 60n, messages: 0n, bytes: 0n }
    const facts = { slug: 'populated', name: 'Populated', discountE4: 0n, termDays: 30, listPrice: '1.00', publish: true }
    const { id } = await createPackage(world.context(), { ...facts, content })
    await placeOrder(world.context(), accountId, [{ kind: 'package', attributes: { packageId: id } }], 'populate-package')
  },
  // A package has the id of its offering and every reseller may see it, so the ids to try with are those of other offerings.
  tables: { packages: UNSEEN, offerings: UNSEEN, 'package-subscriptions': 'package_subscription' },
  bodies: { 'POST /packages/:id/price': { listPrice: '1.00' }, 'POST /package-subscriptions/:id/auto-renew': { on: false } },
}
