import { Container, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasEnded, orderQuery } from '../../../api/orders.ts'
import type { OrderDetail } from '../../../api/types.ts'
import { CheckIcon } from '../../../ui/icons.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { AnchorLink, ButtonLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { SagaSteps } from '../orders/saga-steps.tsx'

const route = getRouteApi('/portal/checkout/$orderId')

function Outcome({ order }: { readonly order: OrderDetail }) {
  const item = order.items[0]
  if (order.status === 'completed' && item) {
    return (
      <Notice tone="good" role="status" icon={<CheckIcon />} title="Your number is ready">
        <Stack gap="sm">
          <Text size="sm">{item.description} is yours. What next?</Text>
          <Group gap="xs">
            {item.serviceId && (
              <>
                <ButtonLink to="/messages" search={{ number: item.serviceId, compose: '1' }}>
                  Send a message
                </ButtonLink>
                <ButtonLink to="/numbers/$id" params={{ id: item.serviceId }} variant="default">
                  See your number
                </ButtonLink>
              </>
            )}
          </Group>
        </Stack>
      </Notice>
    )
  }
  if (order.status === 'held') {
    return (
      <Notice tone="warn" role="status" title="We are looking into it">
        <Text size="sm">This takes longer than usual. Your money is set aside, not spent; we mail you as soon as it is settled.</Text>
      </Notice>
    )
  }
  if (order.items.some(({ waitingFor }) => waitingFor === 'verification')) {
    return (
      <Notice tone="warn" role="status" title="Your papers are needed">
        <Stack gap="sm">
          <Text size="sm">This number is kept for you. Nothing is charged until your papers are in order; then it goes on by itself.</Text>
          <Group gap="xs">
            <ButtonLink to="/verification">Send your papers</ButtonLink>
          </Group>
        </Stack>
      </Notice>
    )
  }
  if (!hasEnded(order.status)) return null
  return (
    <Notice tone="bad" role="status" title="This did not work">
      <Stack gap="sm">
        <Text size="sm">
          {item?.error?.message ?? 'The number could not be set up.'} Nothing was charged; what was held is available again.
        </Text>
        <Group gap="xs">
          <ButtonLink to="/numbers/find">Choose another number</ButtonLink>
        </Group>
      </Stack>
    </Notice>
  )
}

/** After buying: the order's steps as they happen, then what to do with the number. */
export function Progress() {
  const { orderId } = route.useParams()
  const { data: order, error, refetch } = useQuery(orderQuery(orderId))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!order) return <Skeleton height={300} role="status" aria-label="Loading" />
  return (
    <Container size={560} px={0}>
      <PageHeader
        title={hasEnded(order.status) ? 'Your order' : 'Setting up your number'}
        subtitle={
          <AnchorLink to="/orders/$id" params={{ id: order.id }}>
            See order {order.number}
          </AnchorLink>
        }
      />
      <Stack gap="md">
        <Outcome order={order} />
        <Section title="Progress">
          <SagaSteps order={order} />
        </Section>
      </Stack>
    </Container>
  )
}
