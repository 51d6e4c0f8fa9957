import { Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { orderQuery } from '../../../api/orders.ts'
import type { OrderDetail } from '../../../api/types.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { AnchorLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { SagaSteps } from './saga-steps.tsx'

const route = getRouteApi('/portal/orders/$id')

function Item({ item }: { readonly item: OrderDetail['items'][number] }) {
  return (
    <Stack gap={2}>
      <Group justify="space-between" gap="sm">
        {item.serviceId && item.kind === 'number' ? (
          <AnchorLink to="/numbers/$id" params={{ id: item.serviceId }} fw={600}>
            {item.description}
          </AnchorLink>
        ) : (
          <Text fw={600}>{item.description}</Text>
        )}
        <Money value={item.price} />
      </Group>
      <Group gap="xs">
        <StatusBadge status={item.status} />
        {item.waitingFor === 'verification' && (
          <Text size="sm">
            Waits for your papers. <AnchorLink to="/verification">Send them</AnchorLink>; nothing is charged until then.
          </Text>
        )}
        {item.error && (
          <Text size="sm" c="var(--bad)">
            {item.error.message}
          </Text>
        )}
      </Group>
    </Stack>
  )
}

/** One order of the customer: what, how much, and where it stands. */
export function OrderPage() {
  const { id } = route.useParams()
  const { data: order, error, refetch } = useQuery(orderQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!order) return <Skeleton height={320} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title={`Order ${order.number}`}
        heading={
          <Group gap="sm">
            Order {order.number}
            <StatusBadge status={order.status} />
          </Group>
        }
        back={{ to: '/orders', label: 'Orders' }}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Items">
          <Stack gap="md">
            {order.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
            <KeyValues
              facts={[
                { label: 'Total', value: <Money value={order.total} fw={650} /> },
                { label: 'Placed', value: <When at={order.createdAt} show="time" /> },
              ]}
            />
          </Stack>
        </Section>
        <Section title="Progress">
          <SagaSteps order={order} />
        </Section>
      </SimpleGrid>
    </>
  )
}
