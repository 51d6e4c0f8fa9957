import { Stack, Text } from '@mantine/core'
import * as z from 'zod/mini'
import type { Money as Amount } from '../api/types.ts'
import { type Fact, KeyValues } from './key-value.tsx'
import { Money } from './money.tsx'
import { minus } from './money-text.ts'
import { statusWords } from './status-badge.tsx'

export const PriceTrace = z.object({
  service: z.string(),
  country: z.nullish(z.string()),
  level: z.string(),
  currency: z.string(),
  rate: z.string(),
  quantity: z.string(),
  per: z.string(),
  rounding: z.string(),
  exact: z.string(),
  payable: z.string(),
})

const regions = new Intl.DisplayNames(['en'], { type: 'region' })
const WORDS: Readonly<Record<string, string>> = {
  sms: 'Text message',
  number_purchase: 'Set-up of the number',
  number_monthly: 'Month of the number',
}

const differs = (one: Amount, other: Amount) => /[1-9]/.test(minus(one, other).amount)

function factsOf(trace: z.infer<typeof PriceTrace>, whole: boolean): readonly Fact[] {
  const { service, country, level, currency, rate, quantity, per, rounding, exact, payable } = trace
  const money = (amount: string) => ({ currency, amount })
  const each = per === '1' ? 'Price each' : `Price per ${per}`
  const facts: readonly Fact[] = [
    { label: 'For', value: `${WORDS[service] ?? statusWords(service)}${country ? `, ${regions.of(country) ?? country}` : ''}` },
    { label: 'Price found in', value: statusWords(level) },
    { label: each, value: <Money value={money(rate)} /> },
    { label: 'Quantity', value: <span className="lc-figures">{quantity}</span> },
    { label: 'Comes to', value: <Money value={money(exact)} fw={600} /> },
  ]
  if (!whole || !differs(money(exact), money(payable))) return facts
  return [...facts, { label: `Rounded to cents, ${statusWords(rounding).toLowerCase()}`, value: <Money value={money(payable)} fw={600} /> }]
}

type PriceTraceViewProps = {
  readonly trace: z.infer<typeof PriceTrace>
  /** What the price is of, where an amount has several. */
  readonly title?: string
  /** Whether whole cents are charged, as for orders, or the exact amount, as for usage. */
  readonly whole: boolean
}

/** How one price was found and what it came to. */
export function PriceTraceView({ trace, title, whole }: PriceTraceViewProps) {
  return (
    <Stack gap={4}>
      {title && <Text fw={600}>{title}</Text>}
      <KeyValues facts={factsOf(trace, whole)} />
    </Stack>
  )
}
