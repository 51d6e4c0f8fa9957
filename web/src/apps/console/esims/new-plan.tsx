import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createEsimPlan } from '../../../api/esims.ts'
import { gigabytesToBytes } from '../../../ui/bytes.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { VENDORS } from './vendors.ts'

const EMPTY = {
  name: '',
  slug: '',
  gigabytes: '',
  validityDays: '30',
  validity: 'first_use',
  countries: '',
  speed: '',
  price: '',
  currency: 'USD',
  vendor: 'telna',
  packageCode: '',
  topUpCode: '',
  cost: '',
}

const POLICIES = [
  { value: 'first_use', label: 'First use' },
  { value: 'purchase', label: 'Purchase' },
]

const countriesOf = (text: string): string[] => [...new Set(text.toUpperCase().match(/[A-Z]{2}/g) ?? [])]

const days = (text: string): string | null => (/^[1-9]\d{0,3}$/.test(text.trim()) ? null : 'Enter a number of days.')
const data = (text: string): string | null =>
  text.trim() === '' || gigabytesToBytes(text) ? null : 'Enter gigabytes such as 5 or 0.5, or leave it empty.'

/** What the form says, as the API takes it. */
function toBody(values: typeof EMPTY) {
  const bytes = gigabytesToBytes(values.gigabytes) ?? null
  const validityDays = Number(values.validityDays)
  return {
    name: values.name.trim(),
    slug: values.slug.trim(),
    dataBytes: bytes,
    validityDays,
    validity: values.validity as 'first_use' | 'purchase',
    countries: countriesOf(values.countries),
    speed: values.speed.trim(),
    description: '',
    price: values.price.trim(),
    currency: values.currency.trim().toUpperCase(),
    offers: [
      {
        vendor: values.vendor,
        packageCode: values.packageCode.trim(),
        topUpCode: values.topUpCode.trim() || null,
        bytes,
        days: validityDays,
        cost: values.cost.trim(),
        priority: 10,
      },
    ],
  }
}

/** A new plan as a draft, with the offer of its first supplier. */
export function NewPlan({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: EMPTY,
    validate: {
      name: required('a name'),
      slug: required('a short name'),
      gigabytes: data,
      validityDays: days,
      countries: (text) => (countriesOf(text).length > 0 ? null : 'Enter two-letter codes such as DE, FR.'),
      price: required('a price'),
      packageCode: required('the code of the package'),
      cost: required('what it costs you'),
    },
  })
  const create = useMutation({
    mutationFn: (values: typeof EMPTY) => createEsimPlan(toBody(values)),
    onSuccess: async () => {
      told('The plan is a draft. Put it on sale when it is right.')
      onClose()
      await client.invalidateQueries({ queryKey: ['esim-plans'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title="New eSIM plan" size="lg">
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack>
          <ProblemAlert error={create.error && putErrors(form, create.error)} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label="Name" placeholder="Europe 5 GB" {...form.getInputProps('name')} />
            <TextInput label="Short name" placeholder="europe-5gb" {...form.getInputProps('slug')} />
            <TextInput label="Data in GB" description="Empty for unlimited." inputMode="decimal" {...form.getInputProps('gigabytes')} />
            <TextInput label="Valid for days" description="Of 24 hours each." inputMode="numeric" {...form.getInputProps('validityDays')} />
            <Select label="Days count from" data={POLICIES} allowDeselect={false} {...form.getInputProps('validity')} />
            <TextInput label="Speed, in words" placeholder="Full speed, 5G" {...form.getInputProps('speed')} />
          </SimpleGrid>
          <TextInput label="Countries" placeholder="DE, FR, ES" {...form.getInputProps('countries')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label="Price" inputMode="decimal" {...form.getInputProps('price')} />
            <TextInput label="Currency" maxLength={3} {...form.getInputProps('currency')} />
          </SimpleGrid>
          <Text fw={600}>Supplier</Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select label="Vendor" data={VENDORS} allowDeselect={false} {...form.getInputProps('vendor')} />
            <TextInput label="Cost" inputMode="decimal" {...form.getInputProps('cost')} />
            <TextInput label="Package code" {...form.getInputProps('packageCode')} />
            <TextInput label="Top-up code" description="Where the supplier has another one." {...form.getInputProps('topUpCode')} />
          </SimpleGrid>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create draft
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
