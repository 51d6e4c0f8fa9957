import { Table, UnstyledButton } from '@mantine/core'
import type { Column } from './columns.ts'
import { useListSearch } from './use-list-search.ts'

type SortHeaderProps<Row> = { readonly column: Column<Row> }

/** A column's header; a button when the API sorts by it (`?sort=name` or `?sort=-name`). */
export function SortHeader<Row>({ column }: SortHeaderProps<Row>) {
  const [search, change] = useListSearch()
  const align = column.align === 'right' ? 'end' : undefined
  if (!column.sort) {
    return (
      <Table.Th scope="col" ta={align}>
        {column.header}
      </Table.Th>
    )
  }
  const direction = search['sort'] === column.sort ? 'ascending' : search['sort'] === `-${column.sort}` ? 'descending' : 'none'
  const next = direction === 'ascending' ? `-${column.sort}` : column.sort
  return (
    <Table.Th scope="col" ta={align} aria-sort={direction}>
      <UnstyledButton fz="inherit" fw="inherit" c="inherit" mih={24} onClick={() => change({ sort: next, cursor: undefined })}>
        {column.header} <span aria-hidden>{direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : '↕'}</span>
      </UnstyledButton>
    </Table.Th>
  )
}
