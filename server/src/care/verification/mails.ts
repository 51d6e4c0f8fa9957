import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter, type Letter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { type Case, type Document, nameOf, type Policy, rejectionsOf, requirementWords } from './case.ts'

const person = { name: z.string(), purpose: z.string() }
const sample = { name: 'Ana Costa', purpose: 'Buy a number in Germany' }
const PAGE = '{{ home }}/verification\n\n{{ brand }}\n'

const needed = defineLetter({
  key: 'kyc.needed',
  occasion: 'An order waits for a verification',
  kind: 'kyc',
  schema: z.object({ ...person, papers: z.string() }),
  subject: 'Your order needs your papers',
  text: `Hello {{ name }},\n\nyour order waits for a verification: {{ purpose }}. Please send us: {{ papers }}. Nothing is charged until then, and your order goes on by itself.\n\n${PAGE}`,
  sample: { ...sample, papers: 'passport or identity card, and utility bill' },
})

const approved = defineLetter({
  key: 'kyc.approved',
  occasion: 'A verification succeeded',
  kind: 'kyc',
  schema: z.object({ ...person, until: z.string() }),
  subject: 'You are verified',
  text: `Hello {{ name }},\n\nwe have checked your papers: {{ purpose }}. This holds until {{ until }}. What waited for it goes on by itself.\n\n${PAGE}`,
  sample: { ...sample, until: '2028-01-31' },
})

const rejected = defineLetter({
  key: 'kyc.rejected',
  occasion: 'Papers were turned down',
  kind: 'kyc',
  schema: z.object({ ...person, reasons: z.array(z.object({ paper: z.string(), reason: z.string() })) }),
  subject: 'We could not accept your papers yet',
  text: `Hello {{ name }},\n\nwe could not accept all of your papers ({{ purpose }}):\n\n{% for one in reasons %}- {{ one.paper }}: {{ one.reason }}\n{% endfor %}\nPlease send them again here: ${PAGE}`,
  sample: { ...sample, reasons: [{ paper: 'utility bill', reason: 'It is older than three months.' }] },
})

const expiring = defineLetter({
  key: 'kyc.expiring',
  occasion: 'A verification ends in 30 days',
  kind: 'kyc',
  schema: z.object({ ...person, until: z.string() }),
  subject: 'Your verification ends soon',
  text: `Hello {{ name }},\n\nyour verification ({{ purpose }}) ends on {{ until }}. Send new papers before then and nothing is interrupted:\n\n${PAGE}`,
  sample: { ...sample, until: '2028-01-31' },
})

async function write<Facts extends object>(
  tx: Tx,
  about: Case,
  policy: Policy,
  letter: Letter<Facts & typeof sample>,
  facts: Facts,
): Promise<void> {
  const account = await findAccount(tx, about.accountId)
  const data = { name: account.name, purpose: policy.title, ...facts }
  await sendLetter(tx, letter, { to: account.email, accountId: account.id, data })
}

const dayOf = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? ''

export const writeNeeded = (tx: Tx, about: Case, policy: Policy) => write(tx, about, policy, needed, { papers: requirementWords(policy) })

export const writeApproved = (tx: Tx, about: Case, policy: Policy) =>
  write(tx, about, policy, approved, { until: dayOf(about.verifiedUntil) })

export const writeRejected = (tx: Tx, about: Case, policy: Policy, documents: readonly Document[]) =>
  write(tx, about, policy, rejected, {
    reasons: rejectionsOf(documents).map(({ type, reason }) => ({ paper: nameOf(type), reason })),
  })

export const writeExpiring = (tx: Tx, about: Case, policy: Policy) =>
  write(tx, about, policy, expiring, { until: dayOf(about.verifiedUntil) })
