import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { SearchIcon } from '../icons.tsx'
import type { Command, Find } from './commands.ts'

type PaletteProps = { readonly opened: boolean; readonly commands: readonly Command[]; readonly find?: Find; readonly onClose: () => void }

const noRecords: Find = async () => []

/** Records come a moment after the words, so nothing may be marked yet when Enter is pressed: then the first one is meant. */
function takeFirst(event: KeyboardEvent): void {
  const dialog = event.currentTarget.closest('[role=dialog]')
  if (event.key !== 'Enter' || dialog?.querySelector('[data-action][data-selected]')) return
  dialog?.querySelector<HTMLElement>('[data-action]')?.click()
}

/** Ctrl-K: every screen and action by name, and records by number, e-mail or code. Loaded when first opened. */
export function Palette({ opened, commands, find, onClose }: PaletteProps) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const searching = find !== undefined && asked.length > 1
  const records = useQuery({ queryKey: ['palette', asked], queryFn: () => (find ?? noRecords)(asked), enabled: searching })
  useEffect(() => {
    if (opened) spotlight.open()
  }, [opened])
  const go = ({ run, target }: Command) => {
    if (run) run()
    else if (target) void navigate({ to: target.to, params: target.params as never, search: target.search as never })
  }
  const action = (command: Command): SpotlightActionData => ({
    id: command.id,
    label: command.label,
    ...(command.hint && { description: command.hint }),
    leftSection: command.icon ? <command.icon /> : undefined,
    onClick: () => go(command),
  })
  const found = (searching ? (records.data ?? []) : []).map((command) => ({ ...action(command), keywords: [text] }))
  const groups: SpotlightActionGroupData[] = [
    { group: 'Go to', actions: commands.map(action) },
    { group: 'Records', actions: found },
  ]
  return (
    <Spotlight
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
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      centered={false}
      searchProps={{
        leftSection: <SearchIcon />,
        placeholder: find ? 'Go to a screen, or find a number, e-mail or order' : 'Go to a screen',
        'aria-label': 'Search commands',
        onKeyDown: takeFirst,
      }}
    />
  )
}
