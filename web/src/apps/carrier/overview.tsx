import { SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ownOverviewQuery } from '../../api/carriers.ts'
import { Figures, KeyValues, Section } from '../../ui/key-value.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { StatusBadge, statusWords } from '../../ui/status-badge.tsx'
import { When } from '../../ui/when.tsx'
import { SpendGauge } from '../console/carriers/gauge.tsx'

type Quality = {
  readonly attempts: number
  readonly answered: number
  readonly asrPercent: number | null
  readonly acdSeconds: number | null
}

const factsOf = (quality: Quality) => [
  { label: 'Attempts', value: quality.attempts },
  { label: 'Answered', value: quality.answered },
  { label: 'ASR (answered of all attempts)', value: quality.asrPercent === null ? '–' : `${quality.asrPercent} %` },
  { label: 'ACD (mean of answered calls)', value: quality.acdSeconds === null ? '–' : `${quality.acdSeconds} s` },
]

/** What a carrier has with us: money, limits, quality, services. */
export function CarrierOverview() {
  const { data: own, error, refetch } = useQuery(ownOverviewQuery)
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!own) return <Skeleton height={420} role="status" aria-label="Loading" />
  const sends = own.partnerType !== 'supplier'
  const takes = own.partnerType !== 'customer'
  return (
    <>
      <PageHeader
        title={own.name}
        subtitle={
          <>
            {own.code} · {statusWords(own.partnerType)} <StatusBadge status={own.status} />
          </>
        }
      />
      <Figures
        figures={[
          ...(sends
            ? [{ label: 'Available', value: <Money value={own.available} digits="cents" />, hint: statusWords(own.customerCreditType) }]
            : []),
          ...(sends ? [{ label: 'Balance', value: <Money value={own.balance} digits="cents" /> }] : []),
          ...(takes ? [{ label: 'We owe you', value: <Money value={own.payable} digits="cents" /> }] : []),
        ]}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {sends && (
          <Section title="Calls you sent, 24 hours">
            <Stack gap="sm">
              <SpendGauge label="Spent" spent={own.customerSpend24h} limit={own.customer24hLimit} />
              {own.customerUnblocksAt && (
                <Text size="sm" role="status">
                  The limit is reached. Calls are taken again <When at={own.customerUnblocksAt} />.
                </Text>
              )}
              <KeyValues facts={factsOf(own.sent24h)} />
            </Stack>
          </Section>
        )}
        {takes && (
          <Section title="Calls you took, 24 hours">
            <Stack gap="sm">
              <SpendGauge label="Earned" spent={own.supplierSpend24h} limit={own.supplier24hLimit} />
              <KeyValues facts={factsOf(own.taken24h)} />
            </Stack>
          </Section>
        )}
        <Section title="Services">
          {own.services.length === 0 ? (
            <Text c="dimmed">Nothing is set up yet.</Text>
          ) : (
            <Table aria-label="Services">
              <Table.Tbody>
                {own.services.map((service) => (
                  <Table.Tr key={service.shortCode}>
                    <Table.Td>{service.shortCode}</Table.Td>
                    <Table.Td>{service.name}</Table.Td>
                    <Table.Td>{service.direction === 'ingress' ? 'You call us' : 'We call you'}</Table.Td>
                    <Table.Td ta="end">
                      <StatusBadge status={service.status} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Section>
      </SimpleGrid>
    </>
  )
}
