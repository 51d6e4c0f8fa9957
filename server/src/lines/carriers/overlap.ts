import type { Tx } from '../../platform/context.ts'
import { errors } from './errors.ts'
import type { InterconnectId, ServiceId } from './interconnect.ts'
import { overlaps } from './trunk-store.ts'

/**
 * Two active services never take the same calls (W30): throws 409 `overlap`, naming the other. `asIfActive` is the service about to become so.
 */
export async function requireNoOverlap(tx: Tx, interconnectId: InterconnectId, asIfActive: ServiceId | null = null): Promise<void> {
  const [found] = await overlaps(tx, interconnectId, asIfActive)
  if (!found) return
  throw errors.overlap({
    detail: `${found.service} and ${found.other} of ${found.otherCarrier} have an address and a tech prefix in common. Give one of them another prefix.`,
    service: found.other,
    carrier: found.otherCarrier,
    address: found.address,
  })
}
