import { Checkbox, Group, Select, Table, Text, TextInput } from '@mantine/core'
import { type Interconnect, type Settings, setCodecs } from '../../../api/carriers.ts'
import { useMay } from '../place.ts'
import { ListEditor } from './list-editor.tsx'

type Codec = Settings['codecs'][number]

const blank: Codec = { codecName: '', allowed: true, relayOnly: false, vad: false, ptime: 20 }
const PTIMES = ['10', '20', '30', '40', '60']
const yes = (value: boolean) => (value ? 'Yes' : 'No')

/** Which codecs may be spoken, the preferred one first. */
export function Codecs({ interconnect, codecs }: { readonly interconnect: Interconnect; readonly codecs: readonly Codec[] }) {
  const may = useMay()
  return (
    <ListEditor
      title="Codecs"
      rows={codecs}
      blank={blank}
      add="Add codec"
      mayEdit={may('carrier:write')}
      editRow={(row, change, at) => <CodecFields row={row} change={change} at={at} />}
      save={(rows) => setCodecs(interconnect.id, [...rows])}
      stale={['interconnects', 'audit']}
    >
      {codecs.length === 0 ? (
        <Text c="dimmed">Whatever both ends offer.</Text>
      ) : (
        <Table aria-label="Codecs">
          <Table.Thead>
            <Table.Tr>
              {['Order', 'Codec', 'Allowed', 'Relay only', 'VAD', 'Packet time'].map((header) => (
                <Table.Th key={header} scope="col">
                  {header}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {codecs.map((codec, at) => (
              <Table.Tr key={codec.codecName}>
                <Table.Td>{at + 1}</Table.Td>
                <Table.Td>{codec.codecName}</Table.Td>
                <Table.Td>{yes(codec.allowed)}</Table.Td>
                <Table.Td>{yes(codec.relayOnly)}</Table.Td>
                <Table.Td>{yes(codec.vad)}</Table.Td>
                <Table.Td>{codec.ptime} ms</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </ListEditor>
  )
}

function CodecFields({ row, change, at }: { readonly row: Codec; readonly change: (row: Codec) => void; readonly at: number }) {
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label="Codec"
        aria-label={`Codec of row ${at + 1}`}
        placeholder="PCMA"
        value={row.codecName}
        onChange={(event) => change({ ...row, codecName: event.currentTarget.value.trim() })}
        w={120}
      />
      <Select
        label="Packet time, ms"
        data={PTIMES}
        value={String(row.ptime)}
        onChange={(value) => change({ ...row, ptime: Number(value ?? 20) as Codec['ptime'] })}
        allowDeselect={false}
        w={130}
      />
      <Checkbox
        label="Allowed"
        checked={row.allowed}
        onChange={(event) => change({ ...row, allowed: event.currentTarget.checked })}
        mb={8}
      />
      <Checkbox
        label="Relay only"
        checked={row.relayOnly}
        onChange={(event) => change({ ...row, relayOnly: event.currentTarget.checked })}
        mb={8}
      />
      <Checkbox label="VAD" checked={row.vad} onChange={(event) => change({ ...row, vad: event.currentTarget.checked })} mb={8} />
    </Group>
  )
}
