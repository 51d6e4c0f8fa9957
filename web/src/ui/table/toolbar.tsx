import { Button, Group, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { DownloadIcon } from '../icons.tsx'
import type { ListSearch } from '../search-params.ts'
import type { Column, Filter } from './columns.ts'
import { saveFile, toCsv } from './csv.ts'
import { Filters } from './filters.tsx'

type ToolbarProps<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly filters: readonly Filter[]
  readonly values: ListSearch
  readonly onChange: (change: ListSearch) => void
  readonly actions: ReactNode
}

/** Above a list: its filters, its own actions, the rows shown as a file. There from the start, so nothing moves when rows come. */
export function Toolbar<Row>({ label, columns, rows, filters, values, onChange, actions }: ToolbarProps<Row>) {
  const savable = columns.some((column) => column.csv)
  if (filters.length === 0 && !savable && !actions) return null
  return (
    <Group justify="space-between" align="flex-end" mb="sm" gap="xs">
      {filters.length > 0 ? <Filters filters={filters} values={values} onChange={onChange} /> : <span />}
      <Group gap="xs">
        {actions}
        {savable && (
          <Tooltip label="Saves the rows shown as a CSV file">
            <Button
              variant="default"
              leftSection={<DownloadIcon size={15} />}
              disabled={rows.length === 0}
              onClick={() => saveFile(`${label.toLowerCase().replaceAll(' ', '-')}.csv`, toCsv(columns, rows), 'text/csv')}
            >
              CSV
            </Button>
          </Tooltip>
        )}
      </Group>
    </Group>
  )
}
