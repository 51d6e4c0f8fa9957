import { Button, Card, Group, Stack, Text, Tooltip } from '@mantine/core'
import type { StorePlan } from '../../../api/types.ts'
import { dataText } from '../../../ui/bytes.ts'
import { Money } from '../../../ui/money.tsx'
import { countryName } from '../../storefront/countries.ts'

const SHOWN_COUNTRIES = 3

/** Where a plan works: the country, or how many of them with their names on hover and focus. */
export function Coverage({ countries }: { readonly countries: readonly string[] }) {
  const names = countries.map(countryName).toSorted((a, b) => a.localeCompare(b))
  if (names.length <= SHOWN_COUNTRIES) return <Text size="sm">{names.join(', ')}</Text>
  return (
    <Tooltip label={names.join(', ')} multiline w={320}>
      <Text size="sm" tabIndex={0} td="underline dotted" w="fit-content">
        {names.length} countries
      </Text>
    </Tooltip>
  )
}

/** One data plan with everything that matters before choosing it. */
export function PlanCard({ plan, onChoose, action }: { readonly plan: StorePlan; readonly onChoose: () => void; readonly action: string }) {
  return (
    <Card padding="md" h="100%">
      <Stack gap="xs" h="100%" justify="space-between">
        <div>
          <Text fw={650}>{plan.name}</Text>
          <Text fz="1.375rem" fw={650} lh={1.4} className="lc-figures">
            {dataText(plan.dataBytes)}
          </Text>
          <Text size="sm" c="dimmed">
            {plan.validityDays} days {plan.validity === 'first_use' ? 'from first use' : 'from purchase'}
          </Text>
          <Coverage countries={plan.countries} />
          {plan.speed && (
            <Text size="xs" c="dimmed" mt={4}>
              {plan.speed}
            </Text>
          )}
        </div>
        <Group justify="space-between" align="flex-end" mt="xs">
          <div>
            <Text fw={650} fz="lg" component="div">
              <Money value={plan.price} />
            </Text>
            {plan.perGb && (
              <Text size="xs" c="dimmed" component="div">
                <Money value={plan.perGb} /> per GB
              </Text>
            )}
          </div>
          <Button variant="default" onClick={onChoose} aria-label={`${action} ${plan.name}`}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
