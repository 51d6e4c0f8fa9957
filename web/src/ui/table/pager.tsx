import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { BackIcon, ForwardIcon } from '../icons.tsx'
import type { ListSearch } from '../search-params.ts'

export type Pages = {
  readonly number: number
  readonly isFirst: boolean
  readonly forward: (cursor: string) => void
  readonly back: () => void
}

/** Pages by cursor: the way back is remembered while the list is open, and after a reload leads to the first page. */
export function usePages(cursor: string | undefined, change: (next: ListSearch, push?: boolean) => void): Pages {
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([])
  const forward = (next: string) => {
    setTrail([...trail, cursor])
    change({ cursor: next }, true)
  }
  const back = () => {
    change({ cursor: trail.at(-1) }, true)
    setTrail(trail.slice(0, -1))
  }
  return { forward, back, number: cursor ? trail.length + 1 : 1, isFirst: !cursor }
}

/** Previous and next; absent when everything fits on one page. */
export function Pager({ pages, next, label }: { readonly pages: Pages; readonly next: string | null | undefined; readonly label: string }) {
  if (!next && pages.isFirst) return null
  return (
    <Group justify="flex-end" mt="sm" gap="xs" component="nav" aria-label={`Pages of ${label.toLowerCase()}`}>
      <Text size="sm" c="dimmed">
        Page {pages.number}
      </Text>
      <Button variant="default" size="xs" leftSection={<BackIcon size={14} />} disabled={pages.isFirst} onClick={pages.back}>
        Previous
      </Button>
      <Button
        variant="default"
        size="xs"
        rightSection={<ForwardIcon size={14} />}
        disabled={!next}
        onClick={() => next && pages.forward(next)}
      >
        Next
      </Button>
    </Group>
  )
}
