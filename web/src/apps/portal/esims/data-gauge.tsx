import { Group, Progress, Stack, Text } from '@mantine/core'
import type { EsimBundle } from '../../../api/types.ts'
import { bytesText, sharePercent } from '../../../ui/bytes.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

const toneOf = (used: number): string => (used >= 90 ? 'var(--bad)' : used >= 75 ? 'var(--warn)' : 'var(--brand-fill)')

/** When the figure was counted, because suppliers count late. */
function AsOf({ bundle }: { readonly bundle: EsimBundle }) {
  if (!bundle.usageAsOf) return null
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed">
        Counted <When at={bundle.usageAsOf} />
      </Text>
      {bundle.stale && <StatusBadge status="stale" tone="warn" label="May be behind" />}
    </Group>
  )
}

/** How much of a plan is left, and how fresh that figure is. */
export function DataGauge({ bundle }: { readonly bundle: EsimBundle }) {
  if (bundle.totalBytes === null || bundle.leftBytes === null) {
    return (
      <Stack gap={4}>
        <Text fw={650} fz="lg" className="lc-figures">
          {bytesText(bundle.usedBytes)} used
        </Text>
        <Text size="sm" c="dimmed">
          Unlimited data
        </Text>
        <AsOf bundle={bundle} />
      </Stack>
    )
  }
  const used = sharePercent(bundle.usedBytes, bundle.totalBytes)
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="baseline" gap="xs">
        <Text fw={650} fz="lg" className="lc-figures">
          {bytesText(bundle.leftBytes)} left
        </Text>
        <Text size="sm" c="dimmed" className="lc-figures">
          {bytesText(bundle.usedBytes)} of {bytesText(bundle.totalBytes)} used
        </Text>
      </Group>
      <Progress value={used} color={toneOf(used)} size="md" aria-label={`${used} % of the data is used`} />
      <AsOf bundle={bundle} />
    </Stack>
  )
}
