import { ActionIcon, Indicator } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { unreadQuery } from '../../api/notifications.ts'
import { BellIcon } from '../../ui/icons.tsx'

const MOST_SHOWN = 99

/** How much is new, live in the header; leads to the inbox. */
export function Bell({ to }: { readonly to: string }) {
  const navigate = useNavigate()
  const { data } = useQuery(unreadQuery)
  const unread = data?.unread ?? 0
  return (
    <Indicator label={unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread} size={16} disabled={unread === 0} offset={7}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        onClick={() => void navigate({ to: to as never })}
        aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread} new`}
      >
        <BellIcon />
      </ActionIcon>
    </Indicator>
  )
}
