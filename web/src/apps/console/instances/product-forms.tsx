import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ComputeProduct, createProduct, priceProduct } from '../../../api/instances.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

const price = (value: string) => (/^\d{1,9}(\.\d{1,8})?$/.test(value) ? null : 'Enter a price such as 0.0074.')
const optionalPrice = (value: string) => (value === '' ? null : price(value))

/** Asks for new prices of a size. */
export function PriceButton({ product }: { readonly product: ComputeProduct }) {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const form = useForm({
    initialValues: { hourly: product.hourly?.amount ?? '', monthlyCap: product.monthlyCap?.amount ?? '' },
    validate: { hourly: price, monthlyCap: optionalPrice },
  })
  const save = useMutation({
    mutationFn: ({ hourly, monthlyCap }: typeof form.values) => priceProduct(product.id, { hourly, monthlyCap: monthlyCap || null }),
    onSuccess: async () => {
      told('The new prices are for servers ordered from now on.')
      close()
      await client.invalidateQueries({ queryKey: ['compute_products'] })
    },
    onError: (error) => putErrors(form, error),
  })
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        Prices
      </Button>
      <Modal opened={opened} onClose={close} title={`Prices of ${product.name}`}>
        <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
          <Stack>
            <ProblemAlert error={save.error} />
            <TextInput label="An hour" inputMode="decimal" autoComplete="off" data-autofocus {...form.getInputProps('hourly')} />
            <TextInput
              label="Most in a calendar month"
              description="Left empty, every hour is charged."
              inputMode="decimal"
              autoComplete="off"
              {...form.getInputProps('monthlyCap')}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save prices
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}

/** Adds a size, which is then put on sale. */
export function NewProductButton() {
  const [opened, { open, close }] = useDisclosure()
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name: '', slug: '', description: '', cpu: 1, ramMib: 512, diskGib: 10, hourly: '', monthlyCap: '' },
    validate: {
      name: required('a name'),
      slug: (value) => (/^[a-z0-9][a-z0-9-]{1,60}$/.test(value) ? null : 'Use small letters, digits and hyphens.'),
      hourly: price,
      monthlyCap: optionalPrice,
    },
  })
  const save = useMutation({
    mutationFn: ({ monthlyCap, ...values }: typeof form.values) => createProduct({ ...values, monthlyCap: monthlyCap || null }),
    onSuccess: async () => {
      told('The size was added. Put it on sale when you are ready.')
      form.reset()
      close()
      await client.invalidateQueries({ queryKey: ['compute_products'] })
    },
    onError: (error) => putErrors(form, error),
  })
  return (
    <>
      <Button onClick={open}>New size</Button>
      <Modal opened={opened} onClose={close} title="New size">
        <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
          <Stack>
            <ProblemAlert error={save.error} />
            <Group grow align="flex-start">
              <TextInput label="Name" maxLength={120} {...form.getInputProps('name')} />
              <TextInput label="Short name" maxLength={61} {...form.getInputProps('slug')} />
            </Group>
            <TextInput label="Description" maxLength={200} {...form.getInputProps('description')} />
            <Group grow align="flex-start">
              <NumberInput label="vCPU" min={1} max={64} allowDecimal={false} {...form.getInputProps('cpu')} />
              <NumberInput label="Memory, MiB" min={128} max={1_048_576} allowDecimal={false} {...form.getInputProps('ramMib')} />
              <NumberInput label="Disk, GiB" min={1} max={65_536} allowDecimal={false} {...form.getInputProps('diskGib')} />
            </Group>
            <Group grow align="flex-start">
              <TextInput label="An hour" inputMode="decimal" autoComplete="off" {...form.getInputProps('hourly')} />
              <TextInput label="Month at most" inputMode="decimal" autoComplete="off" {...form.getInputProps('monthlyCap')} />
            </Group>
            <Text size="sm" c="dimmed">
              It is a draft until it is put on sale.
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Add size
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
