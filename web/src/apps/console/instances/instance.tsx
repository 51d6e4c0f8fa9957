import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { instanceQuery } from '../../../api/instances.ts'
import { AnchorLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { DeleteServer, PowerActions, RestoreServer } from '../../portal/servers/actions.tsx'
import { HourLog, NoteLog, TaskLog } from '../../portal/servers/activity.tsx'
import { ServerFacts, ServerHeading, SpendFigures } from '../../portal/servers/facts.tsx'
import { MetricsSection } from '../../portal/servers/metrics.tsx'
import { useBase, useMay } from '../place.ts'
import { Holds } from './holds.tsx'

/** One customer's server as staff see it: everything but its screen, which is its owner's. */
export function StaffInstance() {
  const { id } = useParams({ strict: false }) as { id: string }
  const base = useBase()
  const may = useMay()
  const { data: server, error, refetch } = useQuery(instanceQuery(id))
  if (error && !server) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!server) return <Skeleton height={420} role="status" aria-label="Loading" />
  const alive = server.lifecycle === 'active'
  return (
    <>
      <PageHeader
        title={server.name}
        heading={<ServerHeading server={server} />}
        subtitle={
          <AnchorLink to={`${base}/customers/$id`} params={{ id: server.accountId } as never}>
            {server.accountName ?? 'Customer'}
          </AnchorLink>
        }
        back={{ to: `${base}/instances`, label: 'Servers' }}
        actions={may('instance:operate') && <PowerActions server={server} />}
      />
      {server.error && (
        <Notice tone="bad" title="Something is wrong" mb="md">
          <Text size="sm">{server.error.message}</Text>
        </Notice>
      )}
      {server.lifecycle === 'trashed' && may('instance:operate') && (
        <Notice tone="warn" title="In the trash" mb="md">
          <RestoreServer server={server} />
        </Notice>
      )}
      <SpendFigures server={server} />
      <Stack gap="md">
        {alive && <MetricsSection server={server} />}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
          <ServerFacts server={server} />
          <Holds server={server} />
          <TaskLog server={server} />
          <HourLog server={server} />
          <NoteLog server={server} />
          {(alive || server.lifecycle === 'error') && may('instance:delete') && <DeleteServer server={server} />}
        </SimpleGrid>
      </Stack>
    </>
  )
}
