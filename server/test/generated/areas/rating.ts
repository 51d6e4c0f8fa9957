import { commitRatePlan, createRatePlan, editRate } from '../../../src/spine/rating/index.ts'
import type { Area } from './area.ts'

const settings = {
  name: 'Generated',
  timeZone: 'UTC',
  initialSeconds: 60,
  recurringSeconds: 60,
  noticeDays: 7,
  minMarginBp: 0,
  marginEnforcement: 'off',
  terms: {
    currency: 'USD',
    incrementRule: 'after_initial',
    durationRounding: 'up',
    rounding: { mode: 'half_up', decimals: 6 },
    freeSeconds: 0,
    graceSeconds: 0,
    minCostMicros: 0n,
    closedBehaviour: 'block',
    defaultRates: 'block',
  },
} as const

const row = {
  code: '44',
  name: 'United Kingdom',
  status: 'open',
  rateE8: 1_000_000n,
  initialRateE8: 1_000_000n,
  feeMicros: 0n,
  initialSeconds: 60,
  recurringSeconds: 60,
  validFrom: null,
} as const

export const rating: Area = {
  populate: async (world) => {
    const context = world.context()
    const plan = await createRatePlan(context, 'customer', settings)
    await editRate(context, plan.id, row)
    await commitRatePlan(context, plan.id)
    await editRate(context, plan.id, { ...row, code: '33', name: 'France' })
  },
  tables: { 'rate-plans': 'rate_plan' },
  bodies: {
    'PUT /rate-plans/:id': { name: 'X', currency: 'USD' },
    'PUT /rate-plans/:id/draft/rates': { code: '49', rate: '0.01' },
    'POST /rate-plans/:id/draft/undo': { code: '33' },
    'POST /rate-plans/:id/commit': {},
    'POST /rate-plans/:id/restore': { version: 1 },
  },
  queries: { '/rate-plans/:id/lookup': '?number=442071838750', '/rate-plans/:id/imports': '?mode=partial' },
}
