import { Box, Button, Card, Group, Text, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Page } from '../../api/types.ts'
import { Empty } from '../empty.tsx'
import { BackIcon, DownloadIcon, ForwardIcon } from '../icons.tsx'
import { ProblemAlert } from '../problem-alert.tsx'
import type { Column, Filter, RowOpening } from './columns.ts'
import { saveFile, toCsv } from './csv.ts'
import { Filters } from './filters.tsx'
import { type ListSearch, useListSearch } from './list-search.ts'
import { CardRows, RowSkeletons, TableRows } from './rows.tsx'

export type ListRequest = { readonly [filter: string]: string | number | undefined; readonly limit: number }

type DataTableProps<Row, Key extends QueryKey, Reply extends Page<Row>> = RowOpening<Row> & {
  /** What the rows are (“Orders”); names the table and its file. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** The query of one page; gets the filters, sort and cursor found in the address. */
  readonly list: (request: ListRequest) => UseQueryOptions<Reply, Error, Reply, Key>
  readonly rowKey: (row: Row) => string
  readonly filters?: readonly Filter[]
  /** Shown when there is nothing at all: what would be here and how to get the first one. */
  readonly empty: { readonly title: string; readonly text: ReactNode; readonly action?: ReactNode }
  readonly limit?: number
  readonly actions?: ReactNode
}

/** Pages by cursor: the way back is remembered while the page is open, and after a reload leads to the first page. */
function usePages(search: ListSearch, change: (next: ListSearch, push?: boolean) => void) {
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([])
  const forward = (cursor: string) => {
    setTrail([...trail, search['cursor']])
    change({ cursor }, true)
  }
  const back = () => {
    change({ cursor: trail.at(-1) }, true)
    setTrail(trail.slice(0, -1))
  }
  return { forward, back, page: trail.length + 1, isFirst: !search['cursor'] }
}

/** Only what the list knows goes to the API, which refuses query fields it does not. */
function requestOf(search: ListSearch, filters: readonly Filter[], limit: number): ListRequest {
  const known = ['cursor', 'sort', ...filters.map((filter) => filter.key)]
  return { ...Object.fromEntries(known.filter((key) => search[key]).map((key) => [key, search[key]])), limit } as ListRequest
}

/** Every list of the product: filters and page in the address, rows from the server, cards on phones. */
export function DataTable<Row, Key extends QueryKey, Reply extends Page<Row>>(props: DataTableProps<Row, Key, Reply>) {
  const { label, columns, list, rowKey, filters = [], empty, limit = 25, actions, ...opening } = props
  const [search, change] = useListSearch()
  const pages = usePages(search, change)
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({ ...list(requestOf(search, filters, limit)), placeholderData: keepPreviousData } as UseQueryOptions<
    Reply,
    Error,
    Reply,
    Key
  >)
  const rows = data?.items ?? []
  const filtered = filters.some((filter) => search[filter.key])
  const Rows = narrow ? CardRows : TableRows
  const savable = rows.length > 0 && columns.some((column) => column.csv)
  return (
    <Box>
      {(filters.length > 0 || savable || actions) && (
        <Group justify="space-between" mb="sm" gap="xs">
          <Filters filters={filters} values={search} onChange={change} />
          <Group gap="xs">
            {actions}
            {savable && (
              <Tooltip label="Saves the rows shown as a CSV file">
                <Button variant="default" leftSection={<DownloadIcon size={15} />} onClick={() => saveFile(`${label.toLowerCase()}.csv`, toCsv(columns, rows), 'text/csv')}>
                  CSV
                </Button>
              </Tooltip>
            )}
          </Group>
        </Group>
      )}
      {error && !data ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : (
        <Card padding={0} aria-busy={isPending || isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }} {...(narrow && rows.length > 0 && { bg: 'transparent', withBorder: false })}>
          {isPending ? (
            <RowSkeletons count={8} />
          ) : rows.length > 0 ? (
            <Rows columns={columns} rows={rows} rowKey={rowKey} label={label} {...opening} />
          ) : filtered ? (
            <Empty title="Nothing matches" text="No row fits these filters." action={<ClearFilters filters={filters} onChange={change} />} />
          ) : (
            <Empty {...empty} />
          )}
        </Card>
      )}
      {(data?.nextCursor || !pages.isFirst) && (
        <Group justify="flex-end" mt="sm" gap="xs" component="nav" aria-label={`Pages of ${label.toLowerCase()}`}>
          <Text size="sm" c="dimmed">
            Page {pages.page}
          </Text>
          <Button variant="default" size="xs" leftSection={<BackIcon size={14} />} disabled={pages.isFirst} onClick={pages.back}>
            Previous
          </Button>
          <Button variant="default" size="xs" rightSection={<ForwardIcon size={14} />} disabled={!data?.nextCursor} onClick={() => data?.nextCursor && pages.forward(data.nextCursor)}>
            Next
          </Button>
        </Group>
      )}
    </Box>
  )
}

function ClearFilters({ filters, onChange }: { readonly filters: readonly Filter[]; readonly onChange: (change: ListSearch) => void }) {
  const none = Object.fromEntries(filters.map((filter) => [filter.key, undefined]))
  return (
    <Button variant="default" onClick={() => onChange({ ...none, cursor: undefined })}>
      Clear filters
    </Button>
  )
}
