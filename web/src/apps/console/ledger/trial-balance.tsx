import { Card, Skeleton, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { trialBalanceQuery } from '../../../api/console.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'

/** What every account of the ledger received and gave; both columns have the same sum. */
export function TrialBalance() {
  const { data, error, refetch } = useQuery(trialBalanceQuery)
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={240} role="status" aria-label="Loading" />
  if (data.lines.length === 0) return <Empty title="The books are empty" text="The first top-up writes their first line." />
  return (
    <Card padding={0}>
      <Table aria-label="Trial balance" className="lc-figures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Account</Table.Th>
            <Table.Th ta="right">Debit</Table.Th>
            <Table.Th ta="right">Credit</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.lines.map((line) => (
            <Table.Tr key={`${line.code} ${line.debit.currency}`}>
              <Table.Td>{line.code}</Table.Td>
              <Table.Td ta="right">
                <Money value={line.debit} />
              </Table.Td>
              <Table.Td ta="right">
                <Money value={line.credit} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  )
}
