import { Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { SearchIcon } from '../icons.tsx'
import type { ListSearch } from '../search-params.ts'
import type { Filter } from './columns.ts'

type FiltersProps = { readonly filters: readonly Filter[]; readonly values: ListSearch; readonly onChange: (change: ListSearch) => void }

function SearchFilter({
  filter,
  value,
  onChange,
}: {
  readonly filter: Extract<Filter, { kind: 'search' }>
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const send = useDebouncedCallback(onChange, 250)
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = value
  }, [value])
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={filter.label}
      placeholder={filter.placeholder ?? filter.label}
      leftSection={<SearchIcon size={15} />}
      defaultValue={value}
      onChange={(event) => send(event.currentTarget.value)}
      w={{ base: '100%', xs: 260 }}
    />
  )
}

/** The filters of a list; what they are set to lives in the address. */
export function Filters({ filters, values, onChange }: FiltersProps) {
  return (
    <Group gap="xs" role="search" flex={1}>
      {filters.map((filter) => {
        const set = (value: string | null) => onChange({ [filter.key]: value ?? undefined, cursor: undefined })
        if (filter.kind === 'search')
          return <SearchFilter key={filter.key} filter={filter} value={values[filter.key] ?? ''} onChange={set} />
        return (
          <Select
            key={filter.key}
            aria-label={filter.label}
            placeholder={`${filter.label}: any`}
            data={filter.options.map((option) => ({ ...option }))}
            value={values[filter.key] ?? null}
            onChange={set}
            clearable
            clearButtonProps={{ 'aria-label': `Clear ${filter.label.toLowerCase()}` }}
            w={{ base: '100%', xs: 180 }}
          />
        )
      })}
    </Group>
  )
}
