import { Button, Group, Modal, NumberInput, Stack, Switch, Table, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chooseRetention, retentionPoliciesQuery, retentionRunsQuery, runRetention } from '../../../api/archive.ts'
import type { RetentionPolicy, RetentionRun } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'
import { LegalHolds } from './legal-holds.tsx'

const WHAT = { delete: 'Deleted', redact: 'Emptied' } as const
const count = new Intl.NumberFormat('en')

const runColumns: readonly Column<RetentionRun>[] = [
  { key: 'ran', header: 'When', cell: (run) => <When at={run.ranAt} show="time" />, csv: (run) => run.ranAt },
  { key: 'entity', header: 'What', cell: (run) => run.entity.replaceAll('_', ' '), csv: (run) => run.entity },
  { key: 'action', header: 'How', cell: (run) => WHAT[run.action], csv: (run) => run.action },
  { key: 'before', header: 'Older than', cell: (run) => <When at={run.before} show="date" />, csv: (run) => run.before },
  { key: 'rows', header: 'Rows', align: 'right', cell: (run) => count.format(run.rows), csv: (run) => String(run.rows) },
]

/** How long things are kept, what would go now, and what went when. */
export function Retention() {
  const may = useMay()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(retentionPoliciesQuery)
  const [editing, setEditing] = useState<RetentionPolicy>()
  const run = useMutation({
    mutationFn: runRetention,
    onSuccess: async ({ items }) => {
      told(`${count.format(items.reduce((sum, { rows }) => sum + rows, 0))} rows went.`)
      await client.invalidateQueries({ queryKey: ['retention'] })
    },
  })
  return (
    <>
      <PageHeader
        title="Data retention"
        subtitle="Runs each night at 03:00 UTC. The ledger, usage records and the audit trail are never touched."
        actions={
          may('retention:write') && (
            <Button variant="default" onClick={() => run.mutate()} loading={run.isPending}>
              Run now
            </Button>
          )
        }
      />
      <ProblemAlert error={error ?? run.error} onRetry={() => void refetch()} />
      <Stack>
        <Section title="Policies">
          <Table.ScrollContainer minWidth={640}>
            <Table aria-label="Policies" verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>What</Table.Th>
                  <Table.Th>After</Table.Th>
                  <Table.Th ta="right">Due now</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data?.items.map((policy) => (
                  <Table.Tr key={policy.entity}>
                    <Table.Td>
                      {policy.label}
                      <Text size="xs" c="dimmed">
                        {policy.basis}
                      </Text>
                    </Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>
                      {WHAT[policy.action]} after {policy.keepDays} {policy.keepDays === 1 ? 'day' : 'days'}
                    </Table.Td>
                    <Table.Td ta="right" className="lc-figures">
                      {count.format(policy.due)}
                    </Table.Td>
                    <Table.Td>
                      <StatusBadge
                        status={policy.enabled ? 'active' : 'inactive'}
                        label={policy.enabled ? (policy.chosen ? 'On, changed' : 'On') : 'Off'}
                      />
                    </Table.Td>
                    <Table.Td ta="right">
                      {may('retention:write') && (
                        <Button size="compact-sm" variant="subtle" aria-label={`Change ${policy.label}`} onClick={() => setEditing(policy)}>
                          Change
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Section>
        <LegalHolds />
        <Section title="Runs">
          <DataTable
            label="Runs"
            columns={runColumns}
            list={(page) => retentionRunsQuery(page)}
            rowKey={(row) => `${row.ranAt}/${row.entity}`}
            empty={{ title: 'No run yet', text: 'The first one comes in the night.' }}
          />
        </Section>
      </Stack>
      {editing && <ChangePolicy policy={editing} onClose={() => setEditing(undefined)} />}
    </>
  )
}

function ChangePolicy({ policy, onClose }: { readonly policy: RetentionPolicy; readonly onClose: () => void }) {
  const client = useQueryClient()
  const [days, setDays] = useState<number | string>(policy.keepDays)
  const [enabled, setEnabled] = useState(policy.enabled)
  const save = useMutation({
    mutationFn: () => chooseRetention({ entity: policy.entity, keepDays: Number(days), enabled }),
    onSuccess: async () => {
      told('The policy was changed.')
      onClose()
      await client.invalidateQueries({ queryKey: ['retention'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={policy.label}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {policy.basis}
          </Text>
          <ProblemAlert error={save.error} />
          <Switch label="Runs each night" checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
          <NumberInput
            label="Days kept"
            description={`At least ${policy.leastDays}; usual are ${policy.usualDays}.`}
            value={days}
            onChange={setDays}
            min={policy.leastDays}
            max={36_500}
            allowDecimal={false}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
