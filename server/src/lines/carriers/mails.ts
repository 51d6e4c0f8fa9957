import { z } from 'zod'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { amountOf, type Money } from '../../platform/money.ts'
import type { AlertType, CreditAlert } from './alert.ts'
import type { Carrier } from './carrier.ts'

const letter = (key: string, occasion: string, what: string) =>
  defineLetter({
    key,
    occasion,
    kind: 'carrier_credit',
    schema: z.object({
      carrier: z.string(),
      code: z.string(),
      side: z.enum(['customer', 'supplier', 'bilateral']),
      value: z.string(),
      threshold: z.string(),
    }),
    subject: `{{ carrier }} ${what}`,
    text: `{{ carrier }} ({{ code }}) ${what}. The alert is set at {{ threshold }}.\n\n{{ brand }}\n`,
    sample: { carrier: 'Acme Telecom', code: 'ACME', side: 'customer', value: '99.80 USD', threshold: '100.00 USD' },
  })

const LETTERS: Readonly<Record<AlertType, ReturnType<typeof letter>>> = {
  low_balance: letter('credit.low', "A carrier's balance has fallen to an alert", 'has a balance of {{ value }}'),
  high_balance: letter('credit.high', "A carrier's balance has risen to an alert", 'has a balance of {{ value }}'),
  '24hr_spend_breach': letter(
    'credit.24h',
    'What a carrier spent in 24 hours has reached an alert',
    'has {% if side == "supplier" %}earned{% else %}spent{% endif %} {{ value }} in the last 24 hours',
  ),
}

const shown = (value: Money): string => `${amountOf(value)} ${value.currency}`

type Fired = { readonly to: string; readonly carrier: Carrier; readonly alert: CreditAlert; readonly value: Money }

/** Tells one recipient of a credit alert what it saw (W32). */
export async function writeAlert(tx: Tx, { to, carrier, alert, value }: Fired): Promise<void> {
  const data = { carrier: carrier.name, code: carrier.code, side: alert.direction, value: shown(value), threshold: shown(alert.threshold) }
  await sendLetter(tx, LETTERS[alert.alertType], { to, accountId: carrier.accountId, data })
}
