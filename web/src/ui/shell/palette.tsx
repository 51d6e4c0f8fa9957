import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { SearchIcon } from '../icons.tsx'
import type { Command, Find } from './commands.ts'

type PaletteProps = { readonly commands: readonly Command[]; readonly find?: Find; readonly onClose: () => void }

const noRecords: Find = async () => []

/** Ctrl-K: every screen and action by name, and records by number, e-mail or code. Loaded when first opened. */
export function Palette({ commands, find, onClose }: PaletteProps) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const records = useQuery({
    queryKey: ['palette', asked],
    queryFn: () => (find ?? noRecords)(asked),
    enabled: Boolean(find) && asked.length > 1,
  })
  const action = (command: Command): SpotlightActionData => ({
    id: command.id,
    label: command.label,
    ...(command.hint && { description: command.hint }),
    leftSection: command.icon ? <command.icon /> : undefined,
    onClick: () => {
      if (command.run) command.run()
      else if (command.target)
        void navigate({ to: command.target.to, params: command.target.params as never, search: command.target.search as never })
    },
  })
  const groups: SpotlightActionGroupData[] = [
    { group: 'Go to', actions: commands.map(action) },
    {
      group: 'Records',
      actions: (asked.length > 1 ? (records.data ?? []) : []).map((command) => ({ ...action(command), keywords: [text] })),
    },
  ]
  return (
    <Spotlight
      forceOpened
      shortcut={null}
      actions={groups}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      nothingFound={records.isFetching ? 'Searching…' : 'Nothing found'}
      highlightQuery
      limit={20}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <SearchIcon />,
        placeholder: find ? 'Go to a screen, or find a number, e-mail or order' : 'Go to a screen',
        'aria-label': 'Search commands',
      }}
    />
  )
}
