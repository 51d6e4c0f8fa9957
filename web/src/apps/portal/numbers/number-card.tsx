import { Card, Group, Text } from '@mantine/core'
import type { PhoneNumber as OwnNumber } from '../../../api/types.ts'
import { AnchorLink } from '../../../ui/links.tsx'
import { Money } from '../../../ui/money.tsx'
import { PhoneNumber } from '../../../ui/phone-number.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

/** One of the customer's lines at a glance. */
export function NumberCard({ number }: { readonly number: OwnNumber }) {
  return (
    <Card padding="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <AnchorLink to="/numbers/$id" params={{ id: number.id }} fw={650} fz="lg" c="inherit">
            <PhoneNumber e164={number.e164} />
          </AnchorLink>
          <Text size="sm" c="dimmed" className="lc-truncate">
            {number.label || (number.primary ? 'Main number' : 'No label')}
          </Text>
        </div>
        <StatusBadge status={number.status} />
      </Group>
      <Group justify="space-between" mt="sm" gap="xs">
        <Text size="sm" c="dimmed" component="div">
          <Money value={number.monthly} /> a month
          {number.periodEnd && (
            <>
              , {number.autoRenew ? 'renews' : 'ends'} <When at={number.periodEnd} />
            </>
          )}
        </Text>
        <AnchorLink to="/messages" search={{ number: number.id, compose: '1' }} size="sm" aria-label={`Text from ${number.display}`}>
          Text
        </AnchorLink>
      </Group>
    </Card>
  )
}
