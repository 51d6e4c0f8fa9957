import { Button, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tenantsQuery } from '../../../api/console.ts'
import { packagesQuery } from '../../../api/packages.ts'
import type { Package } from '../../../api/types.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { quantityText } from '../../../ui/quantity-text.ts'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { useListSearch } from '../../../ui/table/use-list-search.ts'
import { useBase, useMay } from '../place.ts'
import { HeldPackages } from './held.tsx'
import { NewPackage } from './new-package.tsx'
import { PackageDrawer } from './package-drawer.tsx'

const contentOf = ({ content }: Package) =>
  [
    ...(content.numbers === '0' ? [] : [`${content.numbers} numbers`]),
    ...(content.seconds === '0' ? [] : [quantityText('seconds', content.seconds)]),
    ...(content.messages === '0' ? [] : [quantityText('messages', content.messages)]),
    ...(content.bytes === '0' ? [] : [quantityText('bytes', content.bytes)]),
  ].join(', ')

const columns: readonly Column<Package>[] = [
  { key: 'name', header: 'Package', cell: (one) => one.name, csv: (one) => one.name },
  { key: 'content', header: 'In it', cell: contentOf, csv: contentOf },
  { key: 'days', header: 'Days', align: 'right', cell: (one) => one.termDays, csv: (one) => String(one.termDays), hideOnPhone: true },
  {
    key: 'list',
    header: 'List price',
    align: 'right',
    cell: (one) => (one.listPrice ? <Money value={one.listPrice} /> : '–'),
    csv: (one) => one.listPrice?.amount ?? '',
  },
  { key: 'discount', header: 'Discount', align: 'right', cell: (one) => `${one.discountPct} %`, csv: (one) => one.discountPct },
  {
    key: 'price',
    header: 'Price',
    align: 'right',
    cell: (one) => (one.price ? <Money value={one.price} /> : '–'),
    csv: (one) => one.price?.amount ?? '',
  },
  { key: 'holders', header: 'Customers', align: 'right', cell: (one) => one.holders, csv: (one) => String(one.holders) },
  { key: 'status', header: 'Status', cell: (one) => <StatusBadge status={one.status} />, csv: (one) => one.status },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'status',
    label: 'Status',
    options: ['draft', 'active', 'archived'].map((value) => ({ value, label: statusWords(value) })),
  },
]

function Catalogue() {
  const [shown, setShown] = useState<Package>()
  return (
    <>
      <DataTable
        label="Packages"
        columns={columns}
        filters={filters}
        list={(page, { status }) => packagesQuery({ ...page, ...(status && { status: status as Package['status'] }) })}
        rowKey={(one) => one.id}
        onOpen={setShown}
        openLabel={() => 'show the package'}
        empty={{ title: 'No packages yet', text: 'A package bundles minutes, texts and data for a fixed price.' }}
      />
      {shown && <PackageDrawer key={shown.id} shown={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

/** Bundles on sale and who has them; the operator makes them, everybody prices them. */
export function Packages() {
  const may = useMay()
  const operator = useBase() === '/admin'
  const [search, change] = useListSearch()
  const [creating, { open, close }] = useDisclosure()
  const { data: tenants } = useQuery({ ...tenantsQuery, enabled: operator && may('tenant:read') })
  const view = search['view'] === 'held' ? 'held' : 'catalogue'
  return (
    <>
      <PageHeader
        title="Packages"
        subtitle="Minutes, texts and data for a fixed price; used before the wallet pays."
        actions={
          operator &&
          may('package:write') && (
            <Button onClick={open} leftSection={<PlusIcon size={16} />}>
              New package
            </Button>
          )
        }
      />
      <SegmentedControl
        mb="sm"
        value={view}
        onChange={(value) => change({ view: value === 'held' ? 'held' : undefined, cursor: undefined, status: undefined })}
        data={[
          { value: 'catalogue', label: 'On offer' },
          { value: 'held', label: 'With customers' },
        ]}
        aria-label="What to show"
      />
      {view === 'held' ? <HeldPackages /> : <Catalogue />}
      <NewPackage opened={creating} onClose={close} currency={tenants?.items[0]?.currency ?? 'USD'} />
    </>
  )
}
