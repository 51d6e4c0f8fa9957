import { Button, Card, Grid, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { NumberSearch } from '../../api/numbers.ts'
import { SearchIcon } from '../../ui/icons.tsx'
import { COUNTRIES, hasAreaCodes, NUMBER_TYPES } from './countries.ts'

type SearchFormProps = { readonly initial: NumberSearch; readonly busy: boolean; readonly onSearch: (search: NumberSearch) => void }

const KEYS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** “CALL” as the digits of a telephone's keys: 2255. */
const asDigits = (text: string) =>
  text.toLowerCase().replace(/[a-z]/g, (letter) => String(KEYS.findIndex((key) => key.includes(letter)) + 2))

const areaCodeOk = (value: string) => (/^(\d{2,5})?$/.test(value) ? null : 'Use 2 to 5 digits.')

/** Country, type, area code, pattern: what a number should be like. */
export function SearchForm({ initial, busy, onSearch }: SearchFormProps) {
  const form = useForm({
    initialValues: { country: initial.country, type: initial.type, areaCode: initial.areaCode ?? '', contains: initial.contains ?? '' },
    validate: {
      areaCode: areaCodeOk,
      contains: (value) => (/^[0-9a-z*]*$/i.test(value) ? null : 'Letters, digits and * only.'),
    },
  })
  const byArea = hasAreaCodes(form.values.country) && form.values.type === 'local'
  const submit = form.onSubmit(({ country, type, areaCode, contains }) =>
    onSearch({ country, type, ...(byArea && areaCode && { areaCode }), ...(contains && { contains: asDigits(contains) }) }),
  )
  return (
    <Card component="form" onSubmit={submit} role="search" aria-label="Phone numbers" shadow="sm">
      <Grid gap="sm" align="flex-start">
        <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
          <Select label="Country" data={COUNTRIES} searchable {...form.getInputProps('country')} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, md: 2 }}>
          <Select label="Type" data={NUMBER_TYPES.map((type) => ({ ...type }))} {...form.getInputProps('type')} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 2 }}>
          <TextInput
            label="Area code"
            placeholder="415"
            inputMode="numeric"
            maxLength={5}
            disabled={!byArea}
            {...form.getInputProps('areaCode')}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 2.5 }}>
          <TextInput label="Contains" placeholder="2255 or CALL" maxLength={12} {...form.getInputProps('contains')} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 2.5 }} pt={{ base: 0, md: 22 }}>
          <Button type="submit" fullWidth leftSection={<SearchIcon size={16} />} loading={busy}>
            Search numbers
          </Button>
        </Grid.Col>
      </Grid>
    </Card>
  )
}
