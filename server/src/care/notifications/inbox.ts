import { type Context, inTx, type Tx } from '../../platform/context.ts'
import type { UserId } from '../../platform/ids.ts'
import { type LetterKind, letterCatalogue } from '../../platform/letters.ts'
import { errors } from './errors.ts'
import * as store from './inbox-store.ts'
import { RULES } from './notify.ts'
import { type Channel, listPreferences, savePreference } from './preference-store.ts'

/** An inbox belongs to a person; a key has none. */
function personOf(context: Context | Tx): UserId {
  if (context.actor.kind !== 'user' || !context.actor.id) throw errors.personsOnly({ detail: 'Sign in as a person: a key has no inbox.' })
  return context.actor.id as UserId
}

export const listNotifications = async (context: Context, query: store.InboxQuery) => store.list(context, personOf(context), query)

export const countUnread = async (context: Context) => store.countUnread(context, personOf(context))

/** Marks one line, or all of them, as read by the acting person. Throws 404. */
export async function readNotifications(context: Context, id: store.NotificationId | 'all'): Promise<void> {
  const userId = personOf(context)
  const there = await inTx(context, (tx) => store.markRead(tx, userId, id))
  if (!there && id !== 'all') throw errors.notFound({ detail: 'No notification with this id.' })
}

/** What one occasion sends on one channel: not at all, always, or as its reader wants. */
export type Choice = { readonly available: boolean; readonly mandatory: boolean; readonly wanted: boolean }
export type Occasion = {
  readonly key: string
  readonly occasion: string
  readonly kind: LetterKind
  readonly mail: Choice
  readonly inApp: Choice
}

/** Every occasion of which the acting person is told, with what they chose. */
export async function listOccasions(context: Context): Promise<readonly Occasion[]> {
  const chosen = await listPreferences(context, personOf(context))
  const wanted = (key: string, channel: Channel) => chosen.find((one) => one.key === key && one.channel === channel)?.wanted ?? true
  const { permissions } = context.actor
  const rules = RULES.filter(({ to }) => (context.accountId ? to === 'account' : to !== 'account' && permissions.has(to.permission)))
  // Letters go to customers; staff get those about their own way in only.
  const letters = letterCatalogue().filter(({ kind }) => context.accountId !== null || kind === 'security')
  const keys = [...new Set([...letters.map(({ key }) => key), ...rules.map(({ key }) => key)])]
  return keys.flatMap((key) => {
    const letter = letters.find((one) => one.key === key)
    const rule = rules.find((one) => one.key === key)
    const about = letter ?? rule
    if (!about) return []
    const mandatory = about.kind === 'security'
    return [
      {
        key,
        occasion: about.occasion,
        kind: about.kind,
        mail: { available: letter !== undefined, mandatory, wanted: mandatory || wanted(key, 'mail') },
        inApp: { available: rule !== undefined, mandatory: false, wanted: wanted(key, 'in_app') },
      },
    ]
  })
}

/** Says whether the acting person wants to be told of an occasion on a channel. Throws 404, 422 `mandatory`. */
export async function choose(context: Context, choice: { key: string; channel: Channel; wanted: boolean }): Promise<readonly Occasion[]> {
  const userId = personOf(context)
  const occasion = (await listOccasions(context)).find(({ key }) => key === choice.key)
  const on = choice.channel === 'mail' ? occasion?.mail : occasion?.inApp
  if (!on?.available) throw errors.notFound({ detail: 'Nothing of this kind is sent there.' })
  if (on.mandatory && !choice.wanted) throw errors.mandatory({ detail: 'Mails about the way into your account are always sent.' })
  await inTx(context, (tx) => savePreference(tx, userId, choice))
  return listOccasions(context)
}
