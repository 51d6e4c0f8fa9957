import { listNumbers } from '../../lines/numbers/index.ts'
import { registerDevice } from '../../lines/voice/devices.ts'
import { voiceCalls } from '../../lines/voice/index.ts'
import { RuleFacts } from '../../lines/voice/rule.ts'
import { createRule } from '../../lines/voice/rules.ts'
import type { Context } from '../../platform/context.ts'
import { activeProviders, changeProvider } from '../../spine/providers/index.ts'
import { askOf, carry } from './carry.ts'
import { type Customer, unlessRefused } from './deeds.ts'

/** Documentation's addresses (RFC 5737): nobody answers there. */
const GATEWAY = '192.0.2.60'
const HOME_ADDRESS = '198.51.100.77'

/** Calls leave by a gateway that only the story knows. */
export async function openGateway(operator: Context): Promise<void> {
  const [provider] = await activeProviders(operator, 'voice')
  if (provider) await changeProvider(operator, provider.id, { settings: { sipGateway: `${GATEWAY}:5060` } })
}

/** Sets a phone up; every fourth customer says where calls go when nobody answers. */
export async function setUpPhone(context: Context, customer: Customer, roll: () => number): Promise<void> {
  const { credentials } = await registerDevice(context, customer.accountId, { name: 'Desk phone', kind: 'sip_phone' })
  customer.phone = credentials?.username
  const [number] = (await listNumbers(context, { limit: 1, status: 'active' })).items
  if (!number || roll() >= 0.25) return
  const rules = [
    { type: 'block_caller', callers: ['+1900*', 'anonymous'] },
    { type: 'forward_no_answer', forwardTo: '+14155550142' },
    { type: 'voicemail' },
  ]
  for (const rule of rules) await unlessRefused(() => createRule(context, number.id, RuleFacts.parse(rule)))
}

/** A call from the customer's phone, or now and then one to the customer's number. */
export async function call(context: Context, { phone, number }: Customer, roll: () => number): Promise<void> {
  const decider = voiceCalls(context.services)
  const course = { firstWayIsDown: false, talks: roll() < 0.2 ? null : 5 + Math.floor(roll() * roll() * 300) }
  const other = `+1415555${20 + Math.floor(roll() * 60)}${10 + Math.floor(roll() * 90)}`
  if (number && roll() < 0.25) await carry(decider, askOf(context.services, GATEWAY, { fromUser: other, requestUser: number }), course)
  else if (phone)
    await carry(decider, askOf(context.services, HOME_ADDRESS, { device: phone, fromUser: phone, requestUser: other }), course)
}
