import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCaller, openGateways, SwitchPlayer, silence } from '../../src/lines/voice/calling-for-tests.ts'
import type { VoicemailId } from '../../src/lines/voice/voicemail.ts'
import {
  countUnreadVoicemails,
  deleteVoicemail,
  eraseVoicemail,
  listVoicemails,
  noteVoicemailPlayed,
  restoreVoicemail,
} from '../../src/lines/voice/voicemails.ts'
import { brokenLaws } from '../support/buyers.ts'
import { type World, worldForTest } from '../support/world.ts'

const CALLER = '+12025550123'

async function leave(world: World, player: SwitchPlayer, to: string, seconds: number, recordingId: string) {
  const call = player.routed(await player.inbound(CALLER, to))
  expect(await call.fail(408)).toBe(2)
  await call.answer()
  const message = { ref: call.ref, recordingId, audio: silence(seconds), durationMs: seconds * 1_000, at: world.clock.now() }
  await Promise.all([player.decider.record(message), player.decider.record(message)])
  await call.end(seconds * 1_000 + 3_000)
}

const stored = (world: World, seconds: number) =>
  world.services.objects.get(createHash('sha256').update(silence(seconds)).digest('hex')).then(
    (bytes) => bytes.length,
    () => 'gone',
  )

test('story 25: a breath is discarded; a message is kept for years, read when played, taken back when deleted, and gone after thirty days', async () => {
  const world = await worldForTest({ now: '2026-03-02T10:00:00Z' })
  await openGateways(world)
  const player = new SwitchPlayer(world)
  const ana = await openCaller(world, '+14155550125')

  await leave(world, player, ana.e164, 1.4, 'short')
  expect((await listVoicemails(ana.context, { limit: 10 })).items).toEqual([])
  const events = await world.eventsOf(() => leave(world, player, ana.e164, 35, 'long'))
  expect(events).toEqual(['call.started.v1', 'call.answered.v1', 'voicemail.received.v1', 'call.missed.v1', 'call.ended.v1'])
  expect(await countUnreadVoicemails(ana.context)).toBe(1)
  const [message] = (await listVoicemails(ana.context, { limit: 10 })).items
  const id = message?.id as VoicemailId
  expect(message).toMatchObject({ from: CALLER, durationMs: 35_000, readAt: null })
  await world.settle()
  expect(await world.query(`select template, recipient from mail where template = 'voicemail.new'`)).toEqual([
    { template: 'voicemail.new', recipient: 'ana14155550125@example.com' },
  ])

  await noteVoicemailPlayed(ana.context, id, 2.9)
  expect(await countUnreadVoicemails(ana.context)).toBe(1)
  await noteVoicemailPlayed(ana.context, id, 3)
  expect(await countUnreadVoicemails(ana.context)).toBe(0)

  await world.moveTo('2031-03-03T10:00:00Z')
  expect((await listVoicemails(ana.context, { limit: 10 })).items).toHaveLength(1)
  expect(await stored(world, 35)).toBe(35 * 8_000 + 44)

  await deleteVoicemail(ana.context, id)
  expect((await listVoicemails(ana.context, { limit: 10 })).items).toEqual([])
  await world.moveTo('2031-04-02T09:59:00Z')
  await eraseVoicemail(ana.context, id)
  await restoreVoicemail(ana.context, id)
  expect((await listVoicemails(ana.context, { limit: 10 })).items).toHaveLength(1)

  await deleteVoicemail(ana.context, id)
  await world.moveTo('2031-05-02T10:00:00Z')
  await eraseVoicemail(ana.context, id)
  expect(await stored(world, 35)).toBe('gone')
  await expect(restoreVoicemail(ana.context, id)).rejects.toMatchObject({ code: 'voice.voicemailErased' })
  expect(await brokenLaws(world)).toEqual([])
})

test.todo('story 25: the transcription is attached later (a transcription engine)')
