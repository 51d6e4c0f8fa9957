import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { quotaQuery } from '../../../api/instances.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useNow, When } from '../../../ui/when.tsx'
import { ServerTable } from './server-table.tsx'

const create = (
  <ButtonLink to="/servers/new" leftSection={<PlusIcon size={16} />}>
    New server
  </ButtonLink>
)

const SOON_MS = 72 * 3_600_000

/** Said while there is time to do something about it. */
function RunOut() {
  const { data } = useQuery(quotaQuery)
  const now = useNow(60_000)
  if (!data?.runsOutAt || Date.parse(data.runsOutAt) - now.getTime() > SOON_MS) return null
  return (
    <Notice tone="warn" title="Your wallet will be empty soon" mb="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm" component="div">
          At the price of your servers it is empty <When at={data.runsOutAt} />. Then they are switched off.
        </Text>
        <ButtonLink to="/wallet" size="xs">
          Add funds
        </ButtonLink>
      </Group>
    </Notice>
  )
}

/** The customer's servers. */
export function ServerList() {
  return (
    <>
      <PageHeader title="Servers" actions={create} />
      <RunOut />
      <ServerTable
        owners={false}
        rowLink={(server) => ({ to: '/servers/$id', params: { id: server.id } })}
        empty={{ title: 'No server yet', text: 'A server is ready within seconds and paid by the hour.', action: create }}
      />
    </>
  )
}
