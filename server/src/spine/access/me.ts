import type { Context } from '../../platform/context.ts'
import type { UserId } from '../../platform/ids.ts'
import { findAccount } from '../accounts/index.ts'
import { currentTenant, findTenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import * as store from './user-store.ts'

/** The person behind the session, with tenant, account and permissions; for the screens, which hide what the API would refuse. */
export async function me(context: Context) {
  // Staff who entered another tenant are still people of their own.
  const user = (await store.find(context, context.actor.id as UserId)) ?? (await store.findAnywhere(context, context.actor.id as UserId))
  if (!user) throw errors.sessionEnded({ detail: 'The session has ended. Sign in again.' })
  const tenant = (await findTenant(context.services, { id: user.tenantId })) ?? (await currentTenant(context))
  const account = user.accountId ? await findAccount(context, user.accountId) : null
  return {
    user: { id: user.id, email: user.email, name: user.name, status: user.status, totp: user.totpConfirmed },
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name, kind: tenant.kind, currency: tenant.currency },
    account: account && { id: account.id, name: account.name, number: account.number },
    role: user.role,
    permissions: [...context.actor.permissions],
  }
}
