import { Group, Select, Switch, Table, Text, TextInput } from '@mantine/core'
import { type Interconnect, type Settings, setAddresses } from '../../../api/carriers.ts'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import { useMay } from '../place.ts'
import { ListEditor } from './list-editor.tsx'

type Address = Settings['addresses'][number]

const blank: Address = { ipAddress: '', isRange: false, rangeEnd: null, addressType: 'transport', isActive: true }
const TYPES = [
  { value: 'transport', label: 'Transport' },
  { value: 'media', label: 'Media' },
]

/** From where the carrier calls and where its calls go. */
export function Addresses({ interconnect, addresses }: { readonly interconnect: Interconnect; readonly addresses: readonly Address[] }) {
  const may = useMay()
  return (
    <ListEditor
      title="Addresses"
      rows={addresses}
      blank={blank}
      add="Add address"
      mayEdit={may('carrier:write')}
      editRow={(row, change, at) => <AddressFields row={row} change={change} at={at} />}
      save={(rows) => setAddresses(interconnect.id, [...rows])}
      stale={['interconnects', 'audit']}
    >
      {addresses.length === 0 ? (
        <Text c="dimmed">No address yet. A service needs an active transport address before it can be activated.</Text>
      ) : (
        <Table aria-label="Addresses">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Address</Table.Th>
              <Table.Th scope="col">For</Table.Th>
              <Table.Th scope="col">State</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {addresses.map((row) => (
              <Table.Tr key={`${row.ipAddress} ${row.rangeEnd} ${row.addressType}`}>
                <Table.Td className="lc-figures">{row.rangeEnd ? `${row.ipAddress} – ${row.rangeEnd}` : row.ipAddress}</Table.Td>
                <Table.Td>{statusWords(row.addressType)}</Table.Td>
                <Table.Td>
                  <StatusBadge status={row.isActive ? 'active' : 'inactive'} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </ListEditor>
  )
}

type RowProps = { readonly row: Address; readonly change: (row: Address) => void; readonly at: number }

function AddressFields({ row, change, at }: RowProps) {
  const name = `of row ${at + 1}`
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label="Address or network"
        aria-label={`Address ${name}`}
        value={row.ipAddress}
        onChange={(event) => change({ ...row, ipAddress: event.currentTarget.value.trim() })}
        w={170}
      />
      <TextInput
        label="To (a range)"
        aria-label={`End of range ${name}`}
        value={row.rangeEnd ?? ''}
        onChange={(event) => {
          const rangeEnd = event.currentTarget.value.trim() || null
          change({ ...row, rangeEnd, isRange: rangeEnd !== null })
        }}
        w={150}
      />
      <Select
        label="For"
        aria-label={`Type ${name}`}
        data={TYPES}
        value={row.addressType}
        onChange={(value) => change({ ...row, addressType: value === 'media' ? 'media' : 'transport' })}
        allowDeselect={false}
        w={120}
      />
      <Switch
        label="Active"
        checked={row.isActive}
        onChange={(event) => change({ ...row, isActive: event.currentTarget.checked })}
        mb={6}
      />
    </Group>
  )
}
