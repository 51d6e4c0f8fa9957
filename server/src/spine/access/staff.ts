import { days } from '../../platform/clock.ts'
import { type Context, inTx, type Tx } from '../../platform/context.ts'
import { assertTransition, requestErrors } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { AccountId, UserId } from '../../platform/ids.ts'
import { currentTenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import { userInvited, userResumed, userSuspended } from './events.ts'
import { issueLink } from './links.ts'
import { writeInvitation } from './mails.ts'
import { forgetPrincipal } from './principals.ts'
import { holdsAllOf, isCustomerRole, type Role, staffRoles } from './roles.ts'
import { endAllSessions } from './session.ts'
import { insertUser } from './sign-up.ts'
import { type User, userTransitions } from './user.ts'
import * as store from './user-store.ts'

export type Invitation = {
  readonly name: string
  readonly email: string
  readonly role: Role
  /** The account of somebody outside the business, such as a carrier's; left out for colleagues. */
  readonly accountId?: AccountId
}

/**
 * Invites a colleague, or somebody of a carrier, who chooses a password by the link of the mail. Throws 403 `permissionNotHeld` for a role above
 * the inviter's, 409 `emailTaken`, 422 `roleElsewhere`.
 */
export async function inviteUser(context: Context | Tx, request: Invitation): Promise<User> {
  const { accountId = null } = request
  if (accountId) {
    // Customers sign up by themselves; who is at a carrier is known to staff only.
    if (request.role !== 'carrier_user') throw errors.roleElsewhere({ detail: 'Only people of carriers are invited to an account.' })
  } else {
    const { kind } = await currentTenant(context)
    if (!staffRoles[kind].includes(request.role)) throw errors.roleElsewhere({ detail: `Choose one of ${staffRoles[kind].join(', ')}.` })
    requireRank(context, request.role)
  }
  return inTx(context, async (tx) => {
    const user = await insertUser(tx, { ...request, accountId, passwordHash: null, status: 'pending' })
    if (!user) throw errors.emailTaken({ detail: `${request.email} is in use already.` })
    await publish(tx, userInvited, { userId: user.id, email: user.email, role: user.role }, { accountId })
    await writeInvitation(tx, user, await issueLink(tx, 'invite', user.id, days(7)))
    return user
  })
}

function requireRank({ actor, services }: Context | Tx, role: Role): void {
  if (actor.kind === 'system' || holdsAllOf(services.rights, actor.permissions, role)) return
  throw errors.permissionNotHeld({ detail: `The role ${role} may do more than you.`, role })
}

async function findForChange(tx: Tx, id: UserId): Promise<User> {
  const user = await store.find(tx, id)
  if (!user) throw errors.userNotFound({ detail: 'No user with this id.' })
  // Customers hold what staff never do, so rank counts among colleagues only.
  if (!isCustomerRole(user.role)) requireRank(tx, user.role)
  return user
}

/** Locks a person out at once, with every open session. Throws 403 `permissionNotHeld`, 404, 409 `lastSuperAdmin`. */
export async function suspendUser(context: Context, id: UserId): Promise<User> {
  const user = await inTx(context, async (tx) => {
    const admins = await store.lockSuperAdmins(tx)
    const found = await findForChange(tx, id)
    if (admins.length === 1 && admins[0] === id) throw errors.lastSuperAdmin({ detail: 'Make somebody else a super administrator first.' })
    assertTransition('user', userTransitions, found.status, 'suspended')
    await store.change(tx, id, { status: 'suspended' })
    await endAllSessions(tx, id)
    const changes = { status: { from: found.status, to: 'suspended' } }
    await publish(tx, userSuspended, { userId: id }, { accountId: found.accountId, changes })
    return found
  })
  forgetPrincipal(context.services, id)
  return { ...user, status: 'suspended' }
}

/** Lets a suspended person in again. Throws 403 `permissionNotHeld`, 404, 409. */
export async function resumeUser(context: Context, id: UserId): Promise<User> {
  return inTx(context, async (tx) => {
    const user = await findForChange(tx, id)
    // A newcomer becomes active too, but only by proving the address.
    if (user.status !== 'suspended') throw requestErrors.invalidTransition({ detail: `This user is ${user.status}, not suspended.` })
    assertTransition('user', userTransitions, user.status, 'active')
    await store.change(tx, id, { status: 'active' })
    const changes = { status: { from: user.status, to: 'active' } }
    await publish(tx, userResumed, { userId: id }, { accountId: user.accountId, changes })
    return { ...user, status: 'active' }
  })
}

export { list as listStaff } from './user-store.ts'
