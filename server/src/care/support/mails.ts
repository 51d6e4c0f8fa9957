import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import type { Message, Ticket } from './ticket.ts'

const facts = { name: z.string(), number: z.string(), subject: z.string(), ticket: z.string() }
const sample = {
  name: 'Ana Costa',
  number: 'T-000123',
  subject: 'My number does not ring',
  ticket: '0192f2a0-0000-7000-8000-000000000000',
}
const LINK = '{{ home }}/support/{{ ticket }}\n\n{{ brand }}\n'

const created = defineLetter({
  key: 'ticket.created',
  occasion: 'A ticket was opened',
  kind: 'ticket',
  schema: z.object(facts),
  subject: '{{ number }}: {{ subject }}',
  text: `Hello {{ name }},\n\nwe have your request and will answer it here: ${LINK}`,
  sample,
})

const replied = defineLetter({
  key: 'ticket.replied',
  occasion: 'Support answered a ticket',
  kind: 'ticket',
  schema: z.object({ ...facts, author: z.string(), body: z.string() }),
  subject: 'Re: {{ number }}: {{ subject }}',
  text: `Hello {{ name }},\n\n{{ author }} answered:\n\n{{ body }}\n\nAnswer here: ${LINK}`,
  sample: { ...sample, author: 'Olga', body: 'We have found the reason and repaired it.' },
})

const resolved = defineLetter({
  key: 'ticket.resolved',
  occasion: 'A ticket was resolved',
  kind: 'ticket',
  schema: z.object(facts),
  subject: '{{ number }} is resolved',
  text: `Hello {{ name }},\n\nwe think that this is solved: {{ subject }}. If it is not, answer within 14 days and we go on. How did we do? Tell us here: ${LINK}`,
  sample,
})

async function addressee(tx: Tx, { accountId, number, subject, id: ticket }: Ticket) {
  const account = await findAccount(tx, accountId)
  return { to: account.email, accountId, data: { name: account.name, number, subject, ticket } }
}

export const writeCreated = async (tx: Tx, ticket: Ticket) => sendLetter(tx, created, await addressee(tx, ticket))

export const writeResolved = async (tx: Tx, ticket: Ticket) => sendLetter(tx, resolved, await addressee(tx, ticket))

export async function writeReplied(tx: Tx, ticket: Ticket, message: Message): Promise<void> {
  const { data, ...to } = await addressee(tx, ticket)
  await sendLetter(tx, replied, { ...to, data: { ...data, author: message.author.name, body: message.body } })
}
