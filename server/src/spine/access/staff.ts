import { type Context, inTx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { UserId } from '../../platform/ids.ts'
import { errors } from './errors.ts'
import { userResumed, userSuspended } from './events.ts'
import { endAllSessions } from './session.ts'
import { type User, userTransitions } from './user.ts'
import * as store from './user-store.ts'

/** Locks a person out at once, with every open session. Throws 404, 409 `lastSuperAdmin`. */
export async function suspendUser(context: Context, id: UserId): Promise<User> {
  return inTx(context, async (tx) => {
    const admins = await store.lockSuperAdmins(tx)
    const user = await store.find(tx, id)
    if (!user) throw errors.userNotFound({ detail: 'No user with this id.' })
    if (admins.length === 1 && admins[0] === id) throw errors.lastSuperAdmin({ detail: 'Make somebody else a super administrator first.' })
    assertTransition('user', userTransitions, user.status, 'suspended')
    await store.change(tx, id, { status: 'suspended' })
    await endAllSessions(tx, id)
    await publish(
      tx,
      userSuspended,
      { userId: id },
      { accountId: user.accountId, changes: { status: { from: user.status, to: 'suspended' } } },
    )
    return { ...user, status: 'suspended' }
  })
}

/** Lets a suspended person in again. */
export async function resumeUser(context: Context, id: UserId): Promise<User> {
  return inTx(context, async (tx) => {
    const user = await store.find(tx, id)
    if (!user) throw errors.userNotFound({ detail: 'No user with this id.' })
    assertTransition('user', userTransitions, user.status, 'active')
    await store.change(tx, id, { status: 'active' })
    await publish(tx, userResumed, { userId: id }, { accountId: user.accountId, changes: { status: { from: user.status, to: 'active' } } })
    return { ...user, status: 'active' }
  })
}

export { find as findUser, list as listStaff } from './user-store.ts'
