import { Box, Button, Group, Tabs, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type InboxLine, notificationsQuery, readAllNotifications, readNotification } from '../../api/notifications.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Column, Filter } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { toldProblem } from '../../ui/toast.ts'
import { When } from '../../ui/when.tsx'
import { Preferences } from './preferences.tsx'

const columns: readonly Column<InboxLine>[] = [
  {
    key: 'title',
    header: 'What happened',
    cell: (line) => (
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Box
          w={8}
          h={8}
          style={{ borderRadius: 4, flexShrink: 0, background: line.readAt ? 'transparent' : 'var(--brand-text)' }}
          role="img"
          aria-label={line.readAt ? 'Read' : 'New'}
        />
        <div>
          <Text fw={line.readAt ? 400 : 650}>{line.title}</Text>
          {line.body && (
            <Text size="sm" c="dimmed">
              {line.body}
            </Text>
          )}
        </div>
      </Group>
    ),
    csv: (line) => `${line.title} ${line.body}`,
  },
  { key: 'at', header: 'When', align: 'right', cell: (line) => <When at={line.createdAt} />, csv: (line) => line.createdAt },
]

const filters: readonly Filter[] = [{ kind: 'choice', key: 'unread', label: 'Which', options: [{ value: 'true', label: 'New only' }] }]

/** What one was told, and what one wants to be told; paths lie below `base`. */
export function Inbox({ base }: { readonly base: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const refresh = () => client.invalidateQueries({ queryKey: ['notifications'] })
  const all = useMutation({ mutationFn: readAllNotifications, onSuccess: refresh, onError: toldProblem })
  const one = useMutation({ mutationFn: readNotification, onSuccess: refresh, onError: toldProblem })
  const open = (line: InboxLine) => {
    if (!line.readAt) one.mutate(line.id)
    void navigate({ to: `${base}${line.path}` as never })
  }
  return (
    <>
      <PageHeader
        title="Notifications"
        actions={
          <Button variant="default" onClick={() => all.mutate()} loading={all.isPending}>
            Mark all as read
          </Button>
        }
      />
      <Tabs defaultValue="inbox" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="inbox">Inbox</Tabs.Tab>
          <Tabs.Tab value="preferences">Preferences</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="inbox">
          <DataTable
            label="Notifications"
            columns={columns}
            filters={filters}
            list={(page, { unread }) => notificationsQuery({ ...page, ...(unread === 'true' && { unread: 'true' as const }) })}
            rowKey={(line) => line.id}
            onOpen={open}
            empty={{ title: 'Nothing new', text: 'What happens to your services and requests is told here.' }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preferences">
          <Preferences />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
