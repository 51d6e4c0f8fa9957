import { Anchor, Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { overviewQuery } from '../../../api/console.ts'
import type { Overview } from '../../../api/types.ts'
import { Figures, Section } from '../../../ui/key-value.tsx'
import { AnchorLink, Link } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { useBase, useMay } from '../place.ts'
import { changeText } from './change.ts'

const RevenueChart = lazy(async () => ({ default: (await import('./revenue-chart.tsx')).RevenueChart }))

const LABELS: Readonly<Record<number, string>> = { 1: 'Today', 7: '7 days', 30: '30 days' }

type Window = Overview['windows'][number]

function figuresOf({ current, previous }: Window) {
  const hint = (now: string, before: string) => changeText(now, before)
  return [
    {
      label: 'Revenue',
      value: <Money value={current.revenue} digits="cents" />,
      hint: hint(current.revenue.amount, previous.revenue.amount),
    },
    { label: 'Profit', value: <Money value={current.profit} digits="cents" />, hint: hint(current.profit.amount, previous.profit.amount) },
    { label: 'Top-ups', value: <Money value={current.topUps} digits="cents" />, hint: hint(current.topUps.amount, previous.topUps.amount) },
    { label: 'New customers', value: current.newCustomers, hint: hint(String(current.newCustomers), String(previous.newCustomers)) },
    { label: 'Orders', value: current.orders, hint: hint(String(current.orders), String(previous.orders)) },
    { label: 'Messages', value: current.messages, hint: hint(String(current.messages), String(previous.messages)) },
  ]
}

/** The first look of the day: money, growth, and what waits for a person. */
export function ConsoleHome() {
  const [days, setDays] = useState('7')
  const may = useMay()
  const { data, error, refetch } = useQuery({ ...overviewQuery, enabled: may('overview:read') })
  const window = data?.windows.find(({ current }) => String(current.days) === days)
  return (
    <>
      <PageHeader
        title="Home"
        actions={
          <SegmentedControl
            value={days}
            onChange={setDays}
            aria-label="Period"
            data={Object.entries(LABELS).map(([value, label]) => ({ value, label }))}
          />
        }
      />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={420} role="status" aria-label="Loading" />}
      {data && window && (
        <Stack>
          <Figures figures={figuresOf(window)} />
          <Section title="Revenue and cost">
            <Suspense fallback={<Skeleton height={240} />}>
              <RevenueChart daily={data.daily} currency={data.currency} />
            </Suspense>
          </Section>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <NeedsYou items={data.needsYou} />
            <Books overview={data} />
          </SimpleGrid>
        </Stack>
      )}
    </>
  )
}

function NeedsYou({ items }: { readonly items: Overview['needsYou'] }) {
  const base = useBase()
  const target = (link: string) => {
    const [path = '', query] = link.split('?')
    return { to: `${base}${path}`, search: Object.fromEntries(new URLSearchParams(query)) }
  }
  return (
    <Section title="Needs you">
      {items.length === 0 && <Text c="dimmed">Nothing is waiting for a decision.</Text>}
      <Stack gap="xs">
        {items.map((item) => (
          <Group key={item.kind} justify="space-between">
            <AnchorLink {...target(item.link)}>{item.label}</AnchorLink>
            <Text fw={650} className="lc-figures">
              {item.count}
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}

function Books({ overview }: { readonly overview: Overview }) {
  const base = useBase()
  const keepsBooks = useMay()('ledger:read')
  const { ok, checkedAt } = overview.invariants
  return (
    <Section
      title="Books"
      actions={
        keepsBooks && (
          <Anchor component={Link} to={`${base}/ledger`}>
            Open the ledger
          </Anchor>
        )
      }
    >
      <Stack gap="xs">
        <Group justify="space-between">
          <Text c="dimmed">Customers’ money in wallets</Text>
          <Money value={overview.walletLiability} fw={650} />
        </Group>
        {keepsBooks && (
          <Group justify="space-between">
            <Text c="dimmed">Invariants</Text>
            <Group gap="xs">
              {checkedAt && <When at={checkedAt} c="dimmed" size="sm" />}
              <StatusBadge status={ok === null ? 'not checked yet' : ok ? 'ok' : 'broken'} />
            </Group>
          </Group>
        )}
      </Stack>
    </Section>
  )
}
