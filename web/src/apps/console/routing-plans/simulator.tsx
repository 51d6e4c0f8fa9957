import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { type Simulation, simulateCall } from '../../../api/carriers.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { Section } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { statusWords } from '../../../ui/status-badge.tsx'

const Candidate = z.object({
  service: z.string(),
  carrier: z.string(),
  price: z.nullable(z.object({ perMinute: z.optional(z.string()), steps: z.optional(z.string()) })),
  expectedCost: z.nullable(z.string()),
  excluded: z.nullable(z.string()),
})
const Trace = z.object({
  sell: z.optional(z.object({ perMinute: z.optional(z.string()), steps: z.optional(z.string()), code: z.optional(z.string()) })),
  routing: z.optional(z.object({ plan: z.string(), candidates: z.array(Candidate) })),
})

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
  const trace = z.safeParse(Trace, simulation.trace)
  const { sell, routing } = trace.success ? trace.data : {}
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
      {routing && (
        <Table.ScrollContainer minWidth={420}>
          <Table aria-label="Candidates">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Supplier</Table.Th>
                <Table.Th scope="col">A minute</Table.Th>
                <Table.Th scope="col">Expected</Table.Th>
                <Table.Th scope="col">Fate</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {routing.candidates.map((candidate, at) => (
                <Table.Tr key={candidate.service}>
                  <Table.Td>
                    {candidate.service} {candidate.carrier}
                  </Table.Td>
                  <Table.Td className="lc-figures">
                    {candidate.price?.perMinute ?? '–'} {candidate.price?.steps}
                  </Table.Td>
                  <Table.Td className="lc-figures">{candidate.expectedCost ?? '–'}</Table.Td>
                  <Table.Td>{candidate.excluded ? statusWords(candidate.excluded) : `${at + 1}.`}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  )
}
