import { listNumbers } from '../../../src/lines/numbers/index.ts'
import { GATEWAY, SwitchPlayer, silence } from '../../../src/lines/voice/calling-for-tests.ts'
import { registerDevice } from '../../../src/lines/voice/devices.ts'
import { RuleFacts } from '../../../src/lines/voice/rule.ts'
import { createRule } from '../../../src/lines/voice/rules.ts'
import type { Area } from './area.ts'

export const voice: Area = {
  populate: async (world, accountId) => {
    const own = world.context(world.operator.id, accountId)
    const [number] = (await listNumbers(own, { accountId, status: 'active', limit: 1 })).items
    if (!number) throw new Error('The account has no number to be called at.')
    await registerDevice(own, accountId, { name: 'Desk', kind: 'sip_phone' })
    await createRule(own, number.id, RuleFacts.parse({ type: 'voicemail' }))
    await world.query(`update provider set settings = settings || $1::jsonb, version = version + 1 where vendor = 'twilio'`, [
      JSON.stringify({ sipGateway: GATEWAY }),
    ])
    const player = new SwitchPlayer(world)
    const call = player.routed(await player.inbound('+12025550123', number.e164))
    await call.fail(408)
    await call.answer()
    await player.decider.record({ ref: call.ref, recordingId: 'populate', audio: silence(3), durationMs: 3_000, at: world.clock.now() })
    await call.end(5_000)
  },
  tables: { devices: 'device', 'call-rules': 'call_rule', calls: 'call', voicemails: 'voicemail' },
  bodies: {
    'POST /devices/:id/push': { service: 'fcm', token: 'a-push-token' },
    'POST /numbers/:id/call-rules': { type: 'dnd' },
    'PUT /call-rules/:id': { type: 'dnd' },
    'POST /numbers/:id/call-rules/order': { order: [] },
    'PUT /numbers/:id/voice': { zone: 'Europe/Paris', holidays: [], ringSeconds: 20, voicemail: true },
    'POST /numbers/:id/call-rules/simulate': {},
    'POST /numbers/:id/call-rules/price': { to: '+12025550123' },
    'POST /calls/:id/cut': { reason: 'For the test' },
    'POST /voicemails/:id/played': { seconds: 3 },
  },
}
