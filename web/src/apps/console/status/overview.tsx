import { SimpleGrid, Text } from '@mantine/core'
import type { SystemStatus } from '../../../api/types.ts'
import { bytesText } from '../../../ui/bytes-text.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { Sparkline } from '../../../ui/sparkline.tsx'

type Source = SystemStatus['sources'][number]

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

type Shown = { readonly metric: string; readonly label: string; readonly text: (value: number) => string }

const ms = (value: number) => `${fine.format(value)} ms`
const percent = (value: number) => `${fine.format(value)} %`
const count = (value: number) => whole.format(value)

const SHOWN: Readonly<Record<Source['source'], { readonly title: string; readonly line: string; readonly metrics: readonly Shown[] }>> = {
  api: {
    title: 'API',
    line: 'p95_ms',
    metrics: [
      { metric: 'up', label: 'Answers', text: (value) => (value === 1 ? 'Yes' : 'No') },
      { metric: 'requests', label: 'Requests in the last minute', text: count },
      { metric: 'p95_ms', label: '95 % are answered within', text: ms },
      { metric: 'errors_pct', label: 'Failed on our side', text: percent },
    ],
  },
  database: {
    title: 'Database',
    line: 'latency_ms',
    metrics: [
      { metric: 'latency_ms', label: 'Answers within', text: ms },
      { metric: 'connections_pct', label: 'Connections used', text: percent },
      { metric: 'longest_s', label: 'Longest transaction', text: (value) => `${fine.format(value)} s` },
      { metric: 'bytes', label: 'Size', text: bytesText },
    ],
  },
  queue: {
    title: 'Jobs',
    line: 'waiting',
    metrics: [
      { metric: 'waiting', label: 'Waiting', text: count },
      { metric: 'runs_15m', label: 'Run in 15 minutes', text: count },
      { metric: 'average_ms', label: 'On average', text: ms },
      { metric: 'failed_1h', label: 'Gave up in the last hour', text: count },
      { metric: 'stuck', label: 'Hanging', text: count },
      { metric: 'parked', label: 'Events waiting for a person', text: count },
    ],
  },
  storage: {
    title: 'Storage',
    line: 'free_pct',
    metrics: [
      { metric: 'free_bytes', label: 'Free', text: bytesText },
      { metric: 'free_pct', label: 'Free of all', text: percent },
    ],
  },
  integration: {
    title: 'Vendors',
    line: 'down',
    metrics: [
      { metric: 'healthy', label: 'Healthy', text: count },
      { metric: 'degraded', label: 'Degraded', text: count },
      { metric: 'down', label: 'Down', text: count },
    ],
  },
}

function SourceCard({ source }: { readonly source: Source }) {
  const { title, line, metrics } = SHOWN[source.source]
  const values = source.history.flatMap(({ metrics: measured }) => (measured[line] === undefined ? [] : [measured[line]]))
  const lineLabel = metrics.find(({ metric }) => metric === line)?.label ?? line
  return (
    <Section title={title}>
      {source.takenAt === null ? (
        <Text c="dimmed">Not measured yet.</Text>
      ) : (
        <>
          <Sparkline values={values} label={`${lineLabel}, the last hour`} />
          <KeyValues
            facts={metrics.map(({ metric, label, text }) => {
              const value = source.metrics[metric]
              return { label, value: value === undefined ? '–' : text(value) }
            })}
          />
        </>
      )}
    </Section>
  )
}

/** Every source with its figures and its last hour. */
export function Overview({ status }: { readonly status: SystemStatus }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {status.sources.map((source) => (
          <SourceCard key={source.source} source={source} />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="md">
        {status.modules.length} modules run here: {status.modules.join(', ')}.
      </Text>
    </>
  )
}
