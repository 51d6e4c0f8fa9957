import { type Context, createContext } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { findNumber, type PhoneNumber } from '../numbers/index.ts'
import { activeDevicesOf } from './device-store.ts'
import type { CalledNumber, Holder } from './evaluate.ts'
import { RING_SECONDS } from './rule.ts'
import { findVoice, holderOf, type NumberVoice, rulesOf } from './rule-store.ts'
import { zoneOf } from './schedule.ts'
import type { Lookup } from './ways.ts'

/** How a number behaves until somebody says otherwise: twenty seconds, then the mailbox. */
export const defaultVoice = (country: string): NumberVoice => ({
  zone: zoneOf(country),
  holidays: [],
  ringSeconds: RING_SECONDS,
  voicemail: true,
})

export const contextOf = (context: Context, { tenantId, accountId }: Pick<Holder, 'tenantId' | 'accountId'>): Context =>
  createContext(context.services, { tenantId, accountId, requestId: context.requestId, log: context.log })

/** Everything that decides about calls to this number, read in its holder's scope. */
export async function calledNumber(own: Context, number: PhoneNumber): Promise<CalledNumber> {
  const [account, voice, rules, devices] = await Promise.all([
    findAccount(own, number.accountId),
    findVoice(own, number.id),
    rulesOf(own, number.id),
    activeDevicesOf(own, number.accountId),
  ])
  return {
    holder: { tenantId: own.tenantId, accountId: number.accountId, numberId: number.id },
    e164: number.e164,
    active: number.status === 'active' && account.status === 'active',
    ...(voice ?? defaultVoice(number.country)),
    rules,
    devices: devices.map(({ id, sipUsername }) => ({ id, sipUsername })),
  }
}

/** Finds numbers of this platform for a call that is forwarded to one of them; of one account only, where others' rules are nobody's business. */
export const lookupIn =
  (context: Context, only?: AccountId): Lookup =>
  async (e164) => {
    const holder = await holderOf(context, e164)
    if (!holder || (only && holder.accountId !== only)) return undefined
    const own = contextOf(context, holder)
    return calledNumber(own, await findNumber(own, holder.numberId))
  }
