import { placeOrder } from '../../../src/spine/orders/index.ts'
import type { Area } from './area.ts'

export const esim: Area = {
  async populate(world, accountId) {
    const store = await world.request({ method: 'GET', url: '/api/v1/esim-store?country=DE' })
    const [plan] = store.json().items as { id: string }[]
    if (!plan) throw new Error('No data plan is on sale.')
    await placeOrder(world.context(), accountId, [{ kind: 'esim', attributes: { planId: plan.id } }], 'populate-esim')
    await world.settle()
  },
  tables: { esims: 'esim', 'esim-plans': 'esim_plan', 'esim-suppliers': 'provider' },
  bodies: {
    'POST /esims/:id/change': { label: 'X' },
    'POST /esims/:id/cancel': { confirm: '8944538532008160222' },
    'POST /esims/:id/sessions': {
      sessions: [{ id: 's', bytes: '1', startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:01Z' }],
    },
    'POST /esim-plans/:id/price': { price: '9.00', currency: 'USD' },
    'POST /esim-suppliers/:id/pool': { gigabytes: '100', perGb: '2.00', currency: 'USD' },
    'POST /esim-suppliers/:id/stock': {
      packageCode: '1003',
      rows: [{ iccid: '8944538532008160222', activationCode: 'LPA:1$smdp.example.com$STOCK-9' }],
    },
  },
}
