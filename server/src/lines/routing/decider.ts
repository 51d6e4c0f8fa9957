import { type Context, createContext, type Services } from '../../platform/context.ts'
import { rootTenant } from '../../spine/tenants/index.ts'
import { sendsFrom } from '../carriers/index.ts'
import type { CallDecider } from '../voice/index.ts'
import { decideTrunkCall } from './decide.ts'
import { directoryOf } from './directory.ts'
import { reportTrunkCall } from './report.ts'

/** Carriers belong to the operator, so every trunk call is the operator's. */
export async function operatorContext(services: Services): Promise<Context> {
  const { id } = await rootTenant(services)
  return createContext(services, { tenantId: id })
}

/** Whether the address is one from which a carrier sends calls to us, whatever state its services are in. */
export async function isFromCarrier(services: Services, sourceIp: string): Promise<boolean> {
  const directory = await directoryOf(await operatorContext(services))
  return [...directory.services.values()].some(({ direction, trunk }) => direction !== 'egress' && sendsFrom(trunk, sourceIp))
}

/** Decides about calls that come from outside, and takes in what became of them; composition puts it behind the switch. */
export function trunkCalls(services: Services): CallDecider {
  return {
    decide: async (ask) => decideTrunkCall(await operatorContext(services), ask),
    report: async (event) => {
      const isOurs = await reportTrunkCall(await operatorContext(services), event)
      if (!isOurs) services.log.info({ ref: event.ref, kind: event.kind }, 'an event of a call that no carrier made')
    },
    record: async ({ ref }) => {
      services.log.warn({ ref }, 'a recording was handed over for a call of a carrier, which has no mailbox')
    },
  }
}
