import { ActionIcon, Button, Chip, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import type { Schedule } from '../../../../api/voice.ts'
import { PlusIcon, TrashIcon } from '../../../../ui/icons.tsx'
import { dayName } from './rule-kinds.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7]

type Interval = Schedule['weekly'][number]
type GridProps = { readonly value: Schedule; readonly onChange: (value: Schedule) => void; readonly zone: string }

function Row({
  interval,
  at,
  onChange,
  onRemove,
}: {
  readonly interval: Interval
  readonly at: number
  readonly onChange: (interval: Interval) => void
  readonly onRemove: (() => void) | undefined
}) {
  return (
    <Stack gap={6} role="group" aria-label={`Hours ${at + 1}`}>
      <Chip.Group
        multiple
        value={interval.days.map(String)}
        onChange={(days) => onChange({ ...interval, days: days.map(Number).sort((a, b) => a - b) })}
      >
        <Group gap={4}>
          {DAYS.map((day) => (
            <Chip key={day} value={String(day)} size="xs" radius="sm">
              {dayName(day)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group gap="xs" align="flex-end">
        <TextInput
          type="time"
          label="From"
          size="xs"
          w={128}
          value={interval.from}
          onChange={(event) => onChange({ ...interval, from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label="To"
          size="xs"
          w={128}
          value={interval.to === '24:00' ? '00:00' : interval.to}
          onChange={(event) => onChange({ ...interval, to: event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value })}
        />
        {onRemove && (
          <ActionIcon variant="default" size="lg" onClick={onRemove} aria-label={`Remove hours ${at + 1}`}>
            <TrashIcon size={14} />
          </ActionIcon>
        )}
      </Group>
    </Stack>
  )
}

/** Weekly hours on the wall clock of the number; an end before the beginning is the next day's. */
export function ScheduleGrid({ value, onChange, zone }: GridProps) {
  const { weekly } = value
  const set = (at: number, interval: Interval) =>
    onChange({ ...value, weekly: weekly.map((one, index) => (index === at ? interval : one)) })
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="When the rule works"
        value={value.when}
        onChange={(when) => onChange({ ...value, when: when as Schedule['when'] })}
        data={[
          { value: 'open', label: 'During these hours' },
          { value: 'closed', label: 'Outside of them' },
        ]}
      />
      {weekly.map((interval, at) => (
        <Row
          key={at}
          interval={interval}
          at={at}
          onChange={(next) => set(at, next)}
          onRemove={weekly.length > 1 ? () => onChange({ ...value, weekly: weekly.filter((_, index) => index !== at) }) : undefined}
        />
      ))}
      <Group justify="space-between" gap="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<PlusIcon size={14} />}
          onClick={() => onChange({ ...value, weekly: [...weekly, { days: [6], from: '10:00', to: '14:00' }] })}
        >
          More hours
        </Button>
        <Text size="xs" c="dimmed">
          Times in {zone}
        </Text>
      </Group>
      <Select
        label="On holidays"
        allowDeselect={false}
        value={value.holidays}
        onChange={(holidays) => holidays && onChange({ ...value, holidays })}
        data={[
          { value: 'closed', label: 'Closed all day' },
          { value: 'open', label: 'Open all day' },
          { value: 'ignored', label: 'Like other days' },
        ]}
      />
    </Stack>
  )
}
