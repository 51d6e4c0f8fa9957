import { Box, Card, Container, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { publicStatusQuery } from '../../api/monitoring.ts'
import type { PublicStatus } from '../../api/types.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import { When } from '../../ui/when.tsx'

type Component = PublicStatus['components'][number]
type State = Component['state']

const TONES: Readonly<Record<State, Tone>> = { operational: 'good', degraded: 'warn', down: 'bad' }
const COLOURS: Readonly<Record<State, string>> = { operational: 'var(--good)', degraded: 'var(--warn)', down: 'var(--bad)' }
const WORDS = {
  green: { tone: 'good', title: 'Everything works' },
  yellow: { tone: 'warn', title: 'Some parts work worse than usual' },
  red: { tone: 'bad', title: 'Some parts do not work' },
} as const
const BARS = 90
const DAY_MS = 86_400_000

const dayBefore = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)

/** Ninety days as bars, today right; a day without a word about it is pale. */
function Bars({ component }: { readonly component: Component }) {
  const known = new Map(component.days.map((day) => [day.day, day]))
  const days = Array.from({ length: BARS }, (_, index) => dayBefore(BARS - 1 - index))
  const bad = component.days.filter(({ worst }) => worst !== 'operational').length
  return (
    <Group
      gap={2}
      wrap="nowrap"
      h={28}
      role="img"
      aria-label={`The last ${BARS} days of ${component.name}: ${bad === 0 ? 'nothing to report' : `${bad} days with trouble`}`}
    >
      {days.map((day) => {
        const told = known.get(day)
        return (
          <Box
            key={day}
            title={`${day}: ${told ? told.worst : 'not measured'}`}
            flex={1}
            h="100%"
            miw={1}
            style={{ borderRadius: 2, background: told ? COLOURS[told.worst] : 'var(--mantine-color-default-border)' }}
          />
        )
      })}
    </Group>
  )
}

/** Whether everything works, for everybody. */
export function StatusPage() {
  const { data, error, refetch } = useQuery(publicStatusQuery)
  return (
    <Container size="md" py="lg" px={0}>
      <PageHeader title="Status" />
      {error && !data && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={360} role="status" aria-label="Loading" />}
      {data && (
        <Stack>
          <Notice tone={WORDS[data.light].tone} title={WORDS[data.light].title} role="status">
            {data.asOf ? (
              <Text size="sm" component="span">
                As of <When at={data.asOf} span />.
              </Text>
            ) : (
              'Nothing has been measured yet.'
            )}
          </Notice>
          <Card>
            <Stack gap="lg">
              {data.components.map((component) => (
                <Box key={component.name}>
                  <Group justify="space-between" mb={6}>
                    <Text component="h2" fw={600} m={0} fz="md">
                      {component.name}
                    </Text>
                    <StatusBadge status={component.state} tone={TONES[component.state]} />
                  </Group>
                  <Bars component={component} />
                </Box>
              ))}
              <Group justify="space-between">
                <Text size="xs" c="dimmed">
                  {BARS} days ago
                </Text>
                <Text size="xs" c="dimmed">
                  Today
                </Text>
              </Group>
            </Stack>
          </Card>
        </Stack>
      )}
    </Container>
  )
}
