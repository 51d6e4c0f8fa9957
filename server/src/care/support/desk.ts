import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import * as store from './desk-store.ts'
import { errors } from './errors.ts'
import { DEFAULT_HOURS, type Hours, isZone } from './hours.ts'
import { DEFAULT_TARGETS, type Targets } from './sla.ts'
import { PRIORITIES } from './ticket.ts'

/** When a tenant's support works and how soon it answers. */
export type Desk = { readonly hours: Hours; readonly targets: Targets }

export async function deskOf(context: Context | Tx): Promise<Desk> {
  const hours = (await store.findHours(context)) ?? DEFAULT_HOURS
  const own = Object.fromEntries((await store.listTargets(context)).map(({ priority, ...target }) => [priority, target]))
  return { hours, targets: { ...DEFAULT_TARGETS, ...own } }
}

/** Changes hours and targets; tickets follow with their next change of state. Throws 422 `unknownZone`. */
export async function changeDesk(context: Context, desk: Desk): Promise<Desk> {
  if (!isZone(desk.hours.zone)) throw errors.unknownZone({ detail: `${desk.hours.zone} is no time zone such as Europe/Berlin.` })
  return inTx(context, async (tx) => {
    await store.saveHours(tx, desk.hours)
    for (const priority of PRIORITIES) await store.saveTarget(tx, priority, desk.targets[priority])
    return deskOf(tx)
  })
}

export async function addCanned(context: Context, words: { title: string; body: string }): Promise<store.CannedReply> {
  return inTx(context, async (tx) => {
    const reply = { id: newId(), ...words }
    if (!(await store.insertCanned(tx, reply))) throw errors.titleTaken({ detail: 'Choose another title.' })
    return reply
  })
}

export const removeCanned = (context: Context, id: string): Promise<void> =>
  inTx(context, async (tx) => {
    if (!(await store.deleteCanned(tx, id))) throw errors.replyNotFound({ detail: 'No prepared reply with this id.' })
  })

export { listCanned } from './desk-store.ts'
