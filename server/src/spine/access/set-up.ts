import { days } from '../../platform/clock.ts'
import { type Context, createContext, inTx, type Services, systemContext } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { hashPassword } from '../../platform/secrets.ts'
import { nameOperator, rootTenant } from '../tenants/index.ts'
import { errors } from './errors.ts'
import { installationSetUp } from './events.ts'
import { issueLink, useLink } from './links.ts'
import { insertUser, requireStrong } from './sign-up.ts'
import * as store from './user-store.ts'

/** Whether nobody has set this installation up yet. */
export const needsSetup = async (services: Services): Promise<boolean> => !(await store.hasSuperAdmin(systemContext(services)))

/** The one-time address at which the first administrator is made, new at each start until it was used; undefined afterwards. There is no default password. */
export async function setupLink(services: Services): Promise<string | undefined> {
  if (!(await needsSetup(services))) return undefined
  const operator = await rootTenant(services)
  const token = await inTx(createContext(services, { tenantId: operator.id }), (tx) => issueLink(tx, 'setup', null, days(30)))
  return `${services.publicUrl}/setup?token=${token}`
}

export type SetUp = {
  readonly token: string
  readonly businessName: string
  readonly currency: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Names the operator and makes its first administrator. Throws 409 `setupDone`, 422 `linkInvalid`, `weakPassword`. */
export async function setUp(context: Context, request: SetUp): Promise<void> {
  if (!(await needsSetup(context.services))) throw errors.setupDone({ detail: 'This Linecard has its administrator. Sign in.' })
  requireStrong(request.password, [request.name, request.email])
  const passwordHash = await hashPassword(request.password)
  const operator = await rootTenant(context.services)
  await inTx(createContext(context.services, { tenantId: operator.id, actor: context.actor, requestId: context.requestId }), async (tx) => {
    await useLink(tx, request.token, ['setup'])
    await nameOperator(tx, { name: request.businessName, currency: request.currency, supportEmail: request.email })
    const user = await insertUser(tx, {
      email: request.email,
      name: request.name,
      role: 'super_admin',
      accountId: null,
      passwordHash,
      status: 'active',
    })
    if (!user) throw errors.emailTaken({ detail: `${request.email} is in use already.` })
    await publish(tx, installationSetUp, { userId: user.id })
  })
}
