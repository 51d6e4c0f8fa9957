import { Code, Stack, Text, Title } from '@mantine/core'
import * as z from 'zod/mini'
import { type Fact, KeyValues } from './key-value.tsx'
import { moneyText } from './money-text.ts'
import { statusWords } from './status-badge.tsx'
import { Steps } from './steps.tsx'

const Level = z.object({ level: z.string(), chosen: z.optional(z.nullable(z.unknown())), reason: z.optional(z.nullable(z.string())) })
const Path = z.array(Level)
const MoneyShape = z.object({ currency: z.string(), amount: z.string() })

/** The facts of a trace as text; what has a shape of its own is shown as JSON. */
function textOf(value: unknown) {
  const money = z.safeParse(MoneyShape, value)
  if (money.success) return <span className="lc-figures">{moneyText(money.data)}</span>
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'object') return <Code>{JSON.stringify(value)}</Code>
  return <span className="lc-figures">{typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value)}</span>
}

const isFilled = (chosen: unknown) => chosen !== null && chosen !== undefined && chosen !== false

/** How an amount came about: its facts (rate, quantity, rounding), then every price level considered and the one that decided. */
export function TraceView({ trace }: { readonly trace: unknown }) {
  if (typeof trace !== 'object' || trace === null)
    return <Text c="dimmed">This entry moved an amount somebody named; no price was worked out.</Text>
  const { path: levels, ...others } = trace as Record<string, unknown>
  const path = z.safeParse(Path, levels)
  const facts: readonly Fact[] = Object.entries(others)
    .filter(([key]) => !key.endsWith('Id'))
    .map(([key, value]) => ({ label: statusWords(key), value: textOf(value) }))
  return (
    <Stack gap="sm">
      <Title order={3}>How it was worked out</Title>
      <KeyValues facts={facts} />
      {path.success && path.data.length > 0 && (
        <>
          <Title order={3}>Price levels, in order</Title>
          <Steps
            label="Price levels"
            steps={path.data.map(({ level, chosen, reason }, at) => ({
              key: `${at} ${level}`,
              title: statusWords(level),
              state: isFilled(chosen) ? 'done' : 'skipped',
              at: isFilled(chosen) ? 'Decided' : 'Passed over',
              ...(reason && { detail: reason }),
            }))}
          />
        </>
      )}
    </Stack>
  )
}
