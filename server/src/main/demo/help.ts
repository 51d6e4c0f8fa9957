import { noteOnTicket, openTicket, replyToTicket } from '../../care/support/service.ts'
import type { Priority } from '../../care/support/ticket.ts'
import { type Context, createContext } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import type { Customer } from './deeds.ts'

type Worry = {
  readonly subject: string
  readonly body: string
  readonly category: string
  readonly priority: Priority
  readonly answer: string | null
  readonly note?: string
  readonly next?: 'wait' | 'resolve'
}

const TEAM = ['Sam Support', 'Nia Novak', 'Tom Tanaka'] as const

const WORRIES: readonly [Worry, ...Worry[]] = [
  {
    subject: 'Texts to one number stay undelivered',
    body: 'Since this morning all my texts to +1 415 555 2072 come back as undelivered. Others are fine.',
    category: 'technical',
    priority: 'high',
    answer: 'Thank you for writing. That number does not take texts from business numbers; the carrier says it is a landline.',
    note: 'Checked the supplier: error 30006, a landline or unreachable carrier.',
    next: 'resolve',
  },
  {
    subject: 'Can I pay once a month instead?',
    body: 'We are growing and topping up by card is a chore. Can we have an invoice once a month?',
    category: 'billing',
    priority: 'normal',
    answer: 'Gladly. Please tell us how much you expect to use, and we will set a credit limit.',
    next: 'wait',
  },
  {
    subject: 'The QR code is gone from my mail',
    body: 'I deleted the mail with the QR code of my eSIM before I could scan it. Can you send it again?',
    category: 'technical',
    priority: 'normal',
    answer: 'It is on the page of your eSIM: open it on another screen and scan it from there.',
    next: 'resolve',
  },
  {
    subject: 'Calls drop after a minute',
    body: 'Two calls today were cut after about a minute. My balance is fine.',
    category: 'technical',
    priority: 'urgent',
    answer: null,
    note: 'Sounds like a router that forgets its port. Ask which phone it is.',
  },
  {
    subject: 'A number in Berlin',
    body: 'When will there be numbers in Berlin again?',
    category: 'general',
    priority: 'low',
    answer: null,
  },
  {
    subject: 'Which address do I put into my phone?',
    body: 'I have bought a desk phone and it asks for a registrar. What do I put there?',
    category: 'technical',
    priority: 'normal',
    answer: 'The domain, user name and password are on the page of your device; the registrar is the domain.',
    next: 'resolve',
  },
  {
    subject: 'Charged twice?',
    body: 'I see two charges for the same number on one day. One of them must be wrong.',
    category: 'billing',
    priority: 'high',
    answer: 'One was for buying the number and one for its first month. Your statement says which is which.',
    next: 'wait',
  },
  {
    subject: 'Keeping our number when we move',
    body: 'We are moving to another town. Can we keep the number?',
    category: 'general',
    priority: 'low',
    answer: 'Yes, the number does not depend on where your phones are.',
    next: 'resolve',
  },
]

const somebody = (label: string) => ({ kind: 'user', id: newId(), label, permissions: new Set<string>() }) as const

/** A customer asks for help with one of the usual things; answers what the team does about it later: note, answer, solve, or nothing yet. */
export async function askForHelp({ services }: Context, customer: Customer, turn: number): Promise<() => Promise<void>> {
  const { subject, body, category, priority, answer, note, next } = WORRIES[turn % WORRIES.length] ?? WORRIES[0]
  const { tenantId, accountId, name } = customer
  const own = createContext(services, { tenantId, accountId, actor: somebody(name) })
  const { id } = await openTicket(own, { accountId, subject, body, category, priority, links: [] })
  return async () => {
    const team = createContext(services, { tenantId, actor: somebody(TEAM[turn % TEAM.length] ?? TEAM[0]) })
    if (note) await noteOnTicket(team, { id }, { body: note, fileIds: [] })
    if (answer) await replyToTicket(team, { id }, { body: answer, fileIds: [], next })
  }
}
