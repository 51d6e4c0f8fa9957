import type { ReactNode } from 'react'
import type { Target } from '../links.tsx'

export type Column<Row> = {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand right, in tabular digits. */
  readonly align?: 'right'
  /** The text of the cell in a CSV file; without it the column is left out there. */
  readonly csv?: (row: Row) => string
  /** Name of the API's sort for this column; without it the header does not sort. */
  readonly sort?: string
  /** On a phone the first column is the card's title; this hides another one there. */
  readonly hideOnPhone?: boolean
  /** Only the file has it as a column: the list says it within another cell. */
  readonly fileOnly?: boolean
}

export type Filter =
  | { readonly kind: 'search'; readonly key: string; readonly label: string; readonly placeholder?: string }
  | {
      readonly kind: 'choice'
      readonly key: string
      readonly label: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
    }

export type RowOpening<Row> = {
  /** Where a click on a row leads; its first cell is the link for keyboards and readers. */
  readonly rowLink?: (row: Row) => Target
  /** Or what a click on a row does (a drawer). */
  readonly onOpen?: (row: Row) => void
  /** Said to screen readers after the first cell of a row that `onOpen` opens: what will be shown. */
  readonly openLabel?: (row: Row) => string
}
