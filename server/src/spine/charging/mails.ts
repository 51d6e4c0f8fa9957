import { z } from 'zod'
import { minuteText } from '../../platform/clock.ts'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { findAccount } from '../accounts/index.ts'
import type { Bucket, Level } from './allowance.ts'
import { quantityText } from './quantity.ts'

const letter = (level: Level, subject: string, rest: string) =>
  defineLetter({
    key: `allowance.${level}`,
    occasion: `${level} % of an allowance of a package is used`,
    kind: 'usage',
    schema: z.object({ name: z.string(), allowance: z.string(), used: z.string(), granted: z.string(), ends: z.string() }),
    subject,
    text: `Hello {{ name }},\n\n{{ used }} of {{ granted }} are used. ${rest}\n\nYour packages: {{ home }}/packages\n\n{{ brand }}\n`,
    sample: { name: 'Ana Costa', allowance: 'Minutes of Combo', used: '80 minutes', granted: '100 minutes', ends: '2026-12-21 10:05 UTC' },
  })

const LETTERS = {
  80: letter(
    80,
    '80 % of {{ allowance }} is used',
    'What is left can be used until {{ ends }}; then your wallet pays, as without a package.',
  ),
  100: letter(100, '{{ allowance }} is used up', 'From now on your wallet pays, as without a package.'),
}

/** Tells the holder of an allowance that 80 or 100 % of it are used (W20). */
export async function writeLevel(
  tx: Tx,
  { accountId: id, name: allowance, unit, used, granted, expiresAt }: Bucket,
  level: Level,
): Promise<void> {
  const { email: to, id: accountId, name } = await findAccount(tx, id)
  const amounts = { used: quantityText(used, unit), granted: quantityText(granted, unit) }
  await sendLetter(tx, LETTERS[level], { to, accountId, data: { name, allowance, ...amounts, ends: minuteText(expiresAt) } })
}
