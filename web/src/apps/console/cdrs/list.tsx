import { Drawer, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Cdr, cdrQuery, cdrsQuery } from '../../../api/carriers.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { TwoLines } from '../../../ui/two-lines.tsx'
import { When } from '../../../ui/when.tsx'
import { Candidates, readTrace } from '../routing-plans/candidates.tsx'

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`

const columns: readonly Column<Cdr>[] = [
  { key: 'started', header: 'Started', cell: (cdr) => <When at={cdr.startedAt} show="time" />, csv: (cdr) => cdr.startedAt },
  {
    key: 'b',
    header: 'To',
    cell: (cdr) => <TwoLines top={cdr.bNumber || '–'} below={`from ${cdr.aNumber || 'nobody known'}`} />,
    csv: (cdr) => cdr.bNumber,
  },
  { key: 'a', header: 'From', fileOnly: true, cell: (cdr) => cdr.aNumber, csv: (cdr) => cdr.aNumber },
  {
    key: 'carrier',
    header: 'Customer',
    cell: (cdr) => <TwoLines top={cdr.carrierName} below={cdr.supplierName && `through ${cdr.supplierName}`} />,
    csv: (cdr) => cdr.carrierName,
  },
  { key: 'supplier', header: 'Supplier', fileOnly: true, cell: (cdr) => cdr.supplierName, csv: (cdr) => cdr.supplierName ?? '' },
  {
    key: 'disposition',
    header: 'Outcome',
    cell: (cdr) => (
      <StatusBadge
        status={cdr.disposition}
        tone={cdr.disposition === 'answered' ? 'good' : cdr.disposition === 'refused' ? 'bad' : 'warn'}
        {...(cdr.disposition !== 'answered' && {
          label: cdr.disposition === 'refused' ? statusWords(cdr.reason) : `${cdr.sipCode ?? 'Failed'}`,
        })}
      />
    ),
    csv: (cdr) => cdr.disposition,
  },
  {
    key: 'duration',
    header: 'Talk',
    align: 'right',
    cell: (cdr) => <TwoLines top={seconds(cdr.durationMs)} below={cdr.billedSeconds > 0 && `billed ${cdr.billedSeconds} s`} />,
    csv: (cdr) => String(cdr.durationMs),
  },
  {
    key: 'billed',
    header: 'Billed',
    fileOnly: true,
    cell: (cdr) => cdr.billedSeconds,
    csv: (cdr) => String(cdr.billedSeconds),
  },
  {
    key: 'sold',
    header: 'Sold',
    align: 'right',
    cell: (cdr) => (
      <TwoLines
        top={cdr.sold ? <Money value={cdr.sold} /> : '–'}
        below={
          cdr.cost && (
            <>
              cost <Money value={cdr.cost} />
            </>
          )
        }
      />
    ),
    csv: (cdr) => cdr.sold?.amount ?? '',
  },
  {
    key: 'cost',
    header: 'Cost',
    align: 'right',
    fileOnly: true,
    cell: (cdr) => (cdr.cost ? <Money value={cdr.cost} /> : '–'),
    csv: (cdr) => cdr.cost?.amount ?? '',
  },
  {
    key: 'margin',
    header: 'Margin',
    align: 'right',
    cell: (cdr) => (cdr.margin ? <Money value={cdr.margin} signed /> : '–'),
    csv: (cdr) => cdr.margin?.amount ?? '',
  },
]

const filters: readonly Filter[] = [
  { kind: 'search', key: 'number', label: 'Number begins with', placeholder: 'First digits of either number' },
  {
    kind: 'choice',
    key: 'disposition',
    label: 'Outcome',
    options: ['answered', 'failed', 'refused'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** Calls of every carrier, or of one from both sides. */
export function CdrTable({ carrierId }: { readonly carrierId?: string }) {
  const [opened, setOpened] = useState<Cdr>()
  return (
    <>
      <DataTable
        label="Call records"
        columns={columns}
        filters={filters}
        list={(page, chosen) => cdrsQuery({ ...page, ...chosen, ...(carrierId && { carrierId }) })}
        rowKey={(cdr) => cdr.id}
        onOpen={setOpened}
        openLabel={(cdr) => `show the call to ${cdr.bNumber}`}
        empty={{ title: 'No calls yet', text: 'Every call of a carrier leaves a record here, answered or refused.' }}
      />
      <Drawer opened={opened !== undefined} onClose={() => setOpened(undefined)} title="Call record" position="right" size="lg">
        {opened && <CdrDetail id={opened.id} />}
      </Drawer>
    </>
  )
}

function CdrDetail({ id }: { readonly id: string }) {
  const { data: cdr, error, refetch } = useQuery(cdrQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!cdr) return <Skeleton height={300} role="status" aria-label="Loading" />
  return (
    <Stack>
      <KeyValues
        facts={[
          { label: 'From', value: `${cdr.aNumber || '–'} (sent ${cdr.aOriginal || 'nothing'})` },
          { label: 'To', value: `${cdr.bNumber || '–'} (dialled ${cdr.bOriginal})` },
          { label: 'Source address', value: cdr.sourceIp },
          { label: 'Started', value: <When at={cdr.startedAt} show="time" /> },
          { label: 'Answered', value: cdr.answeredAt ? <When at={cdr.answeredAt} show="time" /> : 'Never' },
          { label: 'Ended', value: `${cdr.sipCode ?? ''} ${statusWords(cdr.reason)}, cause ${cdr.cause ?? '–'}` },
          { label: 'Post-dial delay', value: cdr.pddMs === null ? '–' : seconds(cdr.pddMs) },
          { label: 'Code', value: cdr.code ?? '–' },
          { label: 'Sold', value: cdr.sold ? <Money value={cdr.sold} /> : '–' },
          { label: 'Exactly', value: cdr.soldExact ?? '–' },
          { label: 'Rate version', value: cdr.sellVersion ?? '–' },
          { label: 'Cost', value: cdr.cost ? <Money value={cdr.cost} /> : '–' },
          { label: 'Exactly, cost', value: cdr.costExact ?? '–' },
          { label: 'Margin', value: cdr.margin ? <Money value={cdr.margin} signed /> : '–' },
          ...(cdr.flags.length > 0 ? [{ label: 'Flags', value: cdr.flags.map(statusWords).join(', ') }] : []),
        ]}
      />
      <Title order={3}>Attempts</Title>
      {cdr.attemptRecords.length === 0 ? (
        <Text c="dimmed">No supplier was tried.</Text>
      ) : (
        <Table.ScrollContainer minWidth={420}>
          <Table aria-label="Attempts">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Supplier</Table.Th>
                <Table.Th scope="col">Dialled</Table.Th>
                <Table.Th scope="col">Answer</Table.Th>
                <Table.Th scope="col" ta="end">
                  Cost
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {cdr.attemptRecords.map((attempt) => (
                <Table.Tr key={attempt.attempt}>
                  <Table.Td>{attempt.supplierName}</Table.Td>
                  <Table.Td>{attempt.bNumber}</Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      {attempt.sipCode ?? '–'} {attempt.reason}
                    </Group>
                  </Table.Td>
                  <Table.Td ta="end">{attempt.cost ? <Money value={attempt.cost} /> : '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Decision trace={cdr.trace} />
    </Stack>
  )
}

/** How it was decided: the price it was sold at, and every supplier with its fate. */
function Decision({ trace }: { readonly trace: unknown }) {
  const { sell, routing } = readTrace(trace)
  if (!sell?.perMinute && !routing) return null
  return (
    <>
      <Title order={3}>How it was decided</Title>
      {sell?.perMinute && (
        <Text size="sm">
          Sold at {sell.perMinute} a minute in steps of {sell.steps} seconds, code {sell.code}
          {routing && `, by routing plan ${routing.plan}`}.
        </Text>
      )}
      <Candidates trace={trace} />
    </>
  )
}

export function CdrList() {
  return (
    <>
      <PageHeader title="Call records" subtitle="Calls of carriers: what was sold, what it cost, and why each went where it went." />
      <CdrTable />
    </>
  )
}
