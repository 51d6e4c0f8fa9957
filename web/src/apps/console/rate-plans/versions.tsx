import { Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type PlanVersion, planVersionsQuery, type RatePlan, restoreVersion } from '../../../api/rate-plans.ts'
import { Empty } from '../../../ui/empty.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'
import { ChangeCounts } from './changes.tsx'

const STATES: Readonly<Record<PlanVersion['state'], readonly [string, Tone]>> = {
  draft: ['Draft', 'warn'],
  committed: ['Planned', 'busy'],
  effective: ['In force', 'good'],
  superseded: ['Past', 'calm'],
}
const KINDS = ['new', 'increase', 'decrease', 'unchanged', 'closed', 'blocked', 'withdrawn']

type VersionsProps = { readonly plan: RatePlan; readonly onRestored: () => void }

/** Every version with what it changed; an older one can be made the draft of the next. */
export function Versions({ plan, onRestored }: VersionsProps) {
  const may = useMay()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(planVersionsQuery(plan.id))
  const restore = useMutation({
    mutationFn: (version: number) => restoreVersion(plan.id, version),
    onSuccess: async (_, version) => {
      told(`The prices of version ${version} are the draft now.`)
      await client.invalidateQueries({ queryKey: ['rate-plans'] })
      onRestored()
    },
  })
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={260} role="status" aria-label="Loading" />
  if (data.items.length === 0) {
    return (
      <Card padding={0}>
        <Empty title="No versions yet" text="The first commit makes version 1." />
      </Card>
    )
  }
  return (
    <Stack gap="sm" role="list" aria-label="Versions">
      <ProblemAlert error={restore.error} />
      {data.items.map((sheet) => (
        <Card key={sheet.id} role="listitem">
          <Group justify="space-between" align="flex-start">
            <Stack gap={6} miw={0}>
              <Group gap="sm">
                <Text fw={600}>{sheet.version === null ? 'Draft' : `Version ${sheet.version}`}</Text>
                <StatusBadge status={sheet.state} tone={STATES[sheet.state][1]} label={STATES[sheet.state][0]} />
              </Group>
              <Text size="sm" c="dimmed">
                {sheet.effectiveAt && (
                  <>
                    In force from <When at={sheet.effectiveAt} show="time" />,{' '}
                  </>
                )}
                {sheet.source === 'edit' ? 'edited by hand' : `from ${sheet.source}`}, by {sheet.committedBy ?? sheet.createdBy}
                {sheet.mode === 'full' && ', full list'}
              </Text>
              <ChangeCounts counts={Object.fromEntries(KINDS.map((kind) => [kind, sheet.counts[kind] ?? 0]))} />
            </Stack>
            {sheet.version !== null && sheet.version < plan.version && may('rate-plan:write') && (
              <Button
                variant="default"
                size="xs"
                disabled={plan.uncommittedChanges}
                loading={restore.isPending && restore.variables === sheet.version}
                onClick={() => restore.mutate(sheet.version ?? 0)}
              >
                Restore version {sheet.version}
              </Button>
            )}
          </Group>
        </Card>
      ))}
    </Stack>
  )
}
