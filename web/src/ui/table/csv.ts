import type { Column } from './columns.ts'

const FORMULA = /^[=+\-@\t\r]/
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/

/** A cell as spreadsheets read it safely: quoted, and never taken for a formula. */
function cell(text: string): string {
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** The rows shown, with the columns that have text, as RFC 4180. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const written = columns.filter((column) => column.csv)
  const lines = [written.map((column) => cell(column.header)), ...rows.map((row) => written.map((column) => cell(column.csv?.(row) ?? '')))]
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

export function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
