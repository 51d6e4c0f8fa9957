import '@mantine/charts/styles.css'
import { LineChart } from '@mantine/charts'
import { SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Instance, metricsQuery, type Range } from '../../../api/instances.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { type ChartPoint, pointsOf } from './points.ts'

type Series = { readonly name: keyof Omit<ChartPoint, 'at'>; readonly label: string; readonly color: string }
type Chart = { readonly title: string; readonly unit: string; readonly series: readonly Series[] }

const CHARTS: readonly Chart[] = [
  { title: 'Processor', unit: '%', series: [{ name: 'cpu', label: 'Used', color: 'brand.8' }] },
  { title: 'Memory', unit: 'MiB', series: [{ name: 'memory', label: 'Used', color: 'brand.8' }] },
  {
    title: 'Disk',
    unit: 'KiB/s',
    series: [
      { name: 'read', label: 'Read', color: 'brand.8' },
      { name: 'write', label: 'Written', color: 'gray.6' },
    ],
  },
  {
    title: 'Network',
    unit: 'KiB/s',
    series: [
      { name: 'rx', label: 'In', color: 'brand.8' },
      { name: 'tx', label: 'Out', color: 'gray.6' },
    ],
  },
]

function OneChart({ chart, points }: { readonly chart: Chart; readonly points: readonly ChartPoint[] }) {
  const known = points.some((point) => chart.series.some(({ name }) => point[name] !== null))
  const last = points.at(-1)
  const latest = chart.series.map(({ name, label }) => `${label.toLowerCase()} ${last?.[name] ?? 'unknown'} ${chart.unit}`).join(', ')
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {chart.title}{' '}
        <Text span size="sm" c="dimmed">
          {chart.unit}
        </Text>
      </Text>
      {known ? (
        <div role="img" aria-label={`${chart.title}: ${latest}`}>
          <LineChart
            h={150}
            data={[...points]}
            dataKey="at"
            withDots={false}
            connectNulls={false}
            curveType="linear"
            withLegend={chart.series.length > 1}
            series={chart.series.map(({ name, label, color }) => ({ name, label, color }))}
            valueFormatter={(value) => `${value} ${chart.unit}`}
          />
        </div>
      ) : (
        <Text size="sm" c="dimmed" h={150}>
          This machine does not count it.
        </Text>
      )}
    </Stack>
  )
}

/** How busy the server was; where nothing was measured the line has a gap. */
export function MetricsSection({ server }: { readonly server: Instance }) {
  const [range, setRange] = useState<Range>('1h')
  const { data, error, refetch } = useQuery(metricsQuery(server.id, range))
  return (
    <Section
      title="Load"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Time"
          value={range}
          onChange={(value) => setRange(value as Range)}
          data={[
            { value: '1h', label: 'Hour' },
            { value: '1d', label: 'Day' },
            { value: '7d', label: 'Week' },
          ]}
        />
      }
    >
      {error ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={320} />
      ) : data.items.length === 0 ? (
        <Text c="dimmed">Nothing was measured in this time. A running server is measured every minute.</Text>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          {CHARTS.map((chart) => (
            <OneChart key={chart.title} chart={chart} points={pointsOf(data)} />
          ))}
        </SimpleGrid>
      )}
    </Section>
  )
}
