import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Instance, instanceQuery, isComing } from '../../../api/instances.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { When } from '../../../ui/when.tsx'
import { DeleteServer, PowerActions, RestoreServer } from './actions.tsx'
import { HourLog, NoteLog, TaskLog } from './activity.tsx'
import { ConsoleSection } from './console.tsx'
import { ServerFacts, ServerHeading, SpendFigures } from './facts.tsx'
import { MetricsSection } from './metrics.tsx'

const route = getRouteApi('/portal/servers/$id')
const layout = getRouteApi('/portal')

/** What the owner should know before anything else. */
function Notices({ server }: { readonly server: Instance }) {
  const unpaid = server.holds.find(({ kind }) => kind === 'billing')
  const others = server.holds.filter(({ kind }) => kind !== 'billing')
  if (server.lifecycle === 'active' && server.holds.length === 0 && !server.error) return null
  return (
    <Stack gap="sm" mb="md">
      {isComing(server) && (
        <Notice tone="busy" role="status" title="Being made">
          <Text size="sm">The server is billed from the moment it answers.</Text>
        </Notice>
      )}
      {server.error && (
        <Notice tone="bad" title={server.lifecycle === 'error' ? 'This server could not be made' : 'Something is wrong'}>
          <Text size="sm">{server.error.message}</Text>
        </Notice>
      )}
      {unpaid && server.lifecycle === 'active' && (
        <Notice tone="warn" title="Suspended: your wallet is empty">
          <Text size="sm" mb="xs">
            It is switched off and not billed. Add funds and it starts again by itself; after seven days it goes to the trash.
          </Text>
          <ButtonLink to="/wallet" size="xs">
            Add funds
          </ButtonLink>
        </Notice>
      )}
      {others.map((hold) => (
        <Notice key={hold.kind} tone="warn" title="Suspended">
          <Text size="sm">{hold.reason}</Text>
        </Notice>
      ))}
      {server.lifecycle === 'trashed' && server.purgeAt && (
        <Notice tone="warn" title="In the trash">
          <Text size="sm" mb="xs" component="div">
            It is not billed. Its disk is erased <When at={server.purgeAt} />.
          </Text>
          <RestoreServer server={server} />
        </Notice>
      )}
    </Stack>
  )
}

/** One server: what it does, what it costs, its screen, its history. */
export function ServerPage() {
  const { id } = route.useParams()
  const { me } = layout.useRouteContext()
  const may = (permission: string) => (me.permissions as readonly string[]).includes(permission)
  const { data: server, error, refetch } = useQuery(instanceQuery(id))
  if (error && !server) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!server) return <Skeleton height={420} role="status" aria-label="Loading" />
  const alive = server.lifecycle === 'active'
  return (
    <>
      <PageHeader
        title={server.name}
        heading={<ServerHeading server={server} />}
        back={{ to: '/servers', label: 'Servers' }}
        actions={may('instance:operate') && <PowerActions server={server} />}
      />
      <Notices server={server} />
      <SpendFigures server={server} />
      <Stack gap="md">
        {alive && may('instance:console') && <ConsoleSection server={server} />}
        {alive && <MetricsSection server={server} />}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
          <ServerFacts server={server} />
          <TaskLog server={server} />
          <HourLog server={server} />
          <NoteLog server={server} />
          {(alive || server.lifecycle === 'error') && may('instance:delete') && <DeleteServer server={server} />}
        </SimpleGrid>
      </Stack>
    </>
  )
}
