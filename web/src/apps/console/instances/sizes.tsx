import { Card, Skeleton, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { offersQuery } from '../../../api/instances.ts'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { sizeText } from '../../portal/servers/words.ts'

/** What a reseller's customers can order, at the reseller's prices. */
export function SizesForSale() {
  const { data, error, refetch } = useQuery(offersQuery())
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={200} role="status" aria-label="Loading" />
  if (data.sizes.length === 0) return <Text c="dimmed">No size has a price here.</Text>
  return (
    <Card padding={0}>
      <Table.ScrollContainer minWidth={360}>
        <Table aria-label="Server sizes">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Size</Table.Th>
              <Table.Th ta="right">An hour</Table.Th>
              <Table.Th ta="right">Month at most</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.sizes.map((size) => (
              <Table.Tr key={size.slug}>
                <Table.Td>
                  {size.name}
                  <Text size="sm" c="dimmed">
                    {sizeText(size)}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  <Money value={size.hourly} />
                </Table.Td>
                <Table.Td ta="right">{size.monthlyCap ? <Money value={size.monthlyCap} /> : 'no cap'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  )
}
