import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { archiveProduct, type ComputeProduct, productsQuery, publishProduct } from '../../../api/instances.ts'
import { Money } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { toldProblem } from '../../../ui/toast.ts'
import { memoryText } from '../../portal/servers/words.ts'
import { useBase, useMay } from '../place.ts'
import { NewProductButton, PriceButton } from './product-forms.tsx'
import { SizesForSale } from './sizes.tsx'

function SaleSwitch({ product }: { readonly product: ComputeProduct }) {
  const client = useQueryClient()
  const onSale = product.status === 'active'
  const change = useMutation({
    mutationFn: () => (onSale ? archiveProduct(product.id) : publishProduct(product.id)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['compute_products'] }),
    onError: toldProblem,
  })
  return (
    <Button size="xs" variant="default" onClick={() => change.mutate()} loading={change.isPending}>
      {onSale ? 'Take off sale' : 'Put on sale'}
    </Button>
  )
}

const facts: readonly Column<ComputeProduct>[] = [
  { key: 'name', header: 'Size', cell: (product) => product.name, csv: (product) => product.slug },
  { key: 'cpu', header: 'vCPU', align: 'right', cell: (product) => product.cpu, csv: (product) => String(product.cpu) },
  {
    key: 'memory',
    header: 'Memory',
    align: 'right',
    cell: (product) => memoryText(product.ramMib),
    csv: (product) => String(product.ramMib),
  },
  { key: 'disk', header: 'Disk', align: 'right', cell: (product) => `${product.diskGib} GiB`, csv: (product) => String(product.diskGib) },
  {
    key: 'hourly',
    header: 'An hour',
    align: 'right',
    cell: (product) => (product.hourly ? <Money value={product.hourly} /> : 'no price'),
    csv: (product) => product.hourly?.amount ?? '',
  },
  {
    key: 'cap',
    header: 'Month at most',
    align: 'right',
    cell: (product) => (product.monthlyCap ? <Money value={product.monthlyCap} /> : 'no cap'),
    csv: (product) => product.monthlyCap?.amount ?? '',
  },
  { key: 'status', header: 'Status', cell: (product) => <StatusBadge status={product.status} />, csv: (product) => product.status },
]

const deeds: Column<ComputeProduct> = {
  key: 'deeds',
  header: 'Change',
  align: 'right',
  cell: (product) => (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <PriceButton product={product} />
      <SaleSwitch product={product} />
    </Group>
  ),
}

/** Sizes of servers: the operator's own with their prices, a reseller's as he sells them. */
export function ComputeProducts() {
  const base = useBase()
  const may = useMay()
  const mayWrite = base === '/admin' && may('compute-product:write')
  return (
    <>
      <PageHeader
        title="Server sizes"
        subtitle="Servers keep the prices they were ordered at; a new price is for new servers."
        back={{ to: `${base}/instances`, label: 'Servers' }}
        actions={mayWrite && <NewProductButton />}
      />
      {base === '/reseller' ? (
        <SizesForSale />
      ) : (
        <DataTable
          label="Server sizes"
          columns={mayWrite ? [...facts, deeds] : facts}
          list={productsQuery}
          rowKey={(product) => product.id}
          empty={{ title: 'No sizes yet', text: 'Add a size with its prices, then put it on sale.' }}
        />
      )}
    </>
  )
}
