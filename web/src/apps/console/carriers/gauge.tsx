import { Box, Group, Progress, Text } from '@mantine/core'
import type { Money as MoneyValue } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'

type GaugeProps = { readonly label: string; readonly spent: MoneyValue; readonly limit: MoneyValue | null }

/** Only how full the bar is drawn; amounts are shown as they came. */
const share = (spent: MoneyValue, limit: MoneyValue): number => Math.min(100, (Number(spent.amount) / Number(limit.amount)) * 100)

/** What was spent in the last 24 hours against its limit. */
export function SpendGauge({ label, spent, limit }: GaugeProps) {
  const filled = limit ? share(spent, limit) : 0
  return (
    <Box>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Text size="sm" component="div">
          <Money value={spent} digits="cents" />
          {limit ? (
            <>
              {' of '}
              <Money value={limit} digits="cents" />
            </>
          ) : (
            <Text span c="dimmed">
              {' '}
              · no limit
            </Text>
          )}
        </Text>
      </Group>
      {limit && (
        <Progress value={filled} color={filled >= 100 ? 'red' : filled >= 80 ? 'orange' : 'brand'} aria-label={label} mt={4} size="sm" />
      )}
    </Box>
  )
}
