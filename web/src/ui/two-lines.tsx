import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Two facts that belong together in one cell of a list: the first as the cell's word, the other small below it. */
export function TwoLines({ top, below }: { readonly top: ReactNode; readonly below: ReactNode }) {
  return (
    <>
      {top}
      {below && (
        <Text component="div" size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {below}
        </Text>
      )}
    </>
  )
}
