import { Group, NumberInput, Select, Skeleton, Switch, Table, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Route, type RoutingPlan, routesQuery, setRoutes, trunkServicesQuery } from '../../../api/carriers.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { ListEditor } from '../carriers/list-editor.tsx'

type Edited = Pick<Route, 'serviceId' | 'code' | 'priority' | 'weight' | 'isBlocked'>
type Option = { readonly value: string; readonly label: string }

/** The routes of a plan; for a number, the longest code of each service counts. */
export function Routes({ plan, mayEdit }: { readonly plan: RoutingPlan; readonly mayEdit: boolean }) {
  const { data: routes, error, refetch } = useQuery(routesQuery(plan.id))
  const { data: services } = useQuery(trunkServicesQuery({ direction: 'egress', limit: 100 }))
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!routes || !services) return <Skeleton height={200} role="status" aria-label="Loading" />
  const options = services.items.map(({ id, shortCode, name, carrierName }) => ({
    value: id,
    label: `${shortCode} ${carrierName}, ${name}`,
  }))
  const blank: Edited = { serviceId: options[0]?.value ?? '', code: '', priority: 100, weight: 100, isBlocked: false }
  return (
    <ListEditor<Edited>
      title="Routes"
      rows={routes.items}
      blank={blank}
      add="Add route"
      mayEdit={mayEdit}
      editRow={(row, change, at) => <RouteFields row={row} change={change} at={at} options={options} />}
      save={(rows) =>
        setRoutes(
          plan.id,
          rows.map(({ serviceId, code, priority, weight, isBlocked }) => ({ serviceId, code, priority, weight, isBlocked })),
        )
      }
      stale={['routing_plans', 'audit']}
    >
      {routes.items.length === 0 ? (
        <Text c="dimmed">No routes yet: every call of this plan is refused with “No route”.</Text>
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table aria-label="Routes">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Numbers beginning</Table.Th>
                <Table.Th scope="col">Through</Table.Th>
                <Table.Th scope="col" ta="end">
                  Priority
                </Table.Th>
                <Table.Th scope="col" ta="end">
                  Weight
                </Table.Th>
                <Table.Th scope="col">State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {routes.items.map((route) => (
                <Table.Tr key={route.id}>
                  <Table.Td className="lc-figures">{route.code || 'Any'}</Table.Td>
                  <Table.Td>
                    {route.serviceCode} {route.carrierName}
                  </Table.Td>
                  <Table.Td ta="end">{route.priority}</Table.Td>
                  <Table.Td ta="end">{route.weight}</Table.Td>
                  <Table.Td>
                    <StatusBadge status={route.isBlocked ? 'blocked' : route.serviceStatus} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </ListEditor>
  )
}

type RouteFieldsProps = {
  readonly row: Edited
  readonly change: (row: Edited) => void
  readonly at: number
  readonly options: readonly Option[]
}

function RouteFields({ row, change, at, options }: RouteFieldsProps) {
  const name = `of row ${at + 1}`
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label="Numbers beginning"
        aria-label={`Code ${name}`}
        placeholder="any"
        inputMode="numeric"
        value={row.code}
        onChange={(event) => change({ ...row, code: event.currentTarget.value.trim() })}
        w={150}
      />
      <Select
        label="Through"
        aria-label={`Service ${name}`}
        data={options.map((option) => ({ ...option }))}
        value={row.serviceId}
        onChange={(value) => change({ ...row, serviceId: value ?? row.serviceId })}
        allowDeselect={false}
        searchable
        w={260}
      />
      <NumberInput
        label="Priority"
        aria-label={`Priority ${name}`}
        min={1}
        max={1000}
        value={row.priority}
        onChange={(value) => change({ ...row, priority: Number(value) || 1 })}
        w={90}
      />
      <NumberInput
        label="Weight"
        aria-label={`Weight ${name}`}
        min={1}
        max={1000}
        value={row.weight}
        onChange={(value) => change({ ...row, weight: Number(value) || 1 })}
        w={90}
      />
      <Switch
        label="Blocked"
        checked={row.isBlocked}
        onChange={(event) => change({ ...row, isBlocked: event.currentTarget.checked })}
        mb={6}
      />
    </Group>
  )
}
