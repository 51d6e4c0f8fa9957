import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Draft, previewQuery } from '../../../api/messages.ts'
import { isProblem } from '../../../api/problem.ts'
import { Money } from '../../../ui/money.tsx'
import { countSegments } from './segments.ts'

const PAUSE_MS = 350

/** How many segments a draft takes, at once, and what it will cost, as the server says. */
export function MessageCost({ draft }: { readonly draft: Draft }) {
  const [settled] = useDebouncedValue(draft, PAUSE_MS)
  const asked = settled.body !== '' && /^\+\d{6,15}$/.test(settled.to)
  const { data, error } = useQuery({ ...previewQuery(settled), enabled: asked, placeholderData: keepPreviousData })
  const { encoding, segments, used, room } = countSegments(draft.body)
  if (draft.body === '') {
    return (
      <Text size="sm" c="dimmed">
        160 characters in one segment
      </Text>
    )
  }
  return (
    <Text size="sm" c="dimmed" component="div" aria-live="polite" className="lc-figures" style={{ whiteSpace: 'normal' }}>
      <span title={`${used} used, ${encoding}`}>
        {segments} {segments === 1 ? 'segment' : 'segments'}, {room} left
      </span>
      {encoding === 'UCS-2' && ' · special characters'}
      {asked && data && (
        <>
          {' · costs '}
          <Money value={data.price} fw={600} c="var(--mantine-color-text)" />
          {data.fromAllowance > 0 && `, ${data.fromAllowance} from your package`}
        </>
      )}
      {asked && isProblem(error) && <Text size="sm" c="var(--bad)">{` ${error.detail}`}</Text>}
    </Text>
  )
}
