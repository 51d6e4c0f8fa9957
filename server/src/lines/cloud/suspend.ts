import type { Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { instanceSuspended } from './events.ts'
import { type HoldKind, type Instance, withHold } from './instance.ts'
import { writeLetter } from './mails.ts'
import { note } from './task-store.ts'
import { correct } from './tasks.ts'

/** Adds a reason not to run and switches the server off; one of the same kind is there already: nothing happens. The caller saves. */
export async function suspend(tx: Tx, instance: Instance, kind: HoldKind, reason: string): Promise<Instance> {
  const held = withHold(instance, { kind, reason, since: tx.now().toISOString() })
  if (held === instance) return instance
  await note(tx, instance, 'suspended', reason)
  const facts = { instanceId: instance.id, name: instance.name, hold: kind, reason }
  await publish(tx, instanceSuspended, facts, { accountId: instance.accountId })
  return correct(tx, held)
}

/** The wallet cannot pay the next hour (W28). */
export async function suspendUnpaid(tx: Tx, instance: Instance): Promise<Instance> {
  const suspended = await suspend(tx, instance, 'billing', 'The wallet cannot pay the next hour.')
  await writeLetter(tx, instance, 'suspended')
  return suspended
}
