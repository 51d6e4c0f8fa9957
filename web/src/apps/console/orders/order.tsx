import { Anchor, Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { retryOrder } from '../../../api/console.ts'
import { cancelOrder, orderQuery } from '../../../api/orders.ts'
import type { OrderDetail } from '../../../api/types.ts'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { Link } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { isZero } from '../../../ui/money-text.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { SagaSteps } from '../../portal/orders/saga-steps.tsx'
import { useBase, useMay } from '../place.ts'
import { RefundItem } from './refund-item.tsx'

/** One order with every step of its saga: what was held, who was asked, what was captured or given back. */
export function StaffOrder() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const { data: order, error, refetch } = useQuery(orderQuery(id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!order) return <Skeleton height={420} role="status" aria-label="Loading" />
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
        back={{ to: `${base}/orders`, label: 'Orders' }}
        actions={<OrderActions order={order} />}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Stack>
          <Section title="Order">
            <KeyValues
              facts={[
                {
                  label: 'Customer',
                  value: (
                    <Anchor component={Link} to={`${base}/customers/$id`} params={{ id: order.accountId } as never}>
                      {order.accountName ?? 'Open the customer'}
                    </Anchor>
                  ),
                },
                { label: 'Total', value: <Money value={order.total} fw={650} /> },
                { label: 'Placed', value: <When at={order.createdAt} show="time" /> },
              ]}
            />
          </Section>
          {order.items.map((item) => (
            <ItemSection key={item.id} item={item} />
          ))}
        </Stack>
        <Section title="Steps">
          <SagaSteps order={order} />
        </Section>
      </SimpleGrid>
    </>
  )
}

function ItemSection({ item }: { readonly item: OrderDetail['items'][number] }) {
  const may = useMay()
  const [refunding, setRefunding] = useState(false)
  const refundable = item.status === 'completed' && !item.refundedAt && !isZero(item.price) && may('refund:create')
  return (
    <Section title={item.description} actions={<StatusBadge status={item.refundedAt ? 'refunded' : item.status} />}>
      <KeyValues
        facts={[
          { label: 'Price', value: <Money value={item.price} /> },
          ...(item.renewal ? [{ label: 'Then', value: <Money value={item.renewal.price} /> }] : []),
          ...(item.waitingFor ? [{ label: 'Waits for', value: item.waitingFor }] : []),
          ...(item.refundedAt ? [{ label: 'Paid back', value: <When at={item.refundedAt} show="time" /> }] : []),
          ...(item.error ? [{ label: 'Why it failed', value: <Text c="var(--bad)">{item.error.message}</Text> }] : []),
        ]}
      />
      {refundable && (
        <Group justify="flex-end" mt="sm">
          <Button variant="default" size="xs" onClick={() => setRefunding(true)}>
            Pay back …
          </Button>
          <RefundItem item={item} opened={refunding} onClose={() => setRefunding(false)} />
        </Group>
      )}
    </Section>
  )
}

function OrderActions({ order }: { readonly order: OrderDetail }) {
  const may = useMay()
  const client = useQueryClient()
  const after = (message: string) => async () => {
    told(message)
    await client.invalidateQueries({ queryKey: ['orders'] })
  }
  const retry = useMutation({ mutationFn: () => retryOrder(order.id), onSuccess: after('The order is tried again.') })
  const cancel = useMutation({ mutationFn: () => cancelOrder(order.id), onSuccess: after('The order was cancelled.') })
  return (
    <>
      <ProblemAlert error={retry.error ?? cancel.error} />
      {order.status === 'held' && may('order:retry') && (
        <Button onClick={() => retry.mutate()} loading={retry.isPending}>
          Try again
        </Button>
      )}
      {['acknowledged', 'inProgress', 'held'].includes(order.status) && may('order:cancel') && (
        <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
          Cancel order
        </Button>
      )}
    </>
  )
}
