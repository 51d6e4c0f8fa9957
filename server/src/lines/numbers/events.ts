import { z } from 'zod'
import { defineEvent } from '../../platform/events.ts'
import { NumberId } from './number.ts'

const fact = { numberId: NumberId, e164: z.string() }

export const numberActivated = defineEvent('number.activated', 1, z.object({ ...fact, primary: z.boolean() }))
export const numberFailed = defineEvent('number.failed', 1, z.object(fact))
export const numberWaiting = defineEvent('number.waiting', 1, z.object(fact))
export const numberCleared = defineEvent('number.cleared', 1, z.object(fact))
export const numberSuspended = defineEvent('number.suspended', 1, z.object(fact))
export const numberResumed = defineEvent('number.resumed', 1, z.object(fact))
export const numberRenewed = defineEvent('number.renewed', 1, z.object({ ...fact, periodEnd: z.iso.datetime() }))
export const numberReleased = defineEvent('number.released', 1, z.object(fact))
export const numberQuarantined = defineEvent('number.quarantined', 1, z.object({ ...fact, until: z.iso.datetime() }))
export const numberRestored = defineEvent('number.restored', 1, z.object(fact))
export const numberPurged = defineEvent('number.purged', 1, z.object(fact))
export const numberLabelled = defineEvent('number.labelled', 1, z.object({ ...fact, label: z.string() }))
export const numberMadePrimary = defineEvent('number.made_primary', 1, z.object(fact))
