import { Button, Group, Loader, Modal, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { hasEnded, orderQuery, placeOrder } from '../../../api/orders.ts'
import type { StorePlan } from '../../../api/types.ts'
import { walletQuery } from '../../../api/wallet.ts'
import { dataText } from '../../../ui/bytes.ts'
import { CheckIcon, InfoIcon } from '../../../ui/icons.tsx'
import { KeyValues } from '../../../ui/key-value.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { centsUp, isNegative, minus, moneyText } from '../../../ui/money-text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { AddFunds } from '../wallet/add-funds.tsx'

const LEAST_PAYMENT = '5.00'

type BuyPlanProps = {
  readonly plan: StorePlan
  /** Set when an eSIM is topped up. */
  readonly esimId?: string
  readonly onClose: () => void
}

/** What to know before paying: a phone that cannot use an eSIM is the most common regret. */
function DeviceHint({ eid, onEid }: { readonly eid: string; readonly onEid: (text: string) => void }) {
  return (
    <Stack gap="xs">
      <Notice tone="brand" icon={<InfoIcon />} title="Does your phone take eSIMs?">
        <Text size="sm">
          Dial *#06# on the phone. If it shows an EID, it takes eSIMs. It must not be locked to a carrier. Installed eSIMs are not paid
          back.
        </Text>
      </Notice>
      <TextInput
        label="EID of the phone (optional)"
        description="32 digits from *#06#. We check it before you pay."
        value={eid}
        onChange={(event) => onEid(event.currentTarget.value)}
        autoComplete="off"
        inputMode="numeric"
      />
    </Stack>
  )
}

/** The order as it goes on, until the eSIM is there. */
function Waiting({ orderId, toppedUp, onClose }: { readonly orderId: string; readonly toppedUp: boolean; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { data: order, error, refetch } = useQuery(orderQuery(orderId))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  const item = order?.items[0]
  if (order?.status === 'completed' && item?.serviceId) {
    return (
      <Notice tone="good" role="status" icon={<CheckIcon />} title={toppedUp ? 'Topped up' : 'Your eSIM is ready'}>
        <Stack gap="sm">
          <Text size="sm">
            {toppedUp ? 'The data is on your eSIM; there is nothing to install.' : 'Install it now, or from the link we mailed you.'}
          </Text>
          {toppedUp ? (
            <Group>
              <Button
                onClick={() => {
                  void client.invalidateQueries({ queryKey: ['esims'] })
                  onClose()
                }}
              >
                Done
              </Button>
            </Group>
          ) : (
            <Group>
              <ButtonLink to="/esims/$id" params={{ id: item.serviceId }}>
                Install it
              </ButtonLink>
            </Group>
          )}
        </Stack>
      </Notice>
    )
  }
  if (order && (hasEnded(order.status) || order.status === 'held')) {
    const held = order.status === 'held'
    return (
      <Notice tone={held ? 'warn' : 'bad'} role="status" title={held ? 'We are looking into it' : 'This did not work'}>
        <Text size="sm">
          {held
            ? 'This takes longer than usual. Your money is set aside, not spent; we mail you as soon as it is settled.'
            : `${item?.error?.message ?? 'The plan could not be delivered.'} Nothing was charged.`}
        </Text>
      </Notice>
    )
  }
  return (
    <Group gap="sm" role="status">
      <Loader size="sm" />
      <Text size="sm">Setting it up. This takes up to a minute; you may close this, we mail you when it is ready.</Text>
    </Group>
  )
}

/** A plan, the wallet, and one button; the money is held until the eSIM is there. */
export function BuyPlan({ plan, esimId, onClose }: BuyPlanProps) {
  const client = useQueryClient()
  const [eid, setEid] = useState('')
  const [autoRenew, setAutoRenew] = useState(false)
  const [key] = useState(newKey)
  const wallet = useQuery(walletQuery)
  const order = useMutation({
    mutationFn: () =>
      placeOrder(
        [
          {
            kind: 'esim',
            planId: plan.id,
            ...(esimId && { esimId }),
            ...(eid.trim() && { eid: eid.trim() }),
            ...(autoRenew && { autoRenew }),
          },
        ],
        key,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['wallets'] }),
  })
  const left = wallet.data ? minus(wallet.data.available, plan.price) : undefined
  const short = left !== undefined && isNegative(left)
  const missing = wallet.data && centsUp(minus(plan.price, wallet.data.available))
  return (
    <Modal opened onClose={onClose} title={`${esimId ? 'Top up with' : 'Get'} ${plan.name}`}>
      {order.data ? (
        <Waiting orderId={order.data.id} toppedUp={esimId !== undefined} onClose={onClose} />
      ) : (
        <Stack>
          <KeyValues
            facts={[
              { label: 'Data', value: dataText(plan.dataBytes) },
              { label: 'Valid', value: `${plan.validityDays} days ${plan.validity === 'first_use' ? 'from first use' : 'from purchase'}` },
              { label: 'Price', value: <Money value={plan.price} /> },
              { label: 'In your wallet', value: wallet.data ? <Money value={wallet.data.available} digits="cents" /> : '–' },
            ]}
          />
          {!esimId && <DeviceHint eid={eid} onEid={setEid} />}
          {!esimId && (
            <Switch
              label="Buy it again by itself"
              description="When the data is used up or a day before the plan ends, from your wallet. You can turn it off any time."
              checked={autoRenew}
              onChange={(event) => setAutoRenew(event.currentTarget.checked)}
            />
          )}
          <ProblemAlert error={order.error ?? wallet.error} />
          {short && missing && wallet.data ? (
            <>
              <Notice tone="warn" icon={<InfoIcon />} title={`${moneyText(minus(plan.price, wallet.data.available))} missing`}>
                <Text size="sm">Add funds; you come straight back here.</Text>
              </Notice>
              <AddFunds
                currency={wallet.data.currency}
                returnTo={esimId ? `/esims/${esimId}` : '/esims/store'}
                wanted={Number(missing) < Number(LEAST_PAYMENT) ? LEAST_PAYMENT : missing}
                action="Add funds and continue"
              />
            </>
          ) : (
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Not now
              </Button>
              <Button onClick={() => order.mutate()} loading={order.isPending} disabled={!wallet.data}>
                {`${esimId ? 'Top up' : 'Buy'} · ${moneyText(plan.price)}`}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Modal>
  )
}
