import { Box, Button, Card } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Page, PageRequest } from '../../api/types.ts'
import { Empty } from '../empty.tsx'
import { ProblemAlert } from '../problem-alert.tsx'
import type { ListSearch } from '../search-params.ts'
import type { Column, Filter, RowOpening } from './columns.ts'
import { Pager, usePages } from './pager.tsx'
import { CardRows, RowSkeletons, TableRows } from './rows.tsx'
import { Toolbar } from './toolbar.tsx'
import { useListSearch } from './use-list-search.ts'

type DataTableProps<Row, Key extends QueryKey, Reply extends Page<Row>> = RowOpening<Row> & {
  /** What the rows are (“Orders”); names the table and its file. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** The query of one page, from the page and the filters (and `sort`) found in the address. */
  readonly list: (page: PageRequest, filters: ListSearch) => UseQueryOptions<Reply, Error, Reply, Key>
  readonly rowKey: (row: Row) => string
  readonly filters?: readonly Filter[]
  /** Shown when there is nothing at all: what would be here and how to get the first one. */
  readonly empty: { readonly title: string; readonly text: ReactNode; readonly action?: ReactNode }
  readonly limit?: number
  readonly actions?: ReactNode
}

/** Only what the list knows goes to the API, which refuses query fields it does not. */
function knownFilters(search: ListSearch, filters: readonly Filter[]): ListSearch {
  const known = ['sort', ...filters.map((filter) => filter.key)]
  return Object.fromEntries(known.filter((key) => search[key]).map((key) => [key, search[key]]))
}

const PHONE = '(max-width: 48em)'

/** Every list of the product: filters and page in the address, rows from the server, cards on phones. */
export function DataTable<Row, Key extends QueryKey, Reply extends Page<Row>>(props: DataTableProps<Row, Key, Reply>) {
  const { label, columns, list, rowKey, filters = [], empty, limit = 25, actions, ...opening } = props
  const [search, change] = useListSearch()
  const { cursor } = search
  const pages = usePages(cursor, change)
  const chosen = knownFilters(search, filters)
  const options = { ...list({ limit, ...(cursor && { cursor }) }, chosen), placeholderData: keepPreviousData }
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(options as UseQueryOptions<Reply, Error, Reply, Key>)
  const narrow = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const rows = data?.items ?? []
  const Rows = narrow ? CardRows : TableRows
  const clear = () => change({ ...Object.fromEntries(filters.map((filter) => [filter.key, undefined])), cursor: undefined })
  return (
    <Box>
      <Toolbar label={label} columns={columns} rows={rows} filters={filters} values={search} onChange={change} actions={actions} />
      {error && !data ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : rows.length > 0 ? (
        <Card
          padding={0}
          aria-busy={isPlaceholderData}
          opacity={isPlaceholderData ? 0.6 : 1}
          {...(narrow && { bg: 'transparent', withBorder: false })}
        >
          <Rows columns={columns.filter((column) => !column.fileOnly)} rows={rows} rowKey={rowKey} label={label} {...opening} />
        </Card>
      ) : (
        <Card padding={0} aria-busy={isPending}>
          {isPending ? (
            <RowSkeletons count={8} />
          ) : Object.keys(chosen).length > 0 ? (
            <NothingMatches onClear={clear} />
          ) : (
            <Empty {...empty} />
          )}
        </Card>
      )}
      <Pager pages={pages} next={data?.nextCursor} label={label} />
    </Box>
  )
}

function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <Empty
      title="Nothing matches"
      text="No row fits these filters."
      action={
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  )
}
