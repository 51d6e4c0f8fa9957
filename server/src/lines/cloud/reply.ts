import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { MoneyReply, micros, rateOf, toMoneyReply } from '../../platform/money.ts'
import { accountNames } from '../../spine/accounts/index.ts'
import { HOLD_KINDS, type Instance, statusOf } from './instance.ts'
import { monthOf, unitEnd } from './metering.ts'
import type { Task } from './task-store.ts'
import { spendOf } from './usage-store.ts'

const HoldReply = z.object({ kind: z.enum(HOLD_KINDS), reason: z.string(), since: z.string() })

/** What every change of a server's state means for its owner's money, for people and programs alike. */
const BillingReply = z.object({
  continues: z.boolean(),
  hourly: MoneyReply,
  monthlyCap: MoneyReply.nullable(),
  stopsWhen: z.string(),
  thisMonth: MoneyReply,
  total: MoneyReply,
  currentHourEnds: z.string().nullable(),
})

export const InstanceReply = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountName: z.string().nullable(),
  name: z.string(),
  status: z.string(),
  lifecycle: z.string(),
  power: z.string(),
  task: z.string().nullable(),
  holds: z.array(HoldReply),
  size: z.string(),
  cpu: z.number(),
  ramMib: z.number(),
  diskGib: z.number(),
  image: z.string(),
  region: z.string(),
  hasKey: z.boolean(),
  address: z.string().nullable(),
  access: z.array(z.object({ name: z.string(), host: z.string(), port: z.number() })),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  billing: BillingReply,
  observedAt: z.string().nullable(),
  createdAt: z.string(),
  readyAt: z.string().nullable(),
  trashedAt: z.string().nullable(),
  purgeAt: z.string().nullable(),
})

type Reply = z.input<typeof InstanceReply>

function stopsWhen(instance: Instance): string {
  if (instance.lifecycle !== 'active') return 'Nothing is charged.'
  if (!instance.meter.unitStart) return 'Nothing is charged while the server is suspended for want of money.'
  return 'Each started hour is charged, also while the server is switched off, until you delete it.'
}

/** Servers with their owners' names and what they have cost, read in two queries for the whole page. */
export async function toReplies(context: Context, instances: readonly Instance[]): Promise<Reply[]> {
  const names = await accountNames(context, [...new Set(instances.map((instance) => instance.accountId))])
  const spend = await spendOf(
    context,
    instances.map((instance) => instance.id),
    monthOf(context.now()),
  )
  return instances.map((instance) => {
    const { hourly, cap } = instance.plan
    const spent = spend.get(instance.id)
    const { unitStart } = instance.meter
    return {
      id: instance.id,
      accountId: instance.accountId,
      accountName: names.get(instance.accountId) ?? null,
      name: instance.name,
      status: statusOf(instance),
      lifecycle: instance.lifecycle,
      power: instance.power,
      task: instance.task,
      holds: [...instance.holds],
      size: instance.size,
      cpu: instance.cpu,
      ramMib: instance.ramMib,
      diskGib: instance.diskGib,
      image: instance.image,
      region: instance.region,
      hasKey: instance.sshKey !== null,
      address: instance.address,
      access: [...instance.access],
      error: instance.error,
      billing: {
        continues: instance.lifecycle === 'active' && unitStart !== null,
        hourly: { currency: hourly.currency, amount: rateOf(hourly) },
        monthlyCap: cap && toMoneyReply(cap),
        stopsWhen: stopsWhen(instance),
        thisMonth: toMoneyReply(micros(hourly.currency, spent?.month ?? 0n)),
        total: toMoneyReply(micros(hourly.currency, spent?.total ?? 0n)),
        currentHourEnds: unitStart && unitEnd(unitStart).toISOString(),
      },
      observedAt: instance.observedAt?.toISOString() ?? null,
      createdAt: instance.createdAt.toISOString(),
      readyAt: instance.readyAt?.toISOString() ?? null,
      trashedAt: instance.trashedAt?.toISOString() ?? null,
      purgeAt: instance.purgeAt?.toISOString() ?? null,
    }
  })
}

export async function toReply(context: Context, instance: Instance): Promise<Reply> {
  const [reply] = await toReplies(context, [instance])
  if (!reply) throw new Error('One server gives one reply.')
  return reply
}

export const TaskReply = z.object({
  id: z.uuid(),
  command: z.string(),
  status: z.string(),
  step: z.string(),
  attempts: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  actor: z.string(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})

export const toTaskReply = (task: Task): z.input<typeof TaskReply> => ({
  id: task.id,
  command: task.command,
  status: task.status,
  step: task.step,
  attempts: task.attempts,
  error: task.error,
  actor: task.actor,
  queuedAt: task.queuedAt.toISOString(),
  startedAt: task.startedAt?.toISOString() ?? null,
  finishedAt: task.finishedAt?.toISOString() ?? null,
})
