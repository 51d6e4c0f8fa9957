import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type Lookup, lookUpRate, type RatePlan } from '../../../api/rate-plans.ts'
import { type Fact, KeyValues, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { When } from '../../../ui/when.tsx'
import { codeWords, stepsOf } from './rates.tsx'

/** What a call costs in this plan, at any instant, with the arithmetic. */
export function Tester({ plan }: { readonly plan: RatePlan }) {
  const form = useForm({
    initialValues: { number: '', seconds: 60, at: '' },
    validate: { number: (value) => (/^\+?[\d ]{1,20}$/.test(value) ? null : 'Enter a number such as +442071838750.') },
  })
  const look = useMutation({
    mutationFn: ({ number, seconds, at }: typeof form.values) =>
      lookUpRate(plan.id, { number: number.replaceAll(' ', ''), seconds, ...(at && { at: new Date(at).toISOString() }) }),
  })
  return (
    <Section title="Try a call">
      <Stack>
        <form onSubmit={form.onSubmit((values) => look.mutate(values))}>
          <Group align="flex-end">
            <TextInput label="Number" placeholder="+44 20 7183 8750" inputMode="tel" {...form.getInputProps('number')} />
            <NumberInput label="Seconds" min={0} max={86_400} w={120} {...form.getInputProps('seconds')} />
            <TextInput type="datetime-local" label="At (empty for now)" {...form.getInputProps('at')} />
            <Button type="submit" loading={look.isPending}>
              Work it out
            </Button>
          </Group>
        </form>
        <ProblemAlert error={look.error} />
        {look.data && <Answer answer={look.data} />}
      </Stack>
    </Section>
  )
}

const REFUSALS = {
  none: 'No code of this plan begins this number, so the call would be refused.',
  closed: 'The code of this number is closed, so the call would be refused.',
  blocked: 'The code of this number is blocked, so the call would be refused.',
} as const

function Answer({ answer }: { readonly answer: Lookup }) {
  const { rate, amount, trace } = answer
  if (answer.kind !== 'rate' || !rate || !amount) {
    return (
      <Notice tone="warn" role="status" title={answer.kind === 'rate' ? REFUSALS.none : REFUSALS[answer.kind]}>
        {answer.code !== null && <Text size="sm">{codeWords(answer.code)}</Text>}
      </Notice>
    )
  }
  const exact = trace?.['exact'] as { numerator: string; denominator: string } | undefined
  const facts: readonly Fact[] = [
    { label: 'Code', value: `${codeWords(answer.code ?? '')} ${rate.name}` },
    { label: 'Price per minute', value: rate.rate === rate.initialRate ? rate.rate : `${rate.initialRate}, then ${rate.rate}` },
    { label: 'Steps', value: stepsOf(rate) },
    { label: 'Connect fee', value: rate.connectFee },
    { label: 'Charged seconds', value: answer.billedSeconds },
    { label: 'Before rounding', value: exact ? `${exact.numerator} / ${exact.denominator}` : '–' },
    { label: 'Price in force since', value: answer.validFrom && <When at={answer.validFrom} show="time" /> },
    { label: 'Price version', value: answer.rateVersionId },
  ]
  return (
    <Stack gap="sm" role="status" aria-label="What the call costs">
      <Text fz="1.5rem" fw={650}>
        <Money value={amount} />
      </Text>
      <KeyValues facts={facts} />
    </Stack>
  )
}
