import { type Context, inTx, type Services, systemContext, type Tx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { derivedId } from '../../platform/ids.ts'
import type { NumberId } from '../numbers/index.ts'
import { type Attempt, type Call, CallId } from './call.ts'
import * as calls from './call-store.ts'
import { contextOf } from './called.ts'
import { errors } from './errors.ts'
import * as events from './events.ts'
import { writeToOwner } from './mails.ts'
import type { RecordedMessage } from './port.ts'
import { erasableAt, HEARD_SECONDS, isWav, KEEP_DELETED_DAYS, LEAST_MS, type Voicemail, type VoicemailId } from './voicemail.ts'
import * as store from './voicemail-store.ts'

const fact = ({ id, numberId }: Voicemail) => ({ voicemailId: id, numberId })

/** Keeps a message the recorder hands over; once, however often it does (W18). What is shorter than two seconds is a hang-up. */
export async function keepMessage(services: Services, message: RecordedMessage): Promise<void> {
  const system = systemContext(services)
  if (message.durationMs < LEAST_MS) return
  if (!isWav(message.audio)) {
    system.log.warn({ call: message.ref, recording: message.recordingId }, 'a recording is not a WAV file and was not kept')
    return
  }
  const found = await mailboxOf(system, CallId.parse(message.ref as string))
  if (!found) {
    system.log.warn({ call: message.ref }, 'a message was recorded for a call that is not ours')
    return
  }
  const { leg, numberId } = found
  // Content-addressed, so handing it over again stores nothing new; before the row, so that no row is without its sound.
  const objectKey = await services.objects.put(message.audio)
  const voicemail: Voicemail = {
    id: derivedId<VoicemailId>('voicemail', message.recordingId),
    accountId: leg.accountId,
    numberId,
    callId: leg.id,
    recordingId: message.recordingId,
    from: leg.from,
    objectKey,
    bytes: message.audio.length,
    durationMs: message.durationMs,
    transcription: null,
    readAt: null,
    createdAt: message.at,
    deletedAt: null,
    erasedAt: null,
  }
  await inTx(contextOf(system, leg), async (tx) => {
    if (!(await store.insertVoicemail(tx, voicemail))) return
    const seconds = Math.round(voicemail.durationMs / 1_000)
    await publish(tx, events.voicemailReceived, { ...fact(voicemail), from: voicemail.from, seconds }, { accountId: leg.accountId })
    await writeToOwner(tx, voicemail, seconds)
  })
}

/** The leg whose holder's mailbox took the message: the one that was answered, or as long as that is not known the first that may be. */
async function mailboxOf(system: Context, rootId: CallId): Promise<{ leg: Call; numberId: NumberId } | undefined> {
  const owners = await calls.ownersOf(system, rootId)
  const [root] = owners
  if (!root) return undefined
  const boxes = (await calls.attemptsOf(contextOf(system, root), rootId)).filter(({ kind }) => kind === 'voicemail')
  const box: Attempt | undefined = boxes.find(({ answeredAt }) => answeredAt) ?? boxes.find(({ beganAt }) => beganAt) ?? boxes[0]
  const owner = owners.find(({ id }) => id === box?.legs.at(-1))
  const leg = owner && (await calls.findCall(contextOf(system, owner), owner.id))
  return leg?.numberId ? { leg, numberId: leg.numberId } : undefined
}

async function locked(tx: Tx, id: VoicemailId): Promise<Voicemail> {
  const voicemail = await store.lockVoicemail(tx, id)
  if (!voicemail) throw errors.voicemailNotFound({ detail: 'No message with this id.' })
  if (voicemail.erasedAt) throw errors.voicemailErased({ detail: `Deleted messages are kept for ${KEEP_DELETED_DAYS} days.` })
  return voicemail
}

/** The message, or 404; 409 once its sound is gone. */
export async function findVoicemail(context: Context, id: VoicemailId): Promise<Voicemail> {
  const voicemail = await store.findVoicemail(context, id)
  if (!voicemail) throw errors.voicemailNotFound({ detail: 'No message with this id.' })
  if (voicemail.erasedAt) throw errors.voicemailErased({ detail: `Deleted messages are kept for ${KEEP_DELETED_DAYS} days.` })
  return voicemail
}

const change = (context: Context, id: VoicemailId, with_: (tx: Tx, voicemail: Voicemail) => Promise<Voicemail>): Promise<Voicemail> =>
  inTx(context, async (tx) => {
    const before = await locked(tx, id)
    const after = await with_(tx, before)
    if (after !== before) await store.saveVoicemail(tx, after)
    return after
  })

/** Marks a message heard or unheard. Throws 404, 409. */
export function markVoicemail(context: Context, id: VoicemailId, read: boolean): Promise<Voicemail> {
  return change(context, id, async (tx, voicemail) => {
    if ((voicemail.readAt !== null) === read) return voicemail
    await publish(tx, read ? events.voicemailRead : events.voicemailUnread, fact(voicemail), { accountId: voicemail.accountId })
    return { ...voicemail, readAt: read ? tx.now() : null }
  })
}

/** Played for three seconds or more counts as heard, or to its end when it is shorter (W18). Throws 404, 409. */
export async function noteVoicemailPlayed(context: Context, id: VoicemailId, seconds: number): Promise<Voicemail> {
  const voicemail = await findVoicemail(context, id)
  return seconds >= Math.min(HEARD_SECONDS, voicemail.durationMs / 1_000) ? markVoicemail(context, id, true) : voicemail
}

/** Deletes a message; it can be taken back for thirty days. Throws 404, 409. */
export function deleteVoicemail(context: Context, id: VoicemailId): Promise<Voicemail> {
  return change(context, id, async (tx, voicemail) => {
    if (voicemail.deletedAt) return voicemail
    await publish(tx, events.voicemailDeleted, fact(voicemail), { accountId: voicemail.accountId })
    return { ...voicemail, deletedAt: tx.now() }
  })
}

/** Takes a deleted message back. Throws 404, 409 once it is erased. */
export function restoreVoicemail(context: Context, id: VoicemailId): Promise<Voicemail> {
  return change(context, id, async (tx, voicemail) => {
    if (!voicemail.deletedAt) return voicemail
    if (erasableAt(voicemail.deletedAt) <= tx.now())
      throw errors.voicemailErased({ detail: `Deleted messages are kept for ${KEEP_DELETED_DAYS} days.` })
    await publish(tx, events.voicemailRestored, fact(voicemail), { accountId: voicemail.accountId })
    return { ...voicemail, deletedAt: null }
  })
}

/** Erases a message whose thirty days are over: first the sound, then the row's word of it, so that a crash between is only repeated. */
export async function eraseVoicemail(own: Context, id: VoicemailId): Promise<void> {
  const voicemail = await store.findVoicemail(own, id)
  if (!voicemail?.deletedAt || voicemail.erasedAt || erasableAt(voicemail.deletedAt) > own.now()) return
  const { objectKey } = voicemail
  if (objectKey && !(await store.isObjectShared(systemContext(own.services), id, objectKey))) await own.services.objects.remove(objectKey)
  await inTx(own, async (tx) => {
    await store.saveVoicemail(tx, { ...voicemail, objectKey: null, erasedAt: tx.now() })
    await publish(tx, events.voicemailErased, fact(voicemail), { accountId: voicemail.accountId })
  })
}

export { countUnread as countUnreadVoicemails, listVoicemails } from './voicemail-store.ts'
