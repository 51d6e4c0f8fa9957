import { z } from 'zod'
import type { Context, Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { displayOf, numberNames } from '../numbers/index.ts'
import type { Voicemail } from './voicemail.ts'

const letter = defineLetter({
  key: 'voicemail.new',
  occasion: 'Somebody left a message',
  kind: 'usage',
  schema: z.object({ name: z.string(), from: z.string(), number: z.string(), seconds: z.number() }),
  subject: 'New message from {{ from }}',
  text: 'Hello {{ name }},\n\n{{ from }} left a message of {{ seconds }} seconds for {{ number }}.\n\nListen to it: {{ home }}/calls?view=voicemail\n\n{{ brand }}\n',
  sample: { name: 'Ana Costa', from: '+1 415 555 0100', number: '+1 212 555 0123', seconds: 35 },
})

/** Tells whoever holds the number that a message was left, and where to hear it (W18). */
export async function writeToOwner(tx: Tx, voicemail: Voicemail, seconds: number): Promise<void> {
  const [{ email: to, id: accountId, name }, numbers] = await Promise.all([
    findAccount(tx, voicemail.accountId),
    numberNames(tx as unknown as Context, [voicemail.numberId]),
  ])
  const from = voicemail.from === 'anonymous' ? 'A hidden number' : displayOf(voicemail.from)
  const number = displayOf(numbers.get(voicemail.numberId) ?? '')
  await sendLetter(tx, letter, { to, accountId, data: { name, from, number, seconds } })
}
