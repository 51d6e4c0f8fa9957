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

/** Tells that it worked, closes the drawer and reads the packages again. */
function useSaved(onClose: () => void) {
  const client = useQueryClient()
  return (message: string) => async () => {
    told(message)
    onClose()
    await client.invalidateQueries({ queryKey: ['packages'] })
  }
}

type PackageProps = { readonly shown: Package; readonly onClose: () => void }

function ListPrice({ shown, onClose }: PackageProps) {
  const saved = useSaved(onClose)
  const form = useForm({ initialValues: { listPrice: shown.listPrice?.amount ?? '' }, validate: { listPrice: amount } })
  const price = useMutation({
    mutationFn: (listPrice: string) => pricePackage(shown.id, listPrice),
    onSuccess: saved('The new price counts from now on.'),
  })
  return (
    <form onSubmit={form.onSubmit(({ listPrice }) => price.mutate(listPrice))}>
      <Stack gap="xs">
        <TextInput
          label={`List price${shown.listPrice ? ` in ${shown.listPrice.currency}` : ''}`}
          description="From now on; what was bought keeps its price"
          inputMode="decimal"
          {...form.getInputProps('listPrice')}
        />
        <ProblemAlert error={price.error && putErrors(form, price.error)} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={price.isPending} disabled={form.values.listPrice === shown.listPrice?.amount}>
            Save price
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function OnSale({ shown, onClose }: PackageProps) {
  const saved = useSaved(onClose)
  const publish = useMutation({ mutationFn: () => publishPackage(shown.id), onSuccess: saved('The package is on sale.') })
  const archive = useMutation({
    mutationFn: () => archivePackage(shown.id),
    onSuccess: saved('The package is off sale. Whoever has it keeps it.'),
  })
  return (
    <Stack gap="xs">
      <ProblemAlert error={publish.error ?? archive.error} />
      <Group justify="flex-end">
        {shown.status === 'active' ? (
          <Button variant="default" onClick={() => archive.mutate()} loading={archive.isPending}>
            Take off sale
          </Button>
        ) : (
          <Button onClick={() => publish.mutate()} loading={publish.isPending}>
            Put on sale
          </Button>
        )}
      </Group>
    </Stack>
  )
}

const factsOf = (shown: Package) => {
  const { seconds, messages, bytes, numbers } = shown.content
  return [
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
  ]
}

/** One package: what is in it, this business's price, and whether it is on sale. */
export function PackageDrawer({ shown, onClose }: PackageProps) {
  const may = useMay()
  const operator = useBase() === '/admin'
  return (
    <Drawer opened onClose={onClose} position="right" title={shown.name}>
      <Stack pt="xs">
        <KeyValues facts={factsOf(shown)} />
        {may('package:write') && <ListPrice shown={shown} onClose={onClose} />}
        {operator && may('offering:write') && <OnSale shown={shown} onClose={onClose} />}
      </Stack>
    </Drawer>
  )
}
