import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey } from '../../../api/client.ts'
import { adjustWallet } from '../../../api/console.ts'
import type { Wallet } from '../../../api/types.ts'
import { required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

const amount = (value: string) => (/^\d{1,9}(\.\d{1,6})?$/.test(value) && /[1-9]/.test(value) ? null : 'Enter an amount such as 12.50.')

type AdjustWalletProps = { readonly wallet: Wallet; readonly opened: boolean; readonly onClose: () => void }

/** Puts a balance right by hand, with a reason that stays in the books. */
export function AdjustWallet({ wallet, opened, onClose }: AdjustWalletProps) {
  const client = useQueryClient()
  // One key for one intent: pressing twice adjusts once.
  const key = useRef(newKey())
  const [direction, setDirection] = useState('credit')
  const form = useForm({ initialValues: { amount: '', reason: '' }, validate: { amount, reason: required('a reason') } })
  const adjust = useMutation({
    mutationFn: (values: { amount: string; reason: string }) =>
      adjustWallet(
        wallet.id,
        { amount: direction === 'credit' ? values.amount : `-${values.amount}`, currency: wallet.currency, reason: values.reason.trim() },
        key.current,
      ),
    onSuccess: async () => {
      key.current = newKey()
      told('The balance was adjusted.')
      form.reset()
      onClose()
      await Promise.all(['wallets', 'entries', 'ledger'].map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
  })
  return (
    <Modal opened={opened} onClose={onClose} title="Adjust balance">
      <form onSubmit={form.onSubmit((values) => adjust.mutate(values))}>
        <Stack>
          <ProblemAlert error={adjust.error} />
          <SegmentedControl
            value={direction}
            onChange={setDirection}
            aria-label="Direction"
            data={[
              { value: 'credit', label: 'Give money' },
              { value: 'debit', label: 'Take money' },
            ]}
          />
          <TextInput label={`Amount in ${wallet.currency}`} inputMode="decimal" autoComplete="off" {...form.getInputProps('amount')} />
          <TextInput label="Reason" description="Shown on the customer’s statement." maxLength={200} {...form.getInputProps('reason')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={adjust.isPending}>
              Adjust
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
