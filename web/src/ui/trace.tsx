import { Code, Stack, Text, Title } from '@mantine/core'
import * as z from 'zod/mini'
import { type Fact, KeyValues } from './key-value.tsx'
import { moneyText } from './money-text.ts'
import { PriceTrace, PriceTraceView } from './price-trace.tsx'
import { statusWords } from './status-badge.tsx'
import { Steps } from './steps.tsx'

const Level = z.object({ level: z.string(), chosen: z.optional(z.nullable(z.unknown())), reason: z.optional(z.nullable(z.string())) })
const Path = z.array(Level)
const MoneyShape = z.object({ currency: z.string(), amount: z.string() })

const textual = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The facts of a trace as text; what has a shape of its own is shown as JSON. */
function textOf(value: unknown) {
  const money = z.safeParse(MoneyShape, value)
  if (money.success) return <span className="lc-figures">{moneyText(money.data)}</span>
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'object') return <Code>{JSON.stringify(value)}</Code>
  return <span className="lc-figures">{typeof value === 'boolean' ? (value ? 'Yes' : 'No') : textual(value)}</span>
}

const isFilled = (chosen: unknown) => chosen !== null && chosen !== undefined && chosen !== false

function Levels({ path }: { readonly path: z.infer<typeof Path> }) {
  return (
    <>
      <Title order={3}>Price levels, in order</Title>
      <Steps
        label="Price levels"
        steps={path.map(({ level, chosen, reason }, at) => ({
          key: `${at} ${level}`,
          title: statusWords(level),
          state: isFilled(chosen) ? 'done' : 'skipped',
          at: isFilled(chosen) ? 'Decided' : 'Passed over',
          ...(reason && { detail: reason }),
        }))}
      />
    </>
  )
}

// Said by the price itself, or of use to machines only.
const KNOWN = new Set([...Object.keys(PriceTrace.shape), 'at', 'path', 'ruleId', 'quoteId', 'segments'])

const factsOf = (trace: Readonly<Record<string, unknown>>): readonly Fact[] =>
  Object.entries(trace)
    .filter(([key, value]) => !KNOWN.has(key) && !z.safeParse(PriceTrace, value).success)
    .map(([key, value]) => ({ label: statusWords(key), value: textOf(value) }))

/** How an amount came about: each price with its rate, quantity and rounding, what else was known, and the price levels considered. */
export function TraceView({ trace }: { readonly trace: unknown }) {
  if (typeof trace !== 'object' || trace === null)
    return <Text c="dimmed">This entry moved an amount somebody named; no price was worked out.</Text>
  const facts = trace as Readonly<Record<string, unknown>>
  const own = z.safeParse(PriceTrace, trace)
  const path = z.safeParse(Path, facts['path'])
  const others = factsOf(facts)
  return (
    <Stack gap="sm">
      <Title order={3}>How it was worked out</Title>
      {own.success && <PriceTraceView trace={own.data} whole={false} />}
      {Object.entries(facts).map(([key, value]) => {
        const part = z.safeParse(PriceTrace, value)
        return part.success && <PriceTraceView key={key} trace={part.data} title={statusWords(key)} whole />
      })}
      {others.length > 0 && <KeyValues facts={others} />}
      {path.success && path.data.length > 0 && <Levels path={path.data} />}
    </Stack>
  )
}
