import type { Icon } from '../icons.tsx'
import type { Target } from '../links.tsx'

/** Something the palette offers: a place to go or a thing to do. */
export type Command = {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly icon?: Icon
  readonly target?: Target
  readonly run?: () => void
}

/** Finds records for the words typed into the palette. */
export type Find = (text: string) => Promise<readonly Command[]>
