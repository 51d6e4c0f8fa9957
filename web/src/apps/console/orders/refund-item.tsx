import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from '../../../api/client.ts'
import { refundItem } from '../../../api/orders.ts'
import type { OrderDetail } from '../../../api/types.ts'
import { required } from '../../../ui/form-errors.ts'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

type RefundItemProps = { readonly item: OrderDetail['items'][number]; readonly opened: boolean; readonly onClose: () => void }

/** Pays an item back to the wallet and ends its service, with a reason that stays in the books. */
export function RefundItem({ item, opened, onClose }: RefundItemProps) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: required('a reason') } })
  const refund = useMutation({
    mutationFn: ({ reason }: { reason: string }) => refundItem(item.id, reason.trim(), key.current),
    onSuccess: async () => {
      told('The money is back in the wallet.')
      onClose()
      await Promise.all(
        ['orders', 'wallets', 'entries', 'ledger', 'services'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      )
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title={`Pay back ${item.description}`}>
      <form onSubmit={form.onSubmit((values) => refund.mutate(values))}>
        <Stack>
          <Text>
            <Money value={item.price} fw={650} /> goes back to the customer’s wallet, and the service ends now.
          </Text>
          <ProblemAlert error={refund.error} />
          <TextInput label="Reason" maxLength={500} autoComplete="off" data-autofocus {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" color="red" loading={refund.isPending}>
              Pay back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
