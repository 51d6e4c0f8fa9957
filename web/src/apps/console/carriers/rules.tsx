import { Code, Group, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { type Interconnect, type Settings, setGroup } from '../../../api/carriers.ts'
import { useMay } from '../place.ts'
import { ListEditor } from './list-editor.tsx'

type Translation = Settings['translation']
type Rule = Translation['destinationTranslation'][number]
type Way = Rule['on']

const KINDS = [
  { value: 'prefix', label: 'Prefix' },
  { value: 'pattern', label: 'Whole number' },
]

const LISTS = [
  { key: 'globalTranslation', title: 'Rules for both numbers' },
  { key: 'destinationTranslation', title: 'Rules for the dialled number' },
  { key: 'originTranslation', title: 'Rules for the caller number' },
] as const

/** The translation rules of one way, list by list; the first that matches ends its list, unless it says otherwise. */
export function Rules({
  interconnect,
  settings,
  on,
}: {
  readonly interconnect: Interconnect
  readonly settings: Settings
  readonly on: Way
}) {
  return (
    <Stack>
      {LISTS.map(({ key, title }) => (
        <RuleList key={key} name={key} title={title} interconnect={interconnect} translation={settings.translation} on={on} />
      ))}
    </Stack>
  )
}

type RuleListProps = {
  readonly name: (typeof LISTS)[number]['key']
  readonly title: string
  readonly interconnect: Interconnect
  readonly translation: Translation
  readonly on: Way
}

function RuleList({ name, title, interconnect, translation, on }: RuleListProps) {
  const may = useMay()
  const own = translation[name].filter((rule) => rule.on === on)
  const others = translation[name].filter((rule) => rule.on !== on)
  const blank: Rule = { on, kind: 'prefix', match: '', replace: '', minLength: 0, maxLength: 32, stop: true }
  return (
    <ListEditor
      title={title}
      rows={own}
      blank={blank}
      add="Add rule"
      mayEdit={may('carrier:write')}
      editRow={(row, change, at) => <RuleFields row={row} change={change} at={at} />}
      save={(rows) => setGroup(interconnect.id, 'translation', { ...translation, [name]: [...others, ...rows] })}
      stale={['interconnects', 'audit']}
    >
      {own.length === 0 ? (
        <Text c="dimmed">None: the number goes on as it came.</Text>
      ) : (
        <Stack gap={4} component="ol" m={0} pl="lg">
          {own.map((rule) => (
            <li key={JSON.stringify(rule)}>
              <Text size="sm" component="span">
                {rule.kind === 'prefix' ? 'Prefix ' : 'Whole number '}
                <Code>{rule.match || 'any'}</Code> becomes <Code>{rule.replace || 'nothing'}</Code>
                {rule.stop ? '' : ', and the next rule is tried'}
              </Text>
            </li>
          ))}
        </Stack>
      )}
    </ListEditor>
  )
}

function RuleFields({ row, change, at }: { readonly row: Rule; readonly change: (row: Rule) => void; readonly at: number }) {
  const name = `of row ${at + 1}`
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label="Matches a"
        aria-label={`Kind ${name}`}
        data={KINDS}
        value={row.kind}
        onChange={(value) => change({ ...row, kind: value === 'pattern' ? 'pattern' : 'prefix' })}
        allowDeselect={false}
        w={140}
      />
      <TextInput
        label={row.kind === 'prefix' ? 'Prefix' : 'Pattern'}
        aria-label={`Match ${name}`}
        placeholder={row.kind === 'prefix' ? '00' : '0(\\d{9})'}
        value={row.match}
        onChange={(event) => change({ ...row, match: event.currentTarget.value })}
        w={150}
      />
      <TextInput
        label="Becomes"
        aria-label={`Replacement ${name}`}
        placeholder={row.kind === 'prefix' ? '+' : '44$1'}
        value={row.replace}
        onChange={(event) => change({ ...row, replace: event.currentTarget.value })}
        w={130}
      />
      <NumberInput
        label="Shortest"
        aria-label={`Shortest number ${name}`}
        min={0}
        max={32}
        value={row.minLength}
        onChange={(value) => change({ ...row, minLength: Number(value) || 0 })}
        w={80}
      />
      <Switch label="Stop here" checked={row.stop} onChange={(event) => change({ ...row, stop: event.currentTarget.checked })} mb={6} />
    </Group>
  )
}
