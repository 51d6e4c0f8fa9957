import { z } from 'zod'
import { days, later } from '../../platform/clock.ts'
import { createContext, systemContext } from '../../platform/context.ts'
import { defineJob, type Schedule } from '../../platform/jobs.ts'
import { closeLost } from './live.ts'
import { KEEP_DELETED_DAYS } from './voicemail.ts'
import { listErasable } from './voicemail-store.ts'
import { eraseVoicemail } from './voicemails.ts'

const closeLostCalls = defineJob('voice.close-lost-calls', z.object({}), async ({ services }) => {
  await closeLost(services)
})

const BATCH = 500

const eraseVoicemails = defineJob('voice.erase-voicemails', z.object({}), async ({ services, now }) => {
  const due = await listErasable(systemContext(services), later(now(), -days(KEEP_DELETED_DAYS)), BATCH)
  for (const { id, tenantId, accountId } of due) await eraseVoicemail(createContext(services, { tenantId, accountId }), id)
})

export const jobs = [closeLostCalls, eraseVoicemails]

export const schedules: readonly Schedule[] = [
  { job: closeLostCalls, everySeconds: 60 },
  { job: eraseVoicemails, everySeconds: 3_600 },
]
