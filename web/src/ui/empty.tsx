import { EmptyState } from '@mantine/core'
import type { ReactNode } from 'react'
import { InfoIcon } from './icons.tsx'

/** Says what would be here, and offers the one thing to do next. */
export function Empty(props: { readonly title: string; readonly text: ReactNode; readonly icon?: ReactNode; readonly action?: ReactNode }) {
  return (
    <EmptyState py="xl" icon={props.icon ?? <InfoIcon size={28} />} title={props.title} description={props.text} size="sm">
      {props.action && <EmptyState.Actions>{props.action}</EmptyState.Actions>}
    </EmptyState>
  )
}
