import { Badge, Button, Card, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from '../../../api/client.ts'
import { orderPackage } from '../../../api/packages.ts'
import { isProblem } from '../../../api/problem.ts'
import type { Package } from '../../../api/types.ts'
import { walletQuery } from '../../../api/wallet.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { moneyText } from '../../../ui/money-text.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { quantityText } from '../../../ui/quantity-text.ts'
import { told } from '../../../ui/toast.ts'

/** What is in a package, in words: “100 min”, “50 texts”. */
function contentOf({ content }: Package): readonly string[] {
  return [
    ...(content.numbers === '0' ? [] : [`${content.numbers} ${content.numbers === '1' ? 'number' : 'numbers'}`]),
    ...(content.seconds === '0' ? [] : [quantityText('seconds', content.seconds)]),
    ...(content.messages === '0' ? [] : [quantityText('messages', content.messages)]),
    ...(content.bytes === '0' ? [] : [quantityText('bytes', content.bytes)]),
  ]
}

/** A package on sale, with its price and what it brings. */
export function PackageOffer({ offer, mayBuy }: { readonly offer: Package; readonly mayBuy: boolean }) {
  const [opened, { open, close }] = useDisclosure()
  if (!offer.price || !offer.listPrice) return null
  const reduced = offer.discountPct !== '0'
  return (
    <Card component="section" aria-label={offer.name} h="100%">
      <Stack gap="sm" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={650} fz="lg">
            {offer.name}
          </Text>
          {reduced && <Badge variant="light">{offer.discountPct} % off</Badge>}
        </Group>
        {offer.description && <Text c="dimmed">{offer.description}</Text>}
        <List size="sm" spacing={2}>
          {contentOf(offer).map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
        <Group justify="space-between" align="flex-end" mt="auto">
          <div>
            <Group gap={6} align="baseline">
              <Text component="div" fw={650} fz="xl">
                <Money value={offer.price} />
              </Text>
              {reduced && (
                <Text component="div" size="sm" c="dimmed" td="line-through">
                  <Money value={offer.listPrice} />
                </Text>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              for {offer.termDays} days
            </Text>
          </div>
          {mayBuy && (
            <Button onClick={open} aria-label={`Buy ${offer.name}`}>
              Buy
            </Button>
          )}
        </Group>
      </Stack>
      <BuyPackage offer={offer} price={offer.price} opened={opened} onClose={close} />
    </Card>
  )
}

type BuyProps = {
  readonly offer: Package
  readonly price: NonNullable<Package['price']>
  readonly opened: boolean
  readonly onClose: () => void
}

function BuyPackage({ offer, price, opened, onClose }: BuyProps) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const { data: wallet } = useQuery(walletQuery)
  const buy = useMutation({
    mutationFn: () => orderPackage(offer.id, key.current),
    onSuccess: async () => {
      key.current = newKey()
      told(`${offer.name} is yours in a moment.`)
      onClose()
      await Promise.all(['package-subscriptions', 'wallets', 'orders'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
    },
  })
  const short = isProblem(buy.error) && buy.error.status === 402
  return (
    <Modal opened={opened} onClose={onClose} title={`Buy ${offer.name}`}>
      <Stack pt="xs">
        <KeyValues
          facts={[
            { label: 'You get', value: contentOf(offer).join(', ') },
            { label: 'Today, from your wallet', value: <Money value={price} /> },
            { label: 'Available', value: wallet ? <Money value={wallet.available} digits="cents" /> : undefined },
          ]}
        />
        <Text size="sm" c="dimmed">
          It renews every {offer.termDays} days for the price of now, until you turn that off. What is unused ends with each term.
        </Text>
        <ProblemAlert
          error={buy.error}
          action={
            short && (
              <ButtonLink to="/wallet" size="xs">
                Add funds
              </ButtonLink>
            )
          }
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button onClick={() => buy.mutate()} loading={buy.isPending}>
            Buy · {moneyText(price)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
