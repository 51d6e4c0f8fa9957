import { Container, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { reserveNumber } from '../../../api/numbers.ts'
import type { Reservation } from '../../../api/types.ts'
import { walletQuery } from '../../../api/wallet.ts'
import { Empty } from '../../../ui/empty.tsx'
import { PhoneIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { type Choice, forgetChoice, readChoice } from '../../storefront/choice.ts'
import { OrderSummary } from './order-summary.tsx'
import { PaySection } from './pay-section.tsx'

// A query, not a mutation: the screen may be drawn twice and come back after the payment, the number is reserved once.
const reservationOf = (choice: Choice) =>
  queryOptions({
    queryKey: ['reservation', choice.key],
    queryFn: (): Promise<Reservation> => reserveNumber({ e164: choice.e164, country: choice.country, type: choice.type }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** The last look before buying: what, for how much, from which money. */
export function Checkout() {
  const choice = readChoice()
  return (
    <Container size={860} px={0}>
      <PageHeader title="Checkout" />
      {choice ? (
        <Chosen choice={choice} />
      ) : (
        <Empty
          icon={<PhoneIcon size={28} />}
          title="Nothing chosen yet"
          text="Choose a number first."
          action={<ButtonLink to="/numbers/find">Find a number</ButtonLink>}
        />
      )}
    </Container>
  )
}

function Chosen({ choice }: { readonly choice: Choice }) {
  const reservation = useQuery(reservationOf(choice))
  const wallet = useQuery(walletQuery)
  if (reservation.error) {
    return (
      <ProblemAlert
        error={reservation.error}
        action={
          <ButtonLink to="/numbers/find" search={Object.fromEntries(new URLSearchParams(choice.from))} size="xs" onClick={forgetChoice}>
            Choose another number
          </ButtonLink>
        }
        onRetry={() => void reservation.refetch()}
      />
    )
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      <OrderSummary choice={choice} reservation={reservation.data} />
      <Stack gap="md">
        {wallet.error && <ProblemAlert error={wallet.error} onRetry={() => void wallet.refetch()} />}
        {reservation.data && wallet.data ? (
          <PaySection choice={choice} reservation={reservation.data} wallet={wallet.data} />
        ) : (
          <Skeleton height={230} role="status" aria-label="Loading" />
        )}
        <Text size="sm" c="dimmed">
          We hold the amount while we set up the number, and charge it only when the number is yours.
        </Text>
      </Stack>
    </SimpleGrid>
  )
}
