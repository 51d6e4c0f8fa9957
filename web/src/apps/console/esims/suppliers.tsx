import { Button, Card, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { esimSuppliersQuery } from '../../../api/esims.ts'
import type { EsimSupplier } from '../../../api/types.ts'
import { bytesText, sharePercent } from '../../../ui/bytes.ts'
import { Copy } from '../../../ui/copy.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'
import { ImportStock } from './import-stock.tsx'
import { SetPool } from './set-pool.tsx'

const LOW_STOCK = 5

function Pool({ pool }: { readonly pool: NonNullable<EsimSupplier['pool']> }) {
  const left = sharePercent(pool.leftBytes, pool.totalBytes)
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" className="lc-figures">
          {bytesText(pool.leftBytes)} of {bytesText(pool.totalBytes)} left
        </Text>
        <Text size="sm" c="dimmed" className="lc-figures">
          {pool.perGb} {pool.currency} per GB
        </Text>
      </Group>
      <Progress value={left} color={pool.low ? 'var(--bad)' : 'var(--brand-fill)'} aria-label={`${left} % of the pool is left`} />
    </div>
  )
}

function Supplier({
  supplier,
  onPool,
  onStock,
}: {
  readonly supplier: EsimSupplier
  readonly onPool: () => void
  readonly onStock: () => void
}) {
  const { name, state, reason, since, pool, stock, plansDelivered, plansCost, webhookUrl } = supplier
  return (
    <Card padding="sm">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={650}>{name}</Text>
          <StatusBadge status={state} tone={state === 'up' ? 'good' : 'bad'} label={state === 'up' ? 'Working' : 'Down'} />
        </Group>
        {state === 'down' && since && (
          <Text size="sm" c="var(--bad)" component="div">
            {reason} Nobody is sent there since <When at={since} />.
          </Text>
        )}
        <Text size="sm" c="dimmed" className="lc-figures">
          {plansDelivered} plans delivered{plansCost && `, at a cost of ${plansCost}`}
        </Text>
        {pool && <Pool pool={pool} />}
        {stock.map(({ packageCode, count }) => (
          <Group key={packageCode} gap={6}>
            <Text size="sm" className="lc-figures">
              {count} of {packageCode} in stock
            </Text>
            {count < LOW_STOCK && <StatusBadge status="low" tone="warn" label="Low" />}
          </Group>
        ))}
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onPool}>
            {pool ? 'Change the pool' : 'Add a data pool'}
          </Button>
          <Button size="xs" variant="default" onClick={onStock}>
            Import stock
          </Button>
          <Group gap={2}>
            <Text size="xs" c="dimmed">
              Webhook address
            </Text>
            <Copy value={webhookUrl} label={`Copy the webhook address of ${name}`} />
          </Group>
        </Group>
      </Stack>
    </Card>
  )
}

/** How the suppliers are doing: health, data bought ahead, stock. */
export function Suppliers() {
  const { data, error, refetch } = useQuery(esimSuppliersQuery)
  const [pooling, setPooling] = useState<EsimSupplier>()
  const [stocking, setStocking] = useState<EsimSupplier>()
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data || data.items.length === 0) return null
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm" mb="md">
        {data.items.map((supplier) => (
          <Supplier key={supplier.id} supplier={supplier} onPool={() => setPooling(supplier)} onStock={() => setStocking(supplier)} />
        ))}
      </SimpleGrid>
      {pooling && <SetPool supplier={pooling} onClose={() => setPooling(undefined)} />}
      {stocking && <ImportStock supplier={stocking} onClose={() => setStocking(undefined)} />}
    </>
  )
}
