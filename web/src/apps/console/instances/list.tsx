import { ButtonLink } from '../../../ui/links.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ServerTable } from '../../portal/servers/server-table.tsx'
import { useBase, useMay } from '../place.ts'

/** Every server of the business, or of one customer. */
export function InstanceTable({ accountId }: { readonly accountId?: string }) {
  const base = useBase()
  return (
    <ServerTable
      owners={!accountId}
      {...(accountId && { accountId })}
      rowLink={(server) => ({ to: `${base}/instances/$id`, params: { id: server.id } })}
      empty={{ title: 'No servers yet', text: 'Servers appear here as soon as a customer makes one.' }}
    />
  )
}

export function InstanceList() {
  const base = useBase()
  const may = useMay()
  return (
    <>
      <PageHeader
        title="Servers"
        subtitle="What customers run, what it costs them, and what is suspended or being deleted."
        actions={
          may('compute-product:read') && (
            <ButtonLink to={`${base}/compute-products`} variant="default">
              Sizes and prices
            </ButtonLink>
          )
        }
      />
      <InstanceTable />
    </>
  )
}
