import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { archivePackage, pricePackage, publishPackage } from '../../../api/packages.ts'
import type { Package } from '../../../api/types.ts'
import { putErrors } from '../../../ui/form-errors.ts'
import { KeyValues } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { quantityText } from '../../../ui/quantity-text.ts'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { useBase, useMay } from '../place.ts'

const amount = (value: string): string | null => (/^\d{1,10}(\.\d{1,8})?$/.test(value) ? null : 'Enter an amount such as 29.99.')

/** One package: what is in it, this business's price, and whether it is on sale. */
export function PackageDrawer({ shown, onClose }: { readonly shown: Package; readonly onClose: () => void }) {
  const may = useMay()
  const operator = useBase() === '/admin'
  const client = useQueryClient()
  const form = useForm({ initialValues: { listPrice: shown.listPrice?.amount ?? '' }, validate: { listPrice: amount } })
  const saved = (message: string) => async () => {
    told(message)
    onClose()
    await client.invalidateQueries({ queryKey: ['packages'] })
  }
  const price = useMutation({
    mutationFn: (listPrice: string) => pricePackage(shown.id, listPrice),
    onSuccess: saved('The new price counts from now on.'),
  })
  const publish = useMutation({ mutationFn: () => publishPackage(shown.id), onSuccess: saved('The package is on sale.') })
  const archive = useMutation({
    mutationFn: () => archivePackage(shown.id),
    onSuccess: saved('The package is off sale. Whoever has it keeps it.'),
  })
  const { seconds, messages, bytes, numbers } = shown.content
  return (
    <Drawer opened onClose={onClose} position="right" title={shown.name}>
      <Stack pt="xs">
        <KeyValues
          facts={[
            { label: 'Status', value: <StatusBadge status={shown.status} /> },
            { label: 'Kind', value: statusWords(shown.type) },
            { label: 'Minutes', value: quantityText('seconds', seconds) },
            { label: 'Texts', value: quantityText('messages', messages) },
            { label: 'Data', value: quantityText('bytes', bytes) },
            { label: 'Numbers', value: numbers },
            { label: 'Days', value: shown.termDays },
            { label: 'Discount', value: `${shown.discountPct} %` },
            { label: 'Customers pay', value: shown.price ? <Money value={shown.price} /> : 'No price yet' },
            { label: 'Customers who have it', value: shown.holders },
          ]}
        />
        {may('package:write') && (
          <form onSubmit={form.onSubmit(({ listPrice }) => price.mutate(listPrice))}>
            <Group align="flex-start" gap="xs" wrap="nowrap">
              <TextInput
                label={`List price${shown.listPrice ? ` in ${shown.listPrice.currency}` : ''}`}
                description="From now on; what was bought keeps its price"
                inputMode="decimal"
                flex={1}
                {...form.getInputProps('listPrice')}
              />
            </Group>
            <Group justify="flex-end" mt="xs">
              <Button
                type="submit"
                variant="default"
                loading={price.isPending}
                disabled={form.values.listPrice === shown.listPrice?.amount}
              >
                Save price
              </Button>
            </Group>
          </form>
        )}
        <ProblemAlert error={(price.error && putErrors(form, price.error)) ?? publish.error ?? archive.error} />
        {operator && may('offering:write') && (
          <Group justify="flex-end">
            {shown.status === 'active' ? (
              <Button variant="default" color="red" onClick={() => archive.mutate()} loading={archive.isPending}>
                Take off sale
              </Button>
            ) : (
              <Button onClick={() => publish.mutate()} loading={publish.isPending}>
                Put on sale
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Drawer>
  )
}
