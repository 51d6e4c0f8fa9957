import { expect, test } from 'vitest'
import type { Column } from './columns.ts'
import { toCsv } from './csv.ts'

type Row = { readonly name: string; readonly amount: string }
const columns: readonly Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => row.name, csv: (row) => row.name },
  { key: 'amount', header: 'Amount', cell: (row) => row.amount, csv: (row) => row.amount },
  { key: 'action', header: 'Action', cell: () => 'Open' },
]

test('a cell that a spreadsheet would run stays text, and numbers stay numbers', () => {
  const text = toCsv(columns, [{ name: '=HYPERLINK("x")', amount: '-1.15' }])
  expect(text).toBe('"Name","Amount"\r\n"\'=HYPERLINK(""x"")","-1.15"\r\n')
})

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(toCsv(columns, [{ name: 'A "B", C\nD', amount: '1' }])).toContain('"A ""B"", C\nD","1"')
})
