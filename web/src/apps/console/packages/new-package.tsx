import { Button, Checkbox, Group, Modal, NumberInput, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createPackage } from '../../../api/packages.ts'
import { putErrors, required } from '../../../ui/form-errors.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'

const initialValues = {
  name: '',
  slug: '',
  description: '',
  minutes: 0,
  messages: 0,
  gigabytes: 0,
  numbers: 0,
  listPrice: '',
  discountPct: '0',
  termDays: 30,
  publish: true,
}

const SECONDS = 60n
const BYTES = 1_073_741_824

const amount = (value: string): string | null => (/^\d{1,10}(\.\d{1,2})?$/.test(value) ? null : 'Enter an amount such as 29.99.')
const percent = (value: string): string | null => (/^\d{1,2}(\.\d{1,4})?$/.test(value) ? null : 'Enter a percentage below 100, such as 10.')

type Values = typeof initialValues

const bodyOf = ({ minutes, messages, gigabytes, numbers, ...facts }: Values) => ({
  ...facts,
  features: [],
  content: {
    seconds: (BigInt(minutes) * SECONDS).toString(),
    messages: String(messages),
    bytes: String(Math.round(gigabytes * BYTES)),
    numbers: String(numbers),
  },
})

/** What is in it, what it costs, how long it lasts. */
export function NewPackage({
  opened,
  onClose,
  currency,
}: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly currency: string
}) {
  const client = useQueryClient()
  const form = useForm({
    initialValues,
    validate: {
      name: required('a name'),
      slug: (value) => (/^[a-z0-9][a-z0-9-]{1,60}$/.test(value) ? null : 'Use small letters, digits and hyphens.'),
      minutes: (_, { minutes, messages, gigabytes, numbers }) =>
        minutes + messages + gigabytes + numbers > 0 ? null : 'Put something into the package.',
      listPrice: amount,
      discountPct: percent,
    },
  })
  const create = useMutation({
    mutationFn: (values: Values) => createPackage(bodyOf(values)),
    onSuccess: async ({ status }) => {
      told(status === 'active' ? 'The package is on sale.' : 'The package is kept as a draft.')
      form.reset()
      onClose()
      await client.invalidateQueries({ queryKey: ['packages'] })
    },
  })
  const field = (name: keyof Values) => form.getInputProps(name)
  return (
    <Modal opened={opened} onClose={onClose} title="New package" size="lg">
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack>
          <ProblemAlert error={create.error && putErrors(form, create.error)} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label="Name" description="What customers read" placeholder="Talk & Text" {...field('name')} />
            <TextInput label="Short name" description="Stands in addresses and reports" placeholder="talk-and-text" {...field('slug')} />
          </SimpleGrid>
          <Textarea label="Description" autosize minRows={2} maxLength={2_000} {...field('description')} />
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            <NumberInput label="Minutes" min={0} max={10_000_000} allowDecimal={false} {...field('minutes')} />
            <NumberInput label="Texts" min={0} max={10_000_000} allowDecimal={false} {...field('messages')} />
            <NumberInput label="Data in GB" min={0} max={100_000} decimalScale={2} {...field('gigabytes')} />
            <NumberInput label="Numbers" min={0} max={1_000} allowDecimal={false} {...field('numbers')} />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput label={`List price in ${currency}`} inputMode="decimal" {...field('listPrice')} />
            <TextInput label="Discount in %" inputMode="decimal" {...field('discountPct')} />
            <NumberInput label="Days" min={1} max={366} allowDecimal={false} {...field('termDays')} />
          </SimpleGrid>
          <Checkbox label="Put it on sale at once" {...form.getInputProps('publish', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              Create package
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
