import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type Simulation, simulateCall } from '../../../api/carriers.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { Section } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'
import { Candidates, readTrace } from './candidates.tsx'

/** What would be decided about a call, by the code that decides about real ones. */
export function Simulator() {
  const form = useForm({
    initialValues: { sourceIp: '', dialled: '', from: '' },
    validate: { sourceIp: required('the customer’s address'), dialled: required('what is dialled') },
  })
  const simulate = useMutation({ mutationFn: simulateCall, onError: (error) => void putErrors(form, error) })
  return (
    <Section title="Try a call">
      <form onSubmit={form.onSubmit((values) => simulate.mutate(values))}>
        <Stack gap="sm">
          <Group gap="xs" align="flex-start" grow>
            <TextInput label="Customer’s address" placeholder="192.0.2.10" autoComplete="off" {...form.getInputProps('sourceIp')} />
            <TextInput label="Dialled" placeholder="99#442071838750" autoComplete="off" {...form.getInputProps('dialled')} />
            <TextInput label="Caller" placeholder="+4930123456" autoComplete="off" {...form.getInputProps('from')} />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={simulate.isPending}>
              Try it
            </Button>
          </Group>
          <ProblemAlert error={simulate.error} />
          {simulate.data && <Outcome simulation={simulate.data} />}
        </Stack>
      </form>
    </Section>
  )
}

function Outcome({ simulation }: { readonly simulation: Simulation }) {
  const { sell } = readTrace(simulation.trace)
  const refused = simulation.outcome === 'reject'
  return (
    <Stack gap="sm">
      <Notice
        tone={refused ? 'bad' : 'good'}
        role="status"
        title={
          refused
            ? `Refused: ${simulation.sipCode} ${statusWords(simulation.reason ?? '')}`
            : `${simulation.routes.length} routes, tried in this order`
        }
      >
        {sell?.perMinute && (
          <Text size="sm">
            Sold at {sell.perMinute} a minute, {sell.steps}, code {sell.code}.
          </Text>
        )}
      </Notice>
      <Candidates trace={simulation.trace} />
    </Stack>
  )
}
