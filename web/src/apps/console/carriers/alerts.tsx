import { Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addAlert, alertsQuery, type Carrier, type CreditAlert, removeAlert } from '../../../api/carriers.ts'
import { Empty } from '../../../ui/empty.tsx'
import { Money } from '../../../ui/money.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'
import { choices } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'

const TYPES = [
  { value: 'low_balance', label: 'Low balance' },
  { value: 'high_balance', label: 'High balance' },
  { value: '24hr_spend_breach', label: 'Spend in 24 hours' },
]
const typeOf = (alert: CreditAlert) => TYPES.find(({ value }) => value === alert.alertType)?.label ?? alert.alertType

/** Who is told when a balance or a day's spend crosses a line. */
export function CreditAlerts({ carrier }: { readonly carrier: Carrier }) {
  const may = useMay()
  const [opened, { open, close }] = useDisclosure()
  const { data, error, refetch } = useQuery(alertsQuery(carrier.id))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={200} role="status" aria-label="Loading" />
  return (
    <Stack gap="sm">
      {may('carrier:credit') && (
        <Group justify="flex-end">
          <Button onClick={open}>Add credit alert</Button>
        </Group>
      )}
      {data.items.length === 0 && (
        <Card>
          <Empty
            title="No credit alerts yet"
            text="An alert tells people once when a threshold is crossed, and again only after it has been back by 5 %."
          />
        </Card>
      )}
      {data.items.map((alert) => (
        <AlertCard key={alert.id} alert={alert} mayEdit={may('carrier:credit')} />
      ))}
      {opened && <NewAlert carrier={carrier} onClose={close} />}
    </Stack>
  )
}

function AlertCard({ alert, mayEdit }: { readonly alert: CreditAlert; readonly mayEdit: boolean }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeAlert(alert.id),
    onSuccess: async () => {
      told('The alert was removed.')
      await client.invalidateQueries({ queryKey: ['carriers'] })
    },
    onError: toldProblem,
  })
  const name = `${typeOf(alert)}, ${alert.direction}`
  return (
    <Card component="section" aria-label={name} padding="sm">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} miw={0}>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <StatusBadge status={alert.armed ? 'armed' : 'fired'} tone={alert.armed ? 'good' : 'warn'} />
          </Group>
          <Text size="sm" component="div">
            {alert.alertType === 'low_balance' ? 'At or below ' : 'At or above '}
            <Money value={alert.threshold} />
            {alert.firedAt && (
              <Text span c="dimmed">
                {' '}
                · last fired <When at={alert.firedAt} />
              </Text>
            )}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {alert.recipients.length > 0 ? alert.recipients.join(', ') : 'The first contact'}
          </Text>
        </Stack>
        {mayEdit && (
          <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        )}
      </Group>
    </Card>
  )
}

type Asked = {
  readonly alertType: CreditAlert['alertType']
  readonly direction: CreditAlert['direction']
  readonly threshold: string
  readonly recipients: string
}

function NewAlert({ carrier, onClose }: { readonly carrier: Carrier; readonly onClose: () => void }) {
  return (
    <FormDialog
      title="Add credit alert"
      action="Add credit alert"
      done="The alert is armed."
      fields={[
        { key: 'alertType', label: 'Watches', kind: 'select', options: TYPES },
        { key: 'direction', label: 'Side', kind: 'select', options: choices('customer', 'supplier', 'bilateral') },
        { key: 'threshold', label: `Threshold in ${carrier.currency}`, kind: 'amount' },
        {
          key: 'recipients',
          label: 'Recipients',
          kind: 'text',
          description: 'Addresses with commas between; the first contact is told anyway.',
        },
      ]}
      values={{ alertType: 'low_balance', direction: 'customer', threshold: '', recipients: '' }}
      save={({ recipients, ...asked }: Asked) =>
        addAlert(carrier.id, {
          ...asked,
          currency: carrier.currency,
          recipients: recipients
            .split(/[,;\s]+/)
            .map((address) => address.trim())
            .filter(Boolean),
        })
      }
      stale={['carriers']}
      onClose={onClose}
    />
  )
}
