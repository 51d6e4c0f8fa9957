import { PlusIcon } from '../../../ui/icons.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ServerTable } from './server-table.tsx'

const create = (
  <ButtonLink to="/servers/new" leftSection={<PlusIcon size={16} />}>
    New server
  </ButtonLink>
)

/** The customer's servers. */
export function ServerList() {
  return (
    <>
      <PageHeader title="Servers" actions={create} />
      <ServerTable
        owners={false}
        rowLink={(server) => ({ to: '/servers/$id', params: { id: server.id } })}
        empty={{ title: 'No server yet', text: 'A server is ready within seconds and paid by the hour.', action: create }}
      />
    </>
  )
}
