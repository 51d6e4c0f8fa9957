import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { placeOrder } from '../../../api/orders.ts'
import { isProblem } from '../../../api/problem.ts'
import type { Reservation, Wallet } from '../../../api/types.ts'
import { InfoIcon } from '../../../ui/icons.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { centsUp, isNegative, isZero, minus, moneyText, plus } from '../../../ui/money-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { type Choice, forgetChoice } from '../../storefront/choice.ts'
import { AddFunds } from '../wallet/add-funds.tsx'

type PaySectionProps = { readonly choice: Choice; readonly reservation: Reservation; readonly wallet: Wallet }

const LEAST_PAYMENT = '5.00'

/** The wallet against the total: enough leads to the order, too little to the payment and back here. */
export function PaySection({ choice, reservation, wallet }: PaySectionProps) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const total = plus(choice.monthly, choice.setup)
  const left = minus(wallet.available, total)
  const short = isNegative(left) && !isZero(left)
  const order = useMutation({
    mutationFn: () => placeOrder([{ kind: 'number', reservationId: reservation.id }], choice.key),
    onSuccess: ({ id }) => {
      forgetChoice()
      void client.invalidateQueries({ queryKey: ['wallets'] })
      void navigate({ to: '/checkout/$orderId', params: { orderId: id }, replace: true })
    },
    onError: (error) => {
      if (isProblem(error) && error.status === 402) void client.invalidateQueries({ queryKey: ['wallets'] })
      if (isProblem(error, 'numbers.reservationExpired')) void client.invalidateQueries({ queryKey: ['reservation'] })
    },
  })
  const missing = centsUp(minus(total, wallet.available))
  const wanted = Number(missing) < Number(LEAST_PAYMENT) ? LEAST_PAYMENT : missing
  return (
    <Section title="Pay from your wallet">
      <Stack gap="sm">
        <KeyValues
          facts={[
            { label: 'Available', value: <Money value={wallet.available} digits="cents" /> },
            {
              label: short ? 'Missing' : 'Left afterwards',
              value: short ? <Money value={minus(total, wallet.available)} /> : <Money value={left} digits="cents" />,
            },
          ]}
        />
        {short ? (
          <>
            <Notice tone="warn" icon={<InfoIcon />} title="Add funds to go on">
              <Text size="sm">You come straight back here; the number stays reserved.</Text>
            </Notice>
            <AddFunds currency={wallet.currency} returnTo="/checkout" wanted={wanted} action="Add funds and continue" />
          </>
        ) : (
          <>
            <ProblemAlert error={order.error} />
            <Button onClick={() => order.mutate()} loading={order.isPending || order.isSuccess}>
              {`Buy number · ${moneyText(total)}`}
            </Button>
          </>
        )}
      </Stack>
    </Section>
  )
}
