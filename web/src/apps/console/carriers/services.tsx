import { Button, Card, Group, SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  createService,
  describeService,
  type Interconnect,
  moveService,
  planChoicesQuery,
  routingPlansQuery,
  type TrunkService,
  trunkServicesQuery,
} from '../../../api/carriers.ts'
import { Empty } from '../../../ui/empty.tsx'
import { KeyValues, Section } from '../../../ui/key-value.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useMay } from '../place.ts'
import { choices, type Field, factsOf } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'
import { Moves } from './moves.tsx'

const STALE = ['carrier_services', 'interconnects', 'audit']
const MOST = 100

type Option = { readonly value: string; readonly label: string }

const ingress = (values: Readonly<Record<string, unknown>>) => values['direction'] === 'ingress'

const fieldsFor = (
  directions: readonly string[],
  sold: readonly Option[],
  bought: readonly Option[],
  routing: readonly Option[],
): Field[] => [
  { key: 'name', label: 'Name', kind: 'text' },
  { key: 'direction', label: 'Direction', kind: 'select', options: choices(...directions) },
  { key: 'techPrefix', label: 'Tech prefix', kind: 'text', description: 'Digits before the number, ended by # or not.' },
  { key: 'sellPlan', label: 'Rate plan', kind: 'select', options: sold, when: ingress },
  { key: 'buyPlan', label: 'Rate plan', kind: 'select', options: bought, when: (values) => !ingress(values) },
  { key: 'routingPlanId', label: 'Routing plan', kind: 'select', options: routing, when: ingress },
  { key: 'capacity', label: 'Channels', kind: 'number', empty: 'No limit' },
  {
    key: 'enforcementPolicy',
    label: 'Above its channels',
    kind: 'select',
    options: [
      { value: 'strict', label: 'Refuse' },
      { value: 'overflow', label: 'Use as the last resort' },
      { value: 'best_effort', label: 'Do not count' },
    ],
  },
]

const valuesOf = (service: TrunkService) => ({
  name: service.name,
  direction: service.direction,
  techPrefix: service.techPrefix,
  sellPlan: service.direction === 'ingress' ? service.ratingPlanId : null,
  buyPlan: service.direction === 'egress' ? service.ratingPlanId : null,
  routingPlanId: service.routingPlanId,
  capacity: service.capacity,
  enforcementPolicy: service.enforcementPolicy,
})
type Values = ReturnType<typeof valuesOf>

const bodyOf = ({ sellPlan, buyPlan, direction, ...values }: Values) => ({
  ...values,
  ratingPlanId: direction === 'ingress' ? sellPlan : buyPlan,
  routingPlanId: direction === 'ingress' ? values.routingPlanId : null,
})

/** The services on an interconnect: what each buys or sells by which plan. */
export function Services({ interconnect }: { readonly interconnect: Interconnect }) {
  const may = useMay()
  const [edited, setEdited] = useState<TrunkService | 'new'>()
  const { data, error, refetch } = useQuery(trunkServicesQuery({ interconnectId: interconnect.id, limit: MOST }))
  const { data: plans } = useQuery(planChoicesQuery)
  const { data: routing } = useQuery(routingPlansQuery({ limit: MOST }))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data || !plans || !routing) return <Skeleton height={200} role="status" aria-label="Loading" />
  const options = (direction: string) =>
    plans.items.filter((plan) => plan.direction === direction).map((plan) => ({ value: plan.id, label: plan.name }))
  const directions = interconnect.direction === 'both' ? ['ingress', 'egress'] : [interconnect.direction]
  const routes = routing.items.map((plan) => ({ value: plan.id, label: `${plan.shortCode} ${plan.name}` }))
  const fields = fieldsFor(directions, options('customer'), options('supplier'), routes)
  const blank = {
    name: '',
    direction: directions[0],
    techPrefix: '',
    sellPlan: null,
    buyPlan: null,
    routingPlanId: null,
    capacity: null,
    enforcementPolicy: 'strict',
  }
  const save = (values: Values) =>
    edited === 'new' || !edited
      ? createService(interconnect.id, { ...bodyOf(values), direction: values.direction })
      : describeService(edited.id, bodyOf(values))
  return (
    <Stack gap="sm">
      {may('carrier:write') && (
        <Group justify="flex-end">
          <Button onClick={() => setEdited('new')}>Add service</Button>
        </Group>
      )}
      {data.items.length === 0 && (
        <Card>
          <Empty title="No services yet" text="A service ties this interconnect and a tech prefix to a rate plan and a routing plan." />
        </Card>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {data.items.map((service) => (
          <ServiceCard key={service.id} service={service} fields={fields} onEdit={() => setEdited(service)} />
        ))}
      </SimpleGrid>
      {edited && (
        <FormDialog
          title={edited === 'new' ? 'Add service' : `Change ${edited.shortCode}`}
          action={edited === 'new' ? 'Add service' : 'Save service'}
          done={edited === 'new' ? 'The service was added, in testing.' : 'The service was saved.'}
          fields={edited === 'new' ? fields : fields.filter(({ key }) => key !== 'direction')}
          values={edited === 'new' ? blank : valuesOf(edited)}
          save={save}
          stale={STALE}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Stack>
  )
}

type ServiceCardProps = { readonly service: TrunkService; readonly fields: readonly Field[]; readonly onEdit: () => void }

function ServiceCard({ service, fields, onEdit }: ServiceCardProps) {
  const may = useMay()
  return (
    <Section
      title={`${service.shortCode} ${service.name}`}
      actions={
        <Group gap="xs">
          <StatusBadge status={service.status} />
          {may('carrier:activate') && (
            <Moves
              name={service.shortCode}
              status={service.status}
              move={(move) => moveService(service.id, move)}
              stale={STALE}
              size="xs"
            />
          )}
          {may('carrier:write') && (
            <Button size="xs" variant="default" onClick={onEdit} aria-label={`Edit ${service.shortCode}`}>
              Edit
            </Button>
          )}
        </Group>
      }
    >
      <KeyValues
        facts={factsOf(
          fields.filter(({ key }) => key !== 'name'),
          valuesOf(service),
        )}
      />
    </Section>
  )
}
