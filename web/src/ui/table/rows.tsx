import { Anchor, Card, Group, Skeleton, Stack, Table, Text, VisuallyHidden } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { AnchorLink } from '../links.tsx'
import type { Column, RowOpening } from './columns.ts'
import { SortHeader } from './sort-header.tsx'

type RowsProps<Row> = RowOpening<Row> & {
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly label: string
}

function Opener<Row>({ row, children, rowLink, onOpen, openLabel }: RowOpening<Row> & { readonly row: Row; readonly children: ReactNode }) {
  const target = rowLink?.(row)
  if (target) {
    return (
      <AnchorLink to={target.to} params={target.params as never} search={target.search as never} fw={600} c="inherit">
        {children}
      </AnchorLink>
    )
  }
  if (!onOpen) return children
  return (
    <Anchor component="button" type="button" fw={600} c="inherit" ta="start" onClick={() => onOpen(row)}>
      {children}
      {openLabel && <VisuallyHidden>, {openLabel(row)}</VisuallyHidden>}
    </Anchor>
  )
}

function useOpen<Row>({ rowLink, onOpen }: RowOpening<Row>) {
  const navigate = useNavigate()
  if (!rowLink && !onOpen) return undefined
  return (row: Row, event: MouseEvent) => {
    const picked = window.getSelection()?.toString()
    if (picked || (event.target as HTMLElement).closest('a, button, input, label')) return
    const target = rowLink?.(row)
    if (target) void navigate({ to: target.to, params: target.params as never, search: target.search as never })
    else onOpen?.(row)
  }
}

/** Rows as a table, for screens wide enough. */
export function TableRows<Row>({ columns, rows, rowKey, label, ...opening }: RowsProps<Row>) {
  const open = useOpen(opening)
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table className="lc-rows" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <SortHeader key={column.key} column={column} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)} {...(open && { 'data-opens': true, onClick: (event: MouseEvent) => open(row, event) })}>
              {columns.map((column, at) => (
                <Table.Td
                  key={column.key}
                  ta={column.align === 'right' ? 'end' : undefined}
                  className={column.align === 'right' ? 'lc-figures' : undefined}
                >
                  {at === 0 ? (
                    <Opener row={row} {...opening}>
                      {column.cell(row)}
                    </Opener>
                  ) : (
                    column.cell(row)
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** The same rows as cards, for phones. */
export function CardRows<Row>({ columns, rows, rowKey, label, ...opening }: RowsProps<Row>) {
  const [title, ...others] = columns
  return (
    <Stack component="ul" gap="xs" m={0} p={0} aria-label={label} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <Card component="li" key={rowKey(row)} padding="sm">
          {title && (
            <Text component="div" fw={600} mb={4}>
              <Opener row={row} {...opening}>
                {title.cell(row)}
              </Opener>
            </Text>
          )}
          {others
            .filter((column) => !column.hideOnPhone)
            .map((column) => (
              <Group key={column.key} justify="space-between" gap="sm" wrap="nowrap" align="baseline">
                <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
                  {column.header}
                </Text>
                <Text component="div" size="sm" ta="end" miw={0}>
                  {column.cell(row)}
                </Text>
              </Group>
            ))}
        </Card>
      ))}
    </Stack>
  )
}

/** Holds the place of rows that are on their way. */
export function RowSkeletons({ count }: { readonly count: number }) {
  return (
    <Stack gap={10} p="sm" aria-hidden>
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={22} />
      ))}
    </Stack>
  )
}
