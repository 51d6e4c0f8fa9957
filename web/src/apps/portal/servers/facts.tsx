import { Group, Text } from '@mantine/core'
import type { Instance } from '../../../api/instances.ts'
import { Copy } from '../../../ui/copy.tsx'
import { type Fact, Figures, KeyValues, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { sizeText, taskText, toneOf } from './words.ts'

/** Name, status and what is being done, side by side: one word would hide half of it. */
export function ServerHeading({ server }: { readonly server: Instance }) {
  return (
    <Group gap="sm">
      {server.name}
      <StatusBadge status={server.status} tone={toneOf(server.status)} />
      {server.task && <StatusBadge status="running" label={`${taskText(server.task)}…`} />}
      {server.holds.map((hold) => (
        <StatusBadge key={hold.kind} status="held" label={`${statusWords(hold.kind)} hold`} />
      ))}
    </Group>
  )
}

/** What it costs and has cost. */
export function SpendFigures({ server }: { readonly server: Instance }) {
  const { billing } = server
  return (
    <Figures
      figures={[
        {
          label: 'This month',
          value: <Money value={billing.thisMonth} />,
          hint: billing.monthlyCap ? (
            <>
              of at most <Money value={billing.monthlyCap} />
            </>
          ) : (
            'no monthly cap'
          ),
        },
        { label: 'Since it was made', value: <Money value={billing.total} />, hint: 'hours that are over' },
        {
          label: 'An hour',
          value: <Money value={billing.hourly} />,
          hint: billing.continues ? 'on or off, until you delete it' : 'not billed now',
        },
      ]}
    />
  )
}

/** What the server is and where it is reached. */
export function ServerFacts({ server }: { readonly server: Instance }) {
  const facts: Fact[] = [
    { label: 'Size', value: sizeText(server) },
    { label: 'Image', value: server.image },
    { label: 'Region', value: server.region },
    { label: 'Address', value: server.address ?? '–' },
    ...server.access.map(({ name, host, port }) => ({
      label: `Reached by ${name.toUpperCase()}`,
      value: (
        <Group gap={4} wrap="nowrap">
          <Text span>{`${host}:${port}`}</Text>
          <Copy value={`${host}:${port}`} label={`Copy address for ${name}`} />
        </Group>
      ),
    })),
    { label: 'SSH key', value: server.hasKey ? 'put on the server' : 'none' },
    { label: 'Last seen', value: server.observedAt ? <When at={server.observedAt} /> : '–' },
    { label: 'Made', value: <When at={server.createdAt} show="date" /> },
  ]
  return (
    <Section title="Details">
      <KeyValues facts={facts} />
    </Section>
  )
}
