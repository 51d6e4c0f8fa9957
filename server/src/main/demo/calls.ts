import { listNumbers } from '../../lines/numbers/index.ts'
import { registerDevice } from '../../lines/voice/devices.ts'
import { voiceCalls } from '../../lines/voice/index.ts'
import { RuleFacts } from '../../lines/voice/rule.ts'
import { createRule } from '../../lines/voice/rules.ts'
import type { Context } from '../../platform/context.ts'
import { activeProviders, changeProvider } from '../../spine/providers/index.ts'
import { askOf, carry, courseOf, type Exchange } from './carry.ts'
import { type Customer, unlessRefused } from './deeds.ts'
import { pick } from './dice.ts'

/** Documentation's addresses (RFC 5737): nobody answers there. */
const GATEWAY = '192.0.2.60'
const HOME_ADDRESS = '198.51.100.77'

/** Calls leave by a gateway that only the story knows. */
export async function openGateway(operator: Context): Promise<void> {
  const [provider] = await activeProviders(operator, 'voice')
  if (provider) await changeProvider(operator, provider.id, { settings: { sipGateway: `${GATEWAY}:5060` } })
}

const PHONES = [
  ['Desk phone', 'sip_phone'],
  ['Reception', 'sip_phone'],
  ['Workshop', 'sip_phone'],
  ['Mobile', 'ios'],
  ['Mobile', 'android'],
  ['Laptop', 'desktop'],
] as const

/** Sets a phone up; every fourth customer says where calls go when nobody answers. */
export async function setUpPhone(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const [name, kind] = pick(PHONES, roll)
  const asksForRules = roll() < 0.25
  const { credentials } = await registerDevice(context, customer.accountId, { name, kind })
  customer.phone = credentials?.username
  const [number] = (await listNumbers(context, { limit: 1, status: 'active' })).items
  if (!number || !asksForRules) return
  const rules = [
    { type: 'block_caller', callers: ['+1900*', 'anonymous'] },
    { type: 'forward_no_answer', forwardTo: customer.circle[0] },
    { type: 'voicemail' },
  ]
  for (const rule of rules) await unlessRefused(() => createRule(context, number.id, RuleFacts.parse(rule)))
}

const CHANCES = { down: 0, failing: 0.2, talks: 85 } as const

/** A call from the customer's phone, or now and then one to the customer's number. */
export async function call(context: Context, { phone, number, circle }: Customer, exchange: Exchange, roll: () => number): Promise<void> {
  const { services } = context
  const decider = voiceCalls(services)
  const course = courseOf(roll, CHANCES)
  const other = pick(circle, roll)
  const isInbound = roll() < 0.25
  if (number && isInbound) await carry(decider, exchange, askOf(services, GATEWAY, { fromUser: other, requestUser: number }), course)
  else if (phone)
    await carry(decider, exchange, askOf(services, HOME_ADDRESS, { device: phone, fromUser: phone, requestUser: other }), course)
}
