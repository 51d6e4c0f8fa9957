import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type NumberRules, type Outcome, type Simulation, simulateCall } from '../../../../api/voice.ts'
import { Section } from '../../../../ui/key-value.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { Steps } from '../../../../ui/steps.tsx'
import { partyText } from '../../calls/call-words.ts'
import { RuleTrace } from '../../calls/rule-trace.tsx'

const OUTCOMES: readonly { readonly value: Outcome; readonly label: string }[] = [
  { value: 'answer', label: 'Answer' },
  { value: 'busy', label: 'Are busy' },
  { value: 'no_answer', label: 'Do not answer' },
  { value: 'unreachable', label: 'Are off' },
]

const ENDS: Readonly<Record<Simulation['end'], string>> = {
  answered: 'The caller talks to somebody.',
  message: 'The caller leaves a message.',
  rejected: 'The call is refused.',
  busy: 'The caller hears the busy tone.',
}

const HAPPENED: Readonly<Record<Outcome | 'skipped', string>> = {
  answer: 'Answered',
  busy: 'Busy',
  no_answer: 'No answer',
  unreachable: 'Unreachable',
  skipped: 'Not tried',
}

type Way = Simulation['path'][number]

function titleOf({ kind, target, ringSeconds }: Way): string {
  if (kind === 'mailbox') return `Mailbox of ${partyText(target)}`
  return kind === 'devices' ? `Your devices ring for ${ringSeconds} s` : `${partyText(target)} rings for ${ringSeconds} s`
}

function Result({ simulation }: { readonly simulation: Simulation }) {
  return (
    <Stack gap="sm" aria-live="polite">
      <Notice tone={simulation.end === 'rejected' || simulation.end === 'busy' ? 'warn' : 'good'} role="status">
        <Text fw={600}>{ENDS[simulation.end]}</Text>
      </Notice>
      {simulation.path.length > 0 && (
        <>
          <Title order={3}>What happens</Title>
          <Steps
            label="Path of the call"
            steps={simulation.path.map((way, at) => ({
              key: `${at} ${way.kind}`,
              title: titleOf(way),
              state: way.outcome === 'answer' ? 'done' : way.outcome === 'skipped' ? 'skipped' : 'failed',
              at: HAPPENED[way.outcome],
              ...(way.forwardedBy.length > 0 && { detail: `Forwarded by ${way.forwardedBy.map(partyText).join(', then ')}` }),
            }))}
          />
        </>
      )}
      <Title order={3}>Why</Title>
      <RuleTrace trace={simulation.trace} />
    </Stack>
  )
}

/** Plays a call at some moment: which rule wins, and where the call ends. Nothing is placed. */
export function Simulator({ of }: { readonly of: NumberRules }) {
  const form = useForm({ initialValues: { from: '', at: '', devices: 'no_answer' as Outcome, elsewhere: 'answer' as Outcome } })
  const simulate = useMutation({
    mutationFn: ({ from, at, devices, elsewhere }: typeof form.values) =>
      simulateCall(of.numberId, {
        from: from.replaceAll(' ', '') || null,
        ...(at && { at: new Date(at).toISOString() }),
        devices,
        elsewhere,
      }),
  })
  return (
    <Section title="Test a call">
      <Stack gap="md">
        <form onSubmit={form.onSubmit((values) => simulate.mutate(values))}>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput label="Caller" placeholder="Hidden" type="tel" {...form.getInputProps('from')} />
              <TextInput label="At (your time)" type="datetime-local" {...form.getInputProps('at')} />
              <Select label="Your devices" allowDeselect={false} data={OUTCOMES} {...form.getInputProps('devices')} />
              <Select label="Phones elsewhere" allowDeselect={false} data={OUTCOMES} {...form.getInputProps('elsewhere')} />
            </SimpleGrid>
            <Group justify="flex-end">
              <Button type="submit" variant="default" loading={simulate.isPending}>
                Test
              </Button>
            </Group>
          </Stack>
        </form>
        <ProblemAlert error={simulate.error} />
        {simulate.data && <Result simulation={simulate.data} />}
      </Stack>
    </Section>
  )
}
