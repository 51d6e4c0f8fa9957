import { days, later } from '../../../src/platform/clock.ts'
import { inTx } from '../../../src/platform/context.ts'
import { newId } from '../../../src/platform/ids.ts'
import { authorize, grantAllowances, settle } from '../../../src/spine/charging/index.ts'
import { tariffOf } from '../../../src/spine/rating/index.ts'
import type { Area } from './area.ts'

export const charging: Area = {
  async populate(world, accountId) {
    const context = world.context()
    const id = newId<Parameters<typeof settle>[1]['id']>()
    await authorize(context, {
      id,
      accountId,
      tariff: tariffOf({ currency: 'USD', perMinute: '0.06' }),
      allowance: null,
      mostSeconds: 3_600,
      entryKind: 'call',
      revenueCode: 'revenue:voice',
      description: 'Call',
      subject: { type: 'call', id },
      trace: {},
    })
    await settle(context, { id, durationMs: 10_000 })
    const facts = { accountId, service: 'fax', unit: 'count', quantity: 1n, name: 'Populated', sourceId: newId() } as const
    const now = context.now()
    await inTx(context, (tx) => grantAllowances(tx, [{ ...facts, validFrom: now, expiresAt: later(now, days(1)) }]))
  },
  tables: { allowances: 'allowance_bucket', 'usage-records': 'usage_record' },
}
