import { Button, Card, Container, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Payment } from '../../../api/types.ts'
import { paymentQuery } from '../../../api/wallet.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { type Step, type StepState, Steps } from '../../../ui/steps.tsx'
import { rememberedPayment } from './remembered-payment.ts'

const route = getRouteApi('/portal/wallet/paid')

const ENDED = ['completed', 'failed', 'cancelled']
const GO_ON_MS = 1_500
const ASK_MS = 2_000

function stepsOf({ status, amount, failure }: Payment, left: boolean): readonly Step[] {
  const completed = status === 'completed'
  const over = ENDED.includes(status) || left
  const confirmed: StepState = completed ? 'done' : over ? 'skipped' : 'running'
  const paid: StepState = over && !completed ? 'failed' : 'done'
  return [
    { key: 'pay', title: 'Payment', state: paid, detail: failure ? failure.message : <Money value={amount} /> },
    { key: 'confirm', title: 'Confirmation of the payment provider', state: confirmed },
    { key: 'credit', title: 'Credited to your wallet', state: completed ? 'done' : over ? 'skipped' : 'waiting' },
  ]
}

type OutcomeProps = { readonly payment: Payment | undefined; readonly left: boolean; readonly goal: string; readonly onGo: () => void }

/** What came of the payment in a sentence, and the way on. */
function Outcome({ payment, left, goal, onGo }: OutcomeProps) {
  const toCheckout = goal.startsWith('/checkout')
  const completed = payment?.status === 'completed'
  const failed = payment !== undefined && !completed && ENDED.includes(payment.status)
  if (payment && !completed && !failed && !left) return null
  return (
    <Stack gap="xs">
      <Text role="status">
        {completed && `Thank you. Taking you ${toCheckout ? 'back to your order' : 'to your wallet'}…`}
        {failed && 'Nothing was charged. You can try again.'}
        {left && 'You left the payment page. Nothing was charged.'}
      </Text>
      <Group gap="xs">
        {left && payment?.redirectUrl && (
          <Button component="a" href={payment.redirectUrl}>
            Go on paying
          </Button>
        )}
        <Button variant={completed ? 'filled' : 'default'} onClick={onGo}>
          {toCheckout ? 'Back to checkout' : 'To the wallet'}
        </Button>
      </Group>
    </Stack>
  )
}

const ownPath = (to: string) => (/^\/(?![/\\])/.test(to) ? to : '/wallet')

/** The way back from the payment page: waits for the signed confirmation, then goes on to where the customer was. */
export function Paid() {
  const search = route.useSearch()
  const remembered = rememberedPayment()
  const id = search.payment ?? remembered?.id
  const goal = ownPath(search.to ?? remembered?.to ?? '/wallet')
  const router = useRouter()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    ...paymentQuery(id ?? ''),
    enabled: Boolean(id),
    refetchInterval: ({ state }) => (state.data && ENDED.includes(state.data.status) ? false : ASK_MS),
  })
  const completed = data?.status === 'completed'
  useEffect(() => {
    if (!completed) return
    void client.invalidateQueries({ queryKey: ['wallets'] })
    const timer = setTimeout(() => void router.navigate({ href: goal, replace: true }), GO_ON_MS)
    return () => clearTimeout(timer)
  }, [completed, client, router, goal])
  const left = Boolean(search.cancelled) && data !== undefined && !ENDED.includes(data.status)
  return (
    <Container size={520} px={0}>
      <PageHeader title="Your payment" />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <Card mih={180}>
        {data ? (
          <Steps label="Progress of your payment" steps={stepsOf(data, left)} />
        ) : (
          <Text c="dimmed">{id ? 'Looking up your payment…' : 'There is no payment to show.'}</Text>
        )}
        <Outcome payment={data} left={left} goal={goal} onGo={() => void router.navigate({ href: goal })} />
      </Card>
    </Container>
  )
}
