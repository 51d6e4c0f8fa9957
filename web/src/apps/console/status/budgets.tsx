import { Button, Group, Modal, NumberInput, Select, Stack, Switch, Table } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { alertRulesQuery, changeAlertRule } from '../../../api/monitoring.ts'
import type { AlertRule } from '../../../api/types.ts'
import { Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { useMay } from '../place.ts'

const lasting = (seconds: number): string =>
  seconds === 0 ? 'at once' : seconds % 60 === 0 ? `for ${seconds / 60} min` : `for ${seconds} s`

/** What may be measured before it is an alert. */
export function Budgets() {
  const may = useMay()
  const { data, error } = useQuery(alertRulesQuery)
  const [editing, setEditing] = useState<AlertRule>()
  return (
    <Section title="Budgets">
      <ProblemAlert error={error} />
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label="Budgets" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Alert</Table.Th>
              <Table.Th>When</Table.Th>
              <Table.Th>How bad</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.items.map((rule) => (
              <Table.Tr key={rule.id}>
                <Table.Td>{rule.name}</Table.Td>
                <Table.Td>
                  {statusWords(rule.source)} {rule.metric.replaceAll('_', ' ')} {rule.comparator} {rule.threshold}{' '}
                  {lasting(rule.forSeconds)}
                </Table.Td>
                <Table.Td>{statusWords(rule.severity)}</Table.Td>
                <Table.Td>
                  <StatusBadge status={rule.enabled ? 'active' : 'inactive'} label={rule.enabled ? 'On' : 'Off'} />
                </Table.Td>
                <Table.Td ta="right">
                  {may('alert:write') && (
                    <Button size="compact-sm" variant="subtle" onClick={() => setEditing(rule)} aria-label={`Change ${rule.name}`}>
                      Change
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {editing && <ChangeBudget rule={editing} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

const SEVERITIES: readonly AlertRule['severity'][] = ['critical', 'warning', 'info']

function ChangeBudget({ rule, onClose }: { readonly rule: AlertRule; readonly onClose: () => void }) {
  const client = useQueryClient()
  const [threshold, setThreshold] = useState<number | string>(rule.threshold)
  const [forSeconds, setForSeconds] = useState<number | string>(rule.forSeconds)
  const [severity, setSeverity] = useState(rule.severity)
  const [enabled, setEnabled] = useState(rule.enabled)
  const save = useMutation({
    mutationFn: () => changeAlertRule(rule.id, { threshold: Number(threshold), forSeconds: Number(forSeconds), severity, enabled }),
    onSuccess: async () => {
      told('The budget was changed.')
      onClose()
      await client.invalidateQueries({ queryKey: ['alerts'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={rule.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <ProblemAlert error={save.error} />
          <Switch label="Watched" checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
          <NumberInput label={`Alert when ${rule.comparator}`} value={threshold} onChange={setThreshold} min={0} />
          <NumberInput label="For seconds" value={forSeconds} onChange={setForSeconds} min={0} max={86_400} allowDecimal={false} />
          <Select
            label="How bad"
            data={SEVERITIES.map((value) => ({ value, label: statusWords(value) }))}
            value={severity}
            onChange={(value) => setSeverity(SEVERITIES.find((one) => one === value) ?? rule.severity)}
            allowDeselect={false}
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
