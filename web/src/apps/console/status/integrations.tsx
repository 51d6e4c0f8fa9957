import { Table, Text } from '@mantine/core'
import type { SystemStatus } from '../../../api/types.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

const TONES: Readonly<Record<SystemStatus['integrations'][number]['state'], Tone>> = {
  healthy: 'good',
  degraded: 'warn',
  down: 'bad',
  unknown: 'calm',
}

/** Each vendor in use, by a harmless call every minute. */
export function Integrations({ status }: { readonly status: SystemStatus }) {
  if (status.integrations.length === 0) return <Empty title="No vendor is in use" text="Enable one under Providers." />
  return (
    <Section title="Vendors in use">
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label="Vendors in use" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Vendor</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th ta="right">Answers within</Table.Th>
              <Table.Th>Last failure</Table.Th>
              <Table.Th ta="right">Asked</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {status.integrations.map((vendor) => (
              <Table.Tr key={vendor.id}>
                <Table.Td>
                  {vendor.name}
                  <Text size="xs" c="dimmed">
                    {vendor.capabilities.join(', ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={vendor.state} tone={TONES[vendor.state]} />
                </Table.Td>
                <Table.Td ta="right" className="lc-figures">
                  {vendor.p95Ms === null ? '–' : `${vendor.p95Ms} ms`}
                </Table.Td>
                <Table.Td>{vendor.reason ?? '–'}</Table.Td>
                <Table.Td ta="right">{vendor.probedAt ? <When at={vendor.probedAt} /> : '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  )
}
