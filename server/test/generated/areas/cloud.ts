import { observeInstances } from '../../../src/lines/cloud/jobs.ts'
import { inTx } from '../../../src/platform/context.ts'
import { enqueue } from '../../../src/platform/jobs.ts'
import { placeOrder } from '../../../src/spine/orders/index.ts'
import type { Area } from './area.ts'

export const cloud: Area = {
  async populate(world, accountId) {
    const attributes = { size: 's1', image: 'linecard-mini', region: 'demo', name: 'populated' }
    await placeOrder(world.context(), accountId, [{ kind: 'instance', attributes }], 'populate-server')
    await world.settle()
    await inTx(world.context(), (tx) => enqueue(tx, observeInstances, {}))
  },
  tables: { instances: 'instance', 'compute-products': 'compute_product' },
  bodies: {
    'POST /compute-products/:id/prices': { hourly: '0.01', monthlyCap: null },
    'POST /instances/:id/delete': { confirm: 'populated' },
    'POST /instances/:id/hold': { kind: 'admin', reason: 'generated' },
    'POST /instances/:id/unhold': { kind: 'admin' },
    'POST /instances/:id/console': { type: 'vga' },
  },
}
