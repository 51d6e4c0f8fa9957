import { z } from 'zod'
import { countMessages } from '../../lines/messaging/index.ts'
import { days, later } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { countFailedJobs, countParked } from '../../platform/job-runs.ts'
import { amountOf, type Money, MoneyReply, micros, minus, negate, plus, toMoneyReply, zero } from '../../platform/money.ts'
import { countAccounts } from '../../spine/accounts/index.ts'
import { type DailyFlow, dailyFlows, lastCheck, trialBalance } from '../../spine/ledger/index.ts'
import { countOrders } from '../../spine/orders/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'

const Window = z.object({
  days: z.number(),
  revenue: MoneyReply,
  cost: MoneyReply,
  profit: MoneyReply,
  topUps: MoneyReply,
  newCustomers: z.number(),
  orders: z.number(),
  messages: z.number(),
})

export const OverviewReply = z.object({
  currency: z.string(),
  windows: z.array(z.object({ current: Window, previous: Window })),
  daily: z.array(z.object({ date: z.string(), revenue: z.string(), cost: z.string() })),
  walletLiability: MoneyReply,
  needsYou: z.array(z.object({ kind: z.string(), label: z.string(), count: z.number(), link: z.string() })),
  invariants: z.object({ ok: z.boolean().nullable(), checkedAt: z.string().nullable() }),
})

type Period = { readonly from: Date; readonly to: Date }

const LENGTHS = [1, 7, 30] as const
const CHART_DAYS = 30
const LONGEST = 60

const dateOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** The sum of one account family over the days of a period. */
function total(flows: readonly DailyFlow[], family: string, period: Period, currency: string): Money {
  const [first, end] = [dateOf(period.from), dateOf(period.to)]
  return flows
    .filter((flow) => flow.family === family && flow.amount.currency === currency && flow.date >= first && flow.date < end)
    .reduce((sum, flow) => plus(sum, flow.amount), zero(currency))
}

async function windowOf(context: Context, flows: readonly DailyFlow[], period: Period, currency: string): Promise<z.input<typeof Window>> {
  const [newCustomers, orders, messages] = await Promise.all([
    countAccounts(context, period),
    countOrders(context, period),
    countMessages(context, period),
  ])
  const revenue = total(flows, 'revenue', period, currency)
  const cost = negate(total(flows, 'cost', period, currency))
  return {
    days: Math.round((period.to.getTime() - period.from.getTime()) / days(1)),
    revenue: toMoneyReply(revenue),
    cost: toMoneyReply(cost),
    profit: toMoneyReply(minus(revenue, cost)),
    topUps: toMoneyReply(negate(total(flows, 'gateway', period, currency))),
    newCustomers,
    orders,
    messages,
  }
}

/** What waits for a person, as far as this one may see it: jobs and deliveries are those of the whole installation. Links begin where the console does. */
async function needsYou(context: Context, now: Date) {
  const seesJobs = context.actor.permissions.has('job:read')
  const [held, failedJobs, parked] = await Promise.all([
    countOrders(context, { status: 'held' }),
    seesJobs ? countFailedJobs(context, later(now, -days(1))) : 0,
    seesJobs ? countParked(context) : 0,
  ])
  return [
    { kind: 'order.held', label: 'Orders held for a decision', count: held, link: '/orders?status=held' },
    { kind: 'job.failed', label: 'Jobs that gave up in the last 24 hours', count: failedJobs, link: '/jobs?state=failed' },
    { kind: 'delivery.parked', label: 'Events whose handling is parked', count: parked, link: '/audit' },
  ].filter((item) => item.count > 0)
}

/** The operator's home (A1): today, 7 and 30 days beside the period before, by calendar days in UTC, and what waits for a person. */
export async function overview(context: Context): Promise<z.input<typeof OverviewReply>> {
  const { currency } = await currentTenant(context)
  const now = context.now()
  const tomorrow = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
  const flows = await dailyFlows(context, later(tomorrow, -days(LONGEST)))
  const windows = await Promise.all(
    LENGTHS.map(async (length) => {
      const from = later(tomorrow, -days(length))
      const current = await windowOf(context, flows, { from, to: tomorrow }, currency)
      const previous = await windowOf(context, flows, { from: later(from, -days(length)), to: from }, currency)
      return { current, previous }
    }),
  )
  const wallets = (await trialBalance(context)).filter((line) => line.code === 'wallets' && line.currency === currency)
  const liability = wallets.reduce((sum, line) => sum + line.credit - line.debit, 0n)
  const check = await lastCheck(context)
  return {
    currency,
    windows,
    daily: Array.from({ length: CHART_DAYS }, (_, index) => {
      const from = later(tomorrow, -days(CHART_DAYS - index))
      const day = { from, to: later(from, days(1)) }
      return {
        date: dateOf(from),
        revenue: amountOf(total(flows, 'revenue', day, currency)),
        cost: amountOf(negate(total(flows, 'cost', day, currency))),
      }
    }),
    walletLiability: toMoneyReply(micros(currency, liability)),
    needsYou: await needsYou(context, now),
    invariants: { ok: check?.ok ?? null, checkedAt: check?.checkedAt.toISOString() ?? null },
  }
}
