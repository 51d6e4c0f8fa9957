import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { MoneyReply } from '../../platform/money.ts'
import { RoutingPlanId } from '../carriers/index.ts'
import { TrunkCallId } from './trunk-call.ts'

const plan = { routingPlanId: RoutingPlanId, shortCode: z.string() }

export const routingPlanCreated = defineEvent('routing_plan.created', 1, z.object(plan))
export const routingPlanChanged = defineEvent('routing_plan.changed', 1, z.object(plan))

export const trunkCallRefused = defineEvent('trunk_call.refused', 1, z.object({ trunkCallId: TrunkCallId, reason: z.string() }))
export const trunkCallEnded = defineEvent(
  'trunk_call.ended',
  1,
  z.object({
    trunkCallId: TrunkCallId,
    disposition: z.string(),
    billedSeconds: z.number(),
    sold: MoneyReply.nullable(),
    cost: MoneyReply.nullable(),
  }),
)
