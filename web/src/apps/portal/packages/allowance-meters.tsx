import { Group, Progress, Stack, Text } from '@mantine/core'
import type { PackageSubscription } from '../../../api/types.ts'
import { usedPercent, usedText } from '../../../ui/quantity-text.ts'

const WORDS: Readonly<Record<string, string>> = { voice: 'Minutes', sms: 'Texts', data: 'Data', number: 'Numbers' }
const NEARLY = 80

/** One bar for each thing in a package: how much of it is used. */
export function AllowanceMeters({ allowances }: { readonly allowances: PackageSubscription['allowances'] }) {
  return (
    <Stack gap="sm">
      {allowances.map(({ service, unit, used, granted }) => {
        const percent = usedPercent(used, granted)
        const label = WORDS[service] ?? service
        return (
          <div key={service}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">{label}</Text>
              <Text size="sm" c="dimmed" className="lc-figures">
                {usedText(unit, used, granted)} used
              </Text>
            </Group>
            <Progress.Root size="sm" mt={4}>
              <Progress.Section value={percent} color={percent >= NEARLY ? 'orange' : undefined} aria-label={`${label} used`} />
            </Progress.Root>
          </div>
        )
      })}
    </Stack>
  )
}
