import { Card, Group, Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { renewPackage } from '../../../api/packages.ts'
import type { PackageSubscription } from '../../../api/types.ts'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { AllowanceMeters } from './allowance-meters.tsx'

/** A package of the customer: what is left of it, and whether it goes on. */
export function OwnPackage({ held, mayChange }: { readonly held: PackageSubscription; readonly mayChange: boolean }) {
  const client = useQueryClient()
  const renew = useMutation({
    mutationFn: (on: boolean) => renewPackage(held.id, on),
    onSuccess: async ({ autoRenew }) => {
      told(autoRenew ? 'The package renews by itself again.' : 'The package ends with its paid time. Until then you can use it.')
      await client.invalidateQueries({ queryKey: ['package-subscriptions'] })
    },
  })
  const shown = renew.isPending ? renew.variables : held.autoRenew
  return (
    <Card component="section" aria-label={held.name}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text fw={650} fz="lg">
              {held.name}
            </Text>
            <Text size="sm" c="dimmed" component="div">
              <Money value={held.price} />
              {held.periodEnd && (
                <>
                  , {shown ? 'renews' : 'ends'} <When at={held.periodEnd} show="date" />
                </>
              )}
            </Text>
          </div>
          <StatusBadge status={held.status} />
        </Group>
        {held.allowances.length > 0 ? (
          <AllowanceMeters allowances={held.allowances} />
        ) : (
          <Text size="sm" c="dimmed">
            Nothing is left to use in this period.
          </Text>
        )}
        <ProblemAlert error={renew.error} />
        {held.status !== 'ended' && (
          <Switch
            label="Renew automatically"
            description={shown ? 'The next term is paid from your wallet, and what is unused ends.' : 'Usable until the paid time ends.'}
            checked={shown}
            onChange={(event) => renew.mutate(event.currentTarget.checked)}
            disabled={renew.isPending || !mayChange}
          />
        )}
      </Stack>
    </Card>
  )
}
